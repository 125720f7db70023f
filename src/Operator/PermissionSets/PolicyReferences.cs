using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>The rules of policies that are named: AWS managed ones, customer-managed ones, and the boundary, which is either.</summary>
internal static class PolicyReferences
{
    private const string BoundaryField = "spec.permissionsBoundary";
    private const int MaxManagedPolicy = 2000;
    private const int MaxPath = 512;

    /// <summary>The rules that AWS managed policies break.</summary>
    public static IEnumerable<SpecError> CheckManaged(IReadOnlyList<string> policies, string partition)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, policy) in policies.Index())
        {
            var field = $"spec.managedPolicies[{index}]";
            if (Managed(field, policy, partition) is { } error)
                yield return error;
            else if (!seen.Add(ManagedPolicyArns.From(policy, partition)))
                yield return SpecError.Of(field, policy, "is named twice, perhaps once by name and once by ARN; remove one of them");
        }
    }

    /// <summary>The rules that customer-managed policies break.</summary>
    public static IEnumerable<SpecError> CheckCustomerManaged(IReadOnlyList<CustomerManagedPolicyReference> policies)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, policy) in policies.Index())
        {
            var field = $"spec.customerManagedPolicies[{index}]";
            foreach (var error in CustomerManaged(field, policy))
                yield return error;
            if (policy is not null && !seen.Add($"{policy.Path ?? "/"}{policy.Name}"))
                yield return SpecError.Of($"{field}.name", policy.Name, "is named twice with the same path; remove one of them");
        }
    }

    /// <summary>The rules that a boundary breaks.</summary>
    public static IEnumerable<SpecError> CheckBoundary(PermissionsBoundarySpec? boundary, string partition) => boundary switch
    {
        null => [],
        { ManagedPolicy: { } policy, CustomerManagedPolicy: null } => Managed($"{BoundaryField}.managedPolicy", policy, partition) is { } error ? [error] : [],
        { ManagedPolicy: null, CustomerManagedPolicy: { } policy } => CustomerManaged($"{BoundaryField}.customerManagedPolicy", policy),
        { ManagedPolicy: null } => [new(BoundaryField, $"{BoundaryField} names no policy: give managedPolicy or customerManagedPolicy, or remove it.")],
        { ManagedPolicy: { } one, CustomerManagedPolicy: { } other } =>
            [new(BoundaryField, $"{BoundaryField} has managedPolicy {Quoted.Text(one)} and customerManagedPolicy {Quoted.Text(other.Name)}: AWS takes one boundary; keep one of them.")],
    };

    private static SpecError? Managed(string field, string? policy, string partition)
    {
        if (string.IsNullOrEmpty(policy) || policy.Length > MaxManagedPolicy)
            return SpecError.Of(field, policy ?? "", "must be the name or the ARN of an AWS managed policy; write for example ReadOnlyAccess");
        if (!policy.StartsWith("arn:", StringComparison.Ordinal))
            return Patterns.ManagedPolicyName().IsMatch(policy) ? null : NoName(field, policy);
        var match = Patterns.ManagedPolicyArn().Match(policy);
        return !match.Success ? NoArn(field, policy)
            : match.Groups["partition"].Value != partition ? SpecError.Of(field, policy, $"is of another partition than the instance; write arn:{partition}:{policy.Split(':', 3)[2]}, or just the name")
            : null;
    }

    private static SpecError NoName(string field, string policy)
    {
        var meant = LookAlikes.Plain(policy).Replace(" ", "", StringComparison.Ordinal).Trim('/');
        return SpecError.Of(
            field,
            policy,
            $"is no name of an AWS managed policy; write {(Patterns.ManagedPolicyName().IsMatch(meant) ? Quoted.Text(meant) : "for example ReadOnlyAccess or job-function/Billing")}, the part of its ARN behind policy/");
    }

    private static SpecError NoArn(string field, string policy) => CustomerManagedArn(policy) is var (path, name)
        ? SpecError.Of(field, policy, $"is the ARN of a customer-managed policy; name it under spec.customerManagedPolicies as {{name: {name}, path: {path}}}, without an account")
        : SpecError.Of(field, policy, "is no ARN of an AWS managed policy; write for example arn:aws:iam::aws:policy/ReadOnlyAccess, and name policies of your own under spec.customerManagedPolicies");

    private static IEnumerable<SpecError> CustomerManaged(string field, CustomerManagedPolicyReference? policy)
    {
        if (policy is null)
            return [new(field, $"{field} is empty: give a name, or remove it.")];
        SpecError?[] errors = [CustomerManagedName($"{field}.name", policy.Name), policy.Path is { } path ? CustomerManagedPath($"{field}.path", path) : null];
        return errors.OfType<SpecError>();
    }

    private static SpecError? CustomerManagedName(string field, string name) => (name.Length <= MaxPath ? CustomerManagedArn(name) ?? WithPath(name) : null) is var (path, bare)
        ? SpecError.Of(field, name, $"is more than a name; write name: {bare} and path: {path}")
        : SpecTexts.PolicyName.Fault(field, name, "put the path in path");

    private static SpecError? CustomerManagedPath(string field, string path)
    {
        if (path.Length is > 0 and <= MaxPath && Patterns.PolicyPath().IsMatch(path))
            return null;
        var meant = path.Length is > 0 and < MaxPath ? $"/{LookAlikes.Plain(path).Replace(" ", "", StringComparison.Ordinal).Trim('/')}/".Replace("//", "/", StringComparison.Ordinal) : "";
        return SpecError.Of(
            field, path, $"must begin and end with a slash and have 1 to {MaxPath} characters, letters, digits and .,+@=_- between slashes; write for example {(Patterns.PolicyPath().IsMatch(meant) ? meant : "/teams/")}");
    }

    private static (string Path, string Name)? CustomerManagedArn(string arn) =>
        Patterns.CustomerManagedPolicyArn().Match(arn) is { Success: true } match ? ($"/{match.Groups["path"].Value}", match.Groups["name"].Value) : null;

    private static (string Path, string Name)? WithPath(string name) =>
        Patterns.ManagedPolicyName().IsMatch(name.TrimStart('/')) && name.LastIndexOf('/') is >= 0 and var slash ? ($"/{name[..(slash + 1)].TrimStart('/')}", name[(slash + 1)..]) : null;
}
