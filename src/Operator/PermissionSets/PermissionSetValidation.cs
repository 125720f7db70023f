using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Policies;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>
/// The rules of the CRD's schema, once more, and those that a schema cannot say. Servers before 1.25 ignore CEL, and objects may be older than the schema.
/// Sizes come first in each check, so that hostile input is refused before it costs anything.
/// </summary>
internal static class PermissionSetValidation
{
    /// <summary>AWS's limit on managed and customer-managed policies together.</summary>
    public const int MaxPolicies = 20;

    /// <summary>AWS's limit of 50 tags, less the two of the owner.</summary>
    public const int MaxTags = 48;

    private const string InlinePolicyField = "spec.inlinePolicy";

    /// <summary>All rules that the object breaks, in the order of the fields; empty when it can be planned for.</summary>
    /// <param name="set">The object.</param>
    /// <param name="inlinePolicy">Its inline policy as it was read; null for none.</param>
    /// <param name="partition">The instance's partition, for example <c>aws</c>.</param>
    public static IReadOnlyList<SpecError> Check(PermissionSet set, PolicyResult? inlinePolicy, string partition)
    {
        var spec = set.Spec;
        SpecError?[] texts =
        [
            Name(set),
            spec.Description is { } description ? SpecTexts.Description.Fault("spec.description", description) : null,
            spec.SessionDuration is { } duration ? SessionDurationRule.Fault("spec.sessionDuration", duration) : null,
            spec.RelayState is { } relayState ? SpecTexts.RelayState.Fault("spec.relayState", relayState) : null,
            PolicyCount(spec),
        ];
        return
        [
            .. texts.OfType<SpecError>(),
            .. PolicyReferences.CheckManaged(spec.ManagedPolicies ?? [], partition),
            .. PolicyReferences.CheckCustomerManaged(spec.CustomerManagedPolicies ?? []),
            .. inlinePolicy is PolicyResult.Invalid invalid ? invalid.Faults.Select(fault => new SpecError(fault.FieldIn(InlinePolicyField), fault.SentenceOn(InlinePolicyField))) : [],
            .. PolicyReferences.CheckBoundary(spec.PermissionsBoundary, partition),
            .. Tags(spec.Tags),
            .. (spec.AssignableFrom?.NamespaceSelector?.MatchExpressions ?? []).SelectMany((requirement, index) => Requirement($"spec.assignableFrom.namespaceSelector.matchExpressions[{index}]", requirement)),
        ];
    }

    private static SpecError? Name(PermissionSet set) => set.Spec.Name is { } name
        ? SpecTexts.Name.Fault("spec.name", name)
        : SpecTexts.Name.Fault("metadata.name", set.Metadata.Name, "set spec.name to the name that AWS shall have");

    private static SpecError? PolicyCount(PermissionSetSpec spec) =>
        (spec.ManagedPolicies?.Count ?? 0) + (spec.CustomerManagedPolicies?.Count ?? 0) is > MaxPolicies and var count
            ? new("spec.managedPolicies", $"spec.managedPolicies and spec.customerManagedPolicies have {count} policies together: AWS takes at most {MaxPolicies}; join some into one policy.")
            : null;

    private static IEnumerable<SpecError> Tags(IReadOnlyDictionary<string, string>? tags)
    {
        if (tags is null)
            yield break;
        if (tags.Count > MaxTags)
            yield return new("spec.tags", $"spec.tags has {tags.Count} tags: AWS takes 50 and the operator needs 2 of them; keep at most {MaxTags}.");
        foreach (var (key, value) in tags)
        {
            if (Tag(key, value) is { } error)
                yield return error;
        }
    }

    // NotIn of no values would let in everybody.
    private static SpecError[] Requirement(string field, LabelSelectorRequirement? requirement) => (requirement?.Operator, requirement?.Values?.Count ?? 0) switch
    {
        (LabelSelectorOperator.In or LabelSelectorOperator.NotIn, 0) => [new(field, $"{field} has operator {requirement!.Operator} and no values: give at least one.")],
        (LabelSelectorOperator.Exists or LabelSelectorOperator.DoesNotExist, > 0) => [new(field, $"{field} has operator {requirement!.Operator} and values: remove the values, or use In or NotIn.")],
        _ => [],
    };

    private static SpecError? Tag(string key, string? value)
    {
        const string keyField = "a key of spec.tags";
        if (SpecTexts.TagKey.Fault(keyField, key) is { } wrong)
            return wrong with { Field = "spec.tags" };
        if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
            return SpecError.Of(keyField, key, "keys that begin with aws: belong to AWS; choose another key") with { Field = "spec.tags" };
        if (key.StartsWith(Owner.TagPrefix, StringComparison.OrdinalIgnoreCase))
            return SpecError.Of(keyField, key, $"keys that begin with {Owner.TagPrefix} belong to the operator; choose another key") with { Field = "spec.tags" };
        var field = $"spec.tags[{Quoted.Text(key, 128)}]";
        return value is null ? new(field, $"{field} is null: write a text, \"\" for none.") : SpecTexts.TagValue.Fault(field, value);
    }
}
