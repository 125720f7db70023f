using LocalIdentityCenter.Seeding;

namespace LocalIdentityCenter.Tests.Support;

/// <summary>A small organization with everything that a rule needs.</summary>
public static class TestSeed
{
    public const string Management = "100000000001";
    public const string Delegated = "100000000002";
    public const string DataProd = "400000000001";
    public const string WebProd = "400000000002";
    public const string Suspended = "600000000002";
    public const string Instance = "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6";
    public const string Store = "d-99671a2b3c";
    public const string Key = "arn:aws:kms:eu-central-1:100000000001:key/mrk-1234abcd12ab34cd56ef1234567890ab";
    public const string ReadOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    public const string ManagementCaller = "AKIAMANAGEMENT";
    public const string DelegatedCaller = "AKIADELEGATED";
    public const string MemberCaller = "AKIAMEMBER";

    public static Seed Small() => new()
    {
        Organization = new()
        {
            Id = "o-exampleorg",
            RootId = "r-ex01",
            ManagementAccount = Management,
            DelegatedAdministrator = Delegated,
            Accounts = [new() { Id = Management, Name = "management" }, new() { Id = Delegated, Name = "identity" }],
            Units =
            [
                new()
                {
                    Name = "Workloads",
                    Units =
                    [
                        new()
                        {
                            Name = "Prod",
                            Accounts =
                            [
                                new() { Id = DataProd, Name = "data-prod", Tags = Tags("prod"), Policies = ["/teams/rds-operators", "boundary"] },
                                new() { Id = WebProd, Name = "web-prod", Tags = Tags("prod") },
                            ],
                        },
                    ],
                },
                new() { Name = "Sandbox", Accounts = [new() { Id = Suspended, Name = "sandbox-old", State = "SUSPENDED" }] },
            ],
        },
        Instance = new() { Id = "ssoins-7223a1b2c3d4e5f6", IdentityStore = Store, PrimaryRegion = "eu-central-1", EncryptionKey = Key },
        Keys = [new() { Arn = Key, Replicas = ["eu-west-1", "eu-north-1"] }],
        Users = [new() { UserName = "alice", Email = "alice@example.com", ExternalId = "idp-alice" }, new() { UserName = "bob" }],
        Groups = [new() { Name = "Data", Members = ["alice"], ExternalId = "idp-data" }, new() { Name = "Web" }],
        ManagedPolicies = ["ReadOnlyAccess", "AdministratorAccess", "SecurityAudit", .. Enumerable.Range(0, 25).Select(i => $"Policy{i}")],
        Callers =
        [
            new(ManagementCaller, Management, Name: "management"),
            new(DelegatedCaller, Delegated, Name: "delegated"),
            new(MemberCaller, WebProd, Name: "web"),
        ],
    };

    private static Dictionary<string, string> Tags(string env) => new() { ["env"] = env };
}
