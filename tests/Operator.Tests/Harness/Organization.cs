using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;

namespace Operator.Tests.Harness;

/// <summary>A small organization: six accounts that hold the policies of the samples, some groups and a user, no permission set.</summary>
internal static class Organization
{
    public const string InstanceArn = "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6";
    public const string Group = "99671a2b3c-11111111-2222-3333-4444-555555555555";
    public const string Web = "99671a2b3c-22222222-2222-3333-4444-555555555555";
    public const string Audit = "99671a2b3c-33333333-2222-3333-4444-555555555555";
    public const string Alice = "99671a2b3c-aaaaaaaa-2222-3333-4444-555555555555";
    public const string Management = "100000000001";
    public const string Root = "r-test";
    public const string Prod = "ou-test-prod0000";
    public const string Dev = "ou-test-dev00000";
    public const string RdsOperators = "/teams/rds-operators";

    /// <summary>Account ids, in order: the first three are in Workloads/Prod, the others in Workloads/Dev; their tag env is prod or dev.</summary>
    public static IReadOnlyList<string> Accounts { get; } = [.. Enumerable.Range(1, 6).Select(i => $"40000000000{i}")];

    /// <summary>Accounts are changed within milliseconds, and no rate is limited: how the operator spends requests is looked at elsewhere.</summary>
    public static Seed Seed() => new()
    {
        Organization = new()
        {
            ManagementAccount = Management,
            RootId = Root,
            Accounts = [new() { Id = Management, Name = "management", Tags = Env("prod") }],
            Units =
            [
                new()
                {
                    Name = "Workloads",
                    Id = "ou-test-work0000",
                    Units =
                    [
                        new() { Name = "Prod", Id = Prod, Accounts = [.. Accounts.Take(3).Select(id => Account(id, "prod"))] },
                        new() { Name = "Dev", Id = Dev, Accounts = [.. Accounts.Skip(3).Select(id => Account(id, "dev"))] },
                    ],
                },
            ],
        },
        Instance = new() { Id = "ssoins-7223a1b2c3d4e5f6", IdentityStore = "d-99671a2b3c", PrimaryRegion = "eu-central-1" },
        Groups = [new() { Id = Group, Name = "Data" }, new() { Id = Web, Name = "Web" }, new() { Id = Audit, Name = "Audit" }],
        Users = [new() { Id = Alice, UserName = "alice@example.com" }],
        ManagedPolicies = ["ReadOnlyAccess", "AdministratorAccess", "SecurityAudit", "PowerUserAccess", "job-function/DatabaseAdministrator", "job-function/ViewOnlyAccess"],
        Behaviour = new() { Latency = TimeSpan.FromMilliseconds(40), DeprovisionLatency = TimeSpan.FromMilliseconds(40) },
        Limits = new Limits { SsoAdminRequestsPerSecond = null },
    };

    private static SeedAccount Account(string id, string env) => new() { Id = id, Name = $"a{id}", Policies = [RdsOperators, "boundary"], Tags = Env(env) };

    private static Dictionary<string, string> Env(string env) => new() { ["env"] = env };
}
