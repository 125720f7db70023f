using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Policies;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>
/// The rules of the CRD's schema, once more, and those that a schema cannot say. Servers before 1.25 ignore CEL, and objects may be older than the schema.
/// Sizes come first in each check, so that hostile input is refused before it costs anything.
/// </summary>
public static class PermissionSetValidation
{
    /// <summary>AWS's limit on managed and customer-managed policies together.</summary>
    public const int MaxPolicies = 20;

    /// <summary>AWS's limit of 50 tags, less the two of the owner.</summary>
    public const int MaxTags = 48;

    /// <summary>All rules that the object breaks, in the order of the fields; empty when it can be planned for.</summary>
    /// <param name="set">The object.</param>
    /// <param name="partition">The instance's partition, for example <c>aws</c>.</param>
    public static IReadOnlyList<SpecError> Check(PermissionSet set, string partition)
    {
        ArgumentNullException.ThrowIfNull(set);
        var spec = set.Spec;
        return
        [
            .. Name(set),
            .. Text("spec.description", spec.Description, 700, Patterns.Description().IsMatch, "use the characters of Latin-1"),
            .. Duration(spec.SessionDuration),
            .. Text("spec.relayState", spec.RelayState, 240, Patterns.RelayState().IsMatch, "use an address without < or > or quotation marks outside ASCII"),
            .. PolicyCount(spec),
            .. ManagedPolicies(spec.ManagedPolicies ?? [], partition),
            .. CustomerManagedPolicies(spec.CustomerManagedPolicies ?? []),
            .. InlinePolicy(spec),
            .. Boundary(spec.PermissionsBoundary, partition),
            .. Tags(spec.Tags),
        ];
    }

    private static IEnumerable<SpecError> Name(PermissionSet set) => set.Spec.Name is { } name
        ? Text("spec.name", name, 32, Patterns.Name().IsMatch, "use letters, digits and _+=,.@-")
        : Text("metadata.name", set.Metadata.Name, 32, Patterns.Name().IsMatch, "set spec.name to the name that AWS shall have");

    private static IEnumerable<SpecError> Text(string field, string? value, int maxLength, Func<string, bool> isValid, string remedy)
    {
        if (value is not null && (value.Length == 0 || value.Length > maxLength || !isValid(value)))
            yield return SpecError.Of(field, value, $"must have 1 to {maxLength} characters that AWS takes there; {remedy}");
    }

    private static IEnumerable<SpecError> Duration(string? text)
    {
        const string field = "spec.sessionDuration";
        if (text is null)
            yield break;
        if (text.Length > 24 || !Patterns.SessionDuration().IsMatch(text) || SessionDuration.Parse(text) is not { } duration)
            yield return SpecError.Of(field, text, "must be an ISO 8601 duration of hours, minutes and seconds; write for example PT4H");
        else if (duration < SessionDuration.Shortest || duration > SessionDuration.Longest)
            yield return SpecError.Of(field, text, "must be between PT1H and PT12H; write for example PT4H");
    }

    private static IEnumerable<SpecError> PolicyCount(PermissionSetSpec spec)
    {
        var count = (spec.ManagedPolicies?.Count ?? 0) + (spec.CustomerManagedPolicies?.Count ?? 0);
        if (count > MaxPolicies)
        {
            yield return new(
                "spec.managedPolicies",
                $"spec.managedPolicies and spec.customerManagedPolicies have {count} policies together: AWS takes at most {MaxPolicies}; join some into one policy.");
        }
    }

