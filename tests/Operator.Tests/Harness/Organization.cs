using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;

namespace Operator.Tests.Harness;

/// <summary>A small organization: six accounts that hold the policies of the samples, one group, no permission set.</summary>
internal static class Organization
{
    public const string InstanceArn = "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6";
    public const string Group = "99671a2b3c-11111111-2222-3333-4444-555555555555";
    public const string RdsOperators = "/teams/rds-operators";

    /// <summary>Account ids, in order.</summary>
    public static IReadOnlyList<string> Accounts { get; } = [.. Enumerable.Range(1, 6).Select(i => $"40000000000{i}")];

    /// <summary>Accounts are changed within milliseconds, and no rate is limited: how the operator spends requests is looked at elsewhere.</summary>
    public static Seed Seed() => new()
    {
        Organization = new()
        {
            ManagementAccount = "100000000001",
            Accounts = [new() { Id = "100000000001", Name = "management" }, .. Accounts.Select(id => new SeedAccount { Id = id, Name = $"a{id}", Policies = [RdsOperators, "boundary"] })],
        },
        Instance = new() { Id = "ssoins-7223a1b2c3d4e5f6", IdentityStore = "d-99671a2b3c", PrimaryRegion = "eu-central-1" },
        Groups = [new() { Id = Group, Name = "Data" }],
        ManagedPolicies = ["ReadOnlyAccess", "AdministratorAccess", "SecurityAudit", "PowerUserAccess", "job-function/DatabaseAdministrator", "job-function/ViewOnlyAccess"],
        Behaviour = new() { Latency = TimeSpan.FromMilliseconds(40), DeprovisionLatency = TimeSpan.FromMilliseconds(40) },
        Limits = new Limits { SsoAdminRequestsPerSecond = null },
    };
}
