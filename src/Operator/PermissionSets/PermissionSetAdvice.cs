using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Policies;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>What a spec declares that AWS takes, or may take, and that is seldom meant.</summary>
internal static class PermissionSetAdvice
{
    private const string InlinePolicyField = "spec.inlinePolicy";
    private const string JobFunction = "job-function/";

    // IAM's default quota of managed policies attached to a role.
    private const int RolePolicyQuota = 10;

    // AWS documentation, "AWS managed policies for job functions": these have the path, the others of that page have none.
    private static readonly string[] _jobFunctions = ["Billing", "DatabaseAdministrator", "DataScientist", "NetworkAdministrator", "SupportUser", "SystemAdministrator", "ViewOnlyAccess"];
    private static readonly string[] _withoutPath = ["AdministratorAccess", "PowerUserAccess", "ReadOnlyAccess", "SecurityAudit"];

    /// <summary>The warnings, in the order of the fields.</summary>
    /// <param name="spec">A spec that breaks no rule.</param>
    /// <param name="inlinePolicy">Its inline policy as it was read; null for none.</param>
    public static ValueList<SpecWarning> On(PermissionSetSpec spec, PolicyResult? inlinePolicy) =>
    [
        .. Count(spec),
        .. (spec.ManagedPolicies ?? []).Index().SelectMany(policy => Managed($"spec.managedPolicies[{policy.Index}]", policy.Item)),
        .. CustomerManaged(spec.CustomerManagedPolicies ?? []),
        .. inlinePolicy is PolicyResult.Valid valid ? valid.Warnings.Select(Of) : [],
        .. spec.PermissionsBoundary?.ManagedPolicy is { } boundary ? Managed("spec.permissionsBoundary.managedPolicy", boundary) : [],
        .. Tags(spec.Tags?.Keys ?? []),
    ];

    /// <summary>What is probably wrong with an AWS managed policy that AWS does not know; null when nobody can say.</summary>
    /// <param name="field">Path of the field.</param>
    /// <param name="policy">Its name or ARN.</param>
    public static string? OnManaged(string field, string policy) => Managed(field, policy).FirstOrDefault()?.Sentence;

    private static SpecWarning Of(PolicyWarning warning) => new(warning.Kind.ToString(), warning.FieldIn(InlinePolicyField), warning.SentenceOn(InlinePolicyField));

    private static IEnumerable<SpecWarning> Count(PermissionSetSpec spec)
    {
        if ((spec.ManagedPolicies?.Count ?? 0) + (spec.CustomerManagedPolicies?.Count ?? 0) is > RolePolicyQuota and var count)
            yield return new("ManyPolicies", "spec.managedPolicies", $"spec.managedPolicies and spec.customerManagedPolicies have {count} policies: IAM allows {RolePolicyQuota} a role unless the quota of each account was raised.");
    }

    // AWS says only that there is no such policy, and a boundary's mistake even later.
    private static IEnumerable<SpecWarning> Managed(string field, string policy)
    {
        var name = policy.StartsWith("arn:", StringComparison.Ordinal) ? policy[(policy.IndexOf('/', StringComparison.Ordinal) + 1)..] : policy;
        if (_jobFunctions.Contains(name, StringComparer.OrdinalIgnoreCase))
            yield return Path(field, policy, $"AWS has this policy as {JobFunction}{_jobFunctions.First(known => known.Equals(name, StringComparison.OrdinalIgnoreCase))}; write it with its path");
        else if (name.StartsWith(JobFunction, StringComparison.OrdinalIgnoreCase) && _withoutPath.Contains(name[JobFunction.Length..], StringComparer.OrdinalIgnoreCase))
            yield return Path(field, policy, $"AWS has this policy without a path; write {name[JobFunction.Length..]}");
        else if (name.StartsWith("policy/", StringComparison.Ordinal))
            yield return Path(field, policy, $"policy/ is a part of every ARN and of no name; write {name["policy/".Length..]}");
        else if (!name.Contains('/', StringComparison.Ordinal) && name.Contains("ServiceRolePolicy", StringComparison.Ordinal))
            yield return Path(field, policy, "AWS keeps policies of service roles under a path, most under service-role/; write it as its ARN has it");
        else if (name.StartsWith("aws-service-role/", StringComparison.Ordinal))
            yield return new("PolicyOfService", field, $"{field} is {Quoted.Text(policy)}: AWS attaches this policy to the service's own role only, and refuses it for others; choose another.");
    }

    private static SpecWarning Path(string field, string policy, string says) => new("PathMistaken", field, $"{field} is {Quoted.Text(policy)}: {says}.");

    private static IEnumerable<SpecWarning> CustomerManaged(IReadOnlyList<CustomerManagedPolicyReference> policies)
    {
        // In one account two names that differ in case alone cannot both be there (IAM documentation, CreatePolicy).
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (index, policy) in policies.Index())
        {
            var field = $"spec.customerManagedPolicies[{index}].name";
            if (_jobFunctions.Concat(_withoutPath).Contains(policy.Name))
                yield return new("AwsManagedName", field, $"{field} is {Quoted.Text(policy.Name)}, as AWS calls a policy of its own, which goes under spec.managedPolicies: check that each account has a policy of this name.");
            else if (!names.TryAdd(policy.Name, policy.Name))
                yield return new("SameNameTwice", field, $"{field} is {Quoted.Text(policy.Name)}, and another is {Quoted.Text(names[policy.Name])}: an account has only one policy of a name, whatever its path and the case of its letters.");
        }
    }

    private static IEnumerable<SpecWarning> Tags(IEnumerable<string> keys) => keys
        .GroupBy(key => key, StringComparer.OrdinalIgnoreCase)
        .Where(same => same.Skip(1).Any())
        .Select(same => new SpecWarning("SameNameTwice", "spec.tags", $"spec.tags has the keys {string.Join(" and ", same.Order(StringComparer.Ordinal).Select(key => Quoted.Text(key)))}, which differ in case alone: AWS keeps both, and conditions on tags take them for one."));
}
