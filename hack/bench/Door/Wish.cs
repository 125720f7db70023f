using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Policies;

namespace Door;

/// <summary>Permission sets that the benchmarks ask for.</summary>
internal static class Wish
{
    private const string Prefix = "arn:aws:iam::aws:policy/";
    private const string Inline = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"rds:*","Resource":"*"}]}""";

    /// <summary>A new one: two managed policies, an inline policy, tags.</summary>
    public static PermissionSetState New(string name) => new()
    {
        Name = name,
        Details = new() { Description = $"New {name}", SessionDuration = TimeSpan.FromHours(4) },
        ManagedPolicies = [Prefix + "ReadOnlyAccess", Prefix + "SecurityAudit"],
        InlinePolicy = PolicyDocument.Observed(Inline),
        Tags = new([new("team", "bench")]),
    };

    /// <summary>All that a permission set has is another: description, duration, relay state, a policy taken and one given, inline, boundary, tag.</summary>
    public static PermissionSetState Changed(string name) => new()
    {
        Name = name,
        Details = new() { Description = "Changed", SessionDuration = TimeSpan.FromHours(8), RelayState = "https://console.aws.amazon.com/rds" },
        ManagedPolicies = [Prefix + "ReadOnlyAccess", Prefix + "AdministratorAccess"],
        InlinePolicy = PolicyDocument.Observed(Inline),
        Boundary = new Boundary.Managed(Prefix + "PowerUserAccess"),
        Tags = new([new("team", "changed")]),
    };
}