    private static IEnumerable<SpecError> ManagedPolicies(IReadOnlyList<string> policies, string partition)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, policy) in policies.Index())
        {
            var field = $"spec.managedPolicies[{index}]";
            if (ManagedPolicy(field, policy, partition) is { } error)
                yield return error;
            else if (!seen.Add(ManagedPolicyArns.From(policy, partition)))
                yield return SpecError.Of(field, policy, "is named twice, perhaps once by name and once by ARN; remove one of them");
        }
    }

    private static SpecError? ManagedPolicy(string field, string? policy, string partition)
    {
        if (string.IsNullOrEmpty(policy) || policy.Length > 2000)
            return SpecError.Of(field, policy ?? "", "must be the name or the ARN of an AWS managed policy; write for example ReadOnlyAccess");
        if (!policy.StartsWith("arn:", StringComparison.Ordinal))
        {
            return Patterns.ManagedPolicyName().IsMatch(policy) ? null
                : SpecError.Of(field, policy, "is no name of an AWS managed policy; write for example ReadOnlyAccess or job-function/Billing");
        }

        var match = Patterns.ManagedPolicyArn().Match(policy);
        return !match.Success ? SpecError.Of(
                field, policy, "is no ARN of an AWS managed policy; write for example arn:aws:iam::aws:policy/ReadOnlyAccess, and name policies of your own under spec.customerManagedPolicies")
            : match.Groups["partition"].Value != partition ? SpecError.Of(field, policy, $"is of another partition than the instance; write arn:{partition}:… or just the name")
            : null;
    }

    private static IEnumerable<SpecError> CustomerManagedPolicies(IReadOnlyList<CustomerManagedPolicyReference> policies)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, policy) in policies.Index())
        {
            var field = $"spec.customerManagedPolicies[{index}]";
            foreach (var error in CustomerManagedPolicy(field, policy))
                yield return error;
            if (policy is not null && !seen.Add($"{policy.Path ?? "/"}{policy.Name}"))
                yield return SpecError.Of($"{field}.name", policy.Name, "is named twice with the same path; remove one of them");
        }
    }

    private static IEnumerable<SpecError> CustomerManagedPolicy(string field, CustomerManagedPolicyReference? policy) => policy is null
        ? [new(field, $"{field} is empty: give a name, or remove it.")]
        :
    [
        .. Text($"{field}.name", policy.Name, 128, Patterns.Name().IsMatch, "use letters, digits and _+=,.@-, and put the path in path"),
        .. Text($"{field}.path", policy.Path, 512, Patterns.PolicyPath().IsMatch, "begin and end it with a slash, for example /teams/"),
    ];

    private static IEnumerable<SpecError> InlinePolicy(PermissionSetSpec spec)
    {
        if (spec.InlinePolicy is { } policy && PolicyDocument.Parse(policy) is PolicyResult.Invalid invalid)
            yield return new("spec.inlinePolicy", $"spec.inlinePolicy {invalid.Problem}.");
    }

    private static IEnumerable<SpecError> Boundary(PermissionsBoundarySpec? boundary, string partition)
    {
        const string field = "spec.permissionsBoundary";
        return boundary switch
        {
            null => [],
            { ManagedPolicy: { } policy, CustomerManagedPolicy: null } => ManagedPolicy($"{field}.managedPolicy", policy, partition) is { } error ? [error] : [],
            { ManagedPolicy: null, CustomerManagedPolicy: { } policy } => CustomerManagedPolicy($"{field}.customerManagedPolicy", policy),
            { ManagedPolicy: null } => [new(field, $"{field} names no policy: give managedPolicy or customerManagedPolicy, or remove it.")],
            { ManagedPolicy: { } one, CustomerManagedPolicy: { } other } =>
                [new(field, $"{field} has managedPolicy {Quoted.Text(one)} and customerManagedPolicy {Quoted.Text(other.Name)}: AWS takes one boundary; keep one of them.")],
        };
    }

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

    private static SpecError? Tag(string key, string? value) => (key, value) switch
    {
        _ when !AwsText.IsTag(key, 1, 128) =>
            SpecError.Of("spec.tags", key, "is no key that AWS takes; use 1 to 128 letters, digits, spaces and _.:/=+-@"),
        _ when key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) =>
            SpecError.Of("spec.tags", key, "keys that begin with aws: belong to AWS; choose another key"),
        _ when key.StartsWith(Owner.TagPrefix, StringComparison.OrdinalIgnoreCase) =>
            SpecError.Of("spec.tags", key, $"keys that begin with {Owner.TagPrefix} belong to the operator; choose another key"),
        _ when value is null || !AwsText.IsTag(value, 0, 256) =>
            SpecError.Of($"spec.tags[{Quoted.Text(key, 128)}]", value ?? "", "must have at most 256 letters, digits, spaces and _.:/=+-@"),
        _ => null,
    };
}
