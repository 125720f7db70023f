using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.PermissionSets.PermissionSetStep;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>What a step changes, for the audit log.</summary>
internal static class PermissionSetAudit
{
    /// <summary>The step's one request.</summary>
    /// <param name="operation">Operation of the request.</param>
    /// <param name="step">The step.</param>
    /// <param name="arn">The set; null for a creation.</param>
    /// <param name="cause">Why the step is taken.</param>
    public static AuditedWrite Of(string operation, PermissionSetStep step, string? arn, PermissionSetCause cause) => new(operation, cause.Subject)
    {
        PermissionSet = new(arn, cause.Before?.Name ?? (step as Create)?.Name),
        Account = step is ProvisionAccount one ? new(one.AccountId, null) : null,
        Parts = [.. Parts(step, cause.Before)],
    };

    private static IEnumerable<AuditPart> Parts(PermissionSetStep step, PermissionSetState? before) => step switch
    {
        Create s => [Part("spec.name", null, s.Name), .. Details(null, s.Details), .. Tags(ValueDictionary.Empty, s.Tags)],
        UpdateDetails s => Details(before?.Details, s.Details),
        AttachManagedPolicy s => [Part($"spec.managedPolicies[{s.Arn}]", null, s.Arn)],
        DetachManagedPolicy s => [Part($"spec.managedPolicies[{s.Arn}]", s.Arn, null)],
        AttachCustomerManagedPolicy s => [Part($"spec.customerManagedPolicies[{s.Policy}]", null, $"{s.Policy}")],
        DetachCustomerManagedPolicy s => [Part($"spec.customerManagedPolicies[{s.Policy}]", $"{s.Policy}", null)],
        PutInlinePolicy s => [new("spec.inlinePolicy", AuditValue.Of(before?.InlinePolicy), AuditValue.Of(s.Policy))],
        DeleteInlinePolicy => [new("spec.inlinePolicy", AuditValue.Of(before?.InlinePolicy), null)],
        PutPermissionsBoundary s => [Part("spec.permissionsBoundary", before?.Boundary?.ToString(), s.Boundary.ToString())],
        DeletePermissionsBoundary => [Part("spec.permissionsBoundary", before?.Boundary?.ToString(), null)],
        Tag s => Tags(before?.Tags ?? ValueDictionary.Empty, s.Tags),
        Untag s => s.Keys.Select(key => Part($"spec.tags[{key}]", before?.Tags.GetValueOrDefault(key), null)),
        Delete => [Part("spec.name", before?.Name, null)],
        _ => [],
    };

    // Of three fields that are sent together those are told that change.
    private static IEnumerable<AuditPart> Details(PermissionSetDetails? before, PermissionSetDetails after) => new[]
    {
        Part("spec.description", before?.Description, after.Description),
        Part("spec.sessionDuration", before is null ? null : SessionDuration.Format(before.SessionDuration), SessionDuration.Format(after.SessionDuration)),
        Part("spec.relayState", before?.RelayState, after.RelayState),
    }.Where(part => part.Before != part.After);

    private static IEnumerable<AuditPart> Tags(ValueDictionary before, ValueDictionary after) =>
        after.Select(tag => Part($"spec.tags[{tag.Key}]", before.GetValueOrDefault(tag.Key), tag.Value));

    private static AuditPart Part(string path, string? before, string? after) => new(path, AuditValue.Of(before), AuditValue.Of(after));
}
