using IdentityCenterOperator.Policies;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>Says where AWS differs from what is declared, for people. The planner does not need it.</summary>
public static class PermissionSetDrift
{
    /// <summary>All paths that a difference may have, without the members in brackets.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        "spec.name", "spec.description", "spec.sessionDuration", "spec.relayState", "spec.managedPolicies", "spec.customerManagedPolicies", "spec.inlinePolicy",
        "spec.permissionsBoundary", "spec.tags",
    ];

    /// <summary>
    /// The differences in a fixed order, by path in the spec; empty when AWS is as declared. Policies are compared by meaning. Tags that are not declared are no
    /// difference: others may put theirs.
    /// </summary>
    /// <param name="desired">What is declared.</param>
    /// <param name="observed">What AWS has; null for nothing, which is one difference.</param>
    public static ValueList<Difference> Between(PermissionSetState desired, PermissionSetState? observed)
    {
        ArgumentNullException.ThrowIfNull(desired);
        return observed is null
            ? [new("spec.name", Quoted.Text(desired.Name), Difference.Absent)]
            : All(desired, observed).OfType<Difference>().ToValueList();
    }

    private static IEnumerable<Difference?> All(PermissionSetState desired, PermissionSetState observed) =>
    [
        Scalar("spec.description", desired.Details.Description, observed.Details.Description),
        Duration(desired.Details.SessionDuration, observed.Details.SessionDuration),
        Scalar("spec.relayState", desired.Details.RelayState, observed.Details.RelayState),
        .. Members("spec.managedPolicies", desired.ManagedPolicies, observed.ManagedPolicies),
        .. Members("spec.customerManagedPolicies", desired.CustomerManagedPolicies, observed.CustomerManagedPolicies),
        Inline(desired.InlinePolicy, observed.InlinePolicy),
        Scalar("spec.permissionsBoundary", desired.Boundary?.ToString() ?? "", observed.Boundary?.ToString() ?? ""),
        .. desired.Tags.Select(tag => Tag(tag.Key, tag.Value, observed.Tags.GetValueOrDefault(tag.Key))),
    ];

    private static Difference? Scalar(string path, string desired, string observed) =>
        desired == observed ? null : new(path, Show(desired), Show(observed));

    private static Difference? Duration(TimeSpan desired, TimeSpan observed) =>
        desired == observed ? null : new("spec.sessionDuration", SessionDuration.Format(desired), SessionDuration.Format(observed));

    private static IEnumerable<Difference> Members<T>(string path, ValueSet<T> desired, ValueSet<T> observed)
        where T : notnull =>
    [
        .. desired.Where(member => !observed.Contains(member)).Select(member => new Difference($"{path}[{member}]", "attached", Difference.Absent)),
        .. observed.Where(member => !desired.Contains(member)).Select(member => new Difference($"{path}[{member}]", Difference.Absent, "attached")),
    ];

    private static Difference? Inline(PolicyDocument? desired, PolicyDocument? observed) =>
        Equals(desired, observed) ? null : new("spec.inlinePolicy", Lacking(desired, observed), Lacking(observed, desired));

    // Only the statements that the other side lacks: in a long policy the reader wants to see what changed.
    private static string Lacking(PolicyDocument? policy, PolicyDocument? other)
    {
        if (policy is null)
            return Difference.Absent;
        var own = policy.Statements.Where(statement => other?.Statements.Contains(statement) != true).ToList();
        return own.Count == 0 ? policy.ToString() : Difference.Bound(string.Join(", ", own));
    }

    private static Difference? Tag(string key, string desired, string? observed) =>
        desired == observed ? null : new($"spec.tags[{key}]", Quoted.Text(desired), observed is null ? Difference.Absent : Quoted.Text(observed));

    private static string Show(string value) => value.Length == 0 ? Difference.Absent : Quoted.Text(value, Difference.MaxLength);
}
