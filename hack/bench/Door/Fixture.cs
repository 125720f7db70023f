using System.Globalization;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Auditing;
using LocalIdentityCenter.Seeding;

namespace Door;

/// <summary>Organizations in three sizes: permission sets, accounts, (account, set) pairs, assignments, groups.</summary>
internal sealed record Fixture(string Size, int Sets, int Accounts, int Pairs, int Assignments, int Groups)
{
    public const string Operator = "AKIAOPERATOR";
    public const string Delegated = "AKIADELEGATED";
    public const string Other = "AKIAOTHER";
    public const string Region = "eu-central-1";
    public const string InstanceArn = "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6";
    private const string Management = "100000000001";
    private const string DelegatedAccount = "100000000002";

    public static Fixture Of(string size) => size switch
    {
        "S" => new("S", 20, 50, 300, 400, 30),
        "M" => new("M", 100, 300, 3_000, 5_000, 150),
        "L" => new("L", 300, 1_000, 20_000, 40_000, 600),
        _ => throw new ArgumentException($"{size} is none of S, M and L", nameof(size)),
    };

    /// <summary>The sums of Terraform, upjet, iambic and CPA, counted from their code, for the same organization (docs/performance.md).</summary>
    public IEnumerable<(string Peer, double Requests)> Peers =>
    [
        ("Terraform", 1 + (Sets * 5.1) + Assignments + (2 * Groups)),
        ("upjet, each poll", (Sets * 5.1) + Assignments),
        ("iambic", Pages(Sets) + (6 * Sets) + (Sets * Pages(Pairs / Sets)) + Pairs),
        ("CPA, Organizations too", ((double)Sets * Accounts) + (3 * Pairs) + (12 * Sets)),
    ];

    public static string Account(int i) => (200_000_000_000 + i).ToString(CultureInfo.InvariantCulture);

    /// <summary>An object that something is done for.</summary>
    public static AuditSubject Object(string name) => new("Bench", new("bench", name), "", 1, null);

    /// <summary>A write that is done for one.</summary>
    public static AuditedWrite Write(string operation) => new(operation, Object("bench"));

    public Seed Seed() => new()
    {
        Organization = new()
        {
            ManagementAccount = Management,
            DelegatedAdministrator = DelegatedAccount,
            Accounts =
            [
                new() { Id = Management, Name = "management" }, new() { Id = DelegatedAccount, Name = "identity" },
                .. Enumerable.Range(0, Accounts).Select(i => new SeedAccount { Id = Account(i), Name = $"account-{i}", Policies = ["/teams/operators"] }),
            ],
        },
        Instance = new() { Id = "ssoins-7223a1b2c3d4e5f6", IdentityStore = "d-99671a2b3c", PrimaryRegion = Region },
        Groups = [.. Enumerable.Range(0, Groups).Select(i => new SeedGroup { Name = $"Group{i}" })],
        ManagedPolicies = ["ReadOnlyAccess", "SecurityAudit", "AdministratorAccess", "PowerUserAccess"],
        PermissionSets = [.. Enumerable.Range(0, Sets).Select(Set)],
        Assignments = [.. Rows().GroupBy(row => (row.Set, row.Group)).Select(rows => new SeedAssignment
        {
            PermissionSet = $"Set{rows.Key.Set}",
            Group = $"Group{rows.Key.Group}",
            Accounts = [.. rows.Select(row => Account(row.Account))],
        })],
        Callers = [new(Operator, Management), new(Delegated, DelegatedAccount), new(Other, Management)],
    };

    // Per set 2 managed policies, ½ customer-managed, ½ inline, ⅒ boundary: what the peers' sums assume.
    private static SeedPermissionSet Set(int i) => new()
    {
        Name = $"Set{i}",
        Description = $"Set {i}",
        ManagedPolicies = ["ReadOnlyAccess", "SecurityAudit"],
        CustomerManagedPolicies = i % 2 == 0 ? ["/teams/operators"] : [],
        InlinePolicy = i % 2 == 1 ? JsonNode.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*"}]}""") : null,
        Boundary = i % 10 == 0 ? "arn:aws:iam::aws:policy/PowerUserAccess" : null,
        Tags = new Dictionary<string, string> { ["team"] = $"team-{i % 7}" },
    };

    // Each set in as many accounts as another, each pair held by at least one group.
    private IEnumerable<(int Set, int Account, int Group)> Rows() =>
        from n in Enumerable.Range(0, Assignments)
        let pair = n % Pairs
        let set = pair % Sets
        select (set, ((set * 7) + (pair / Sets)) % Accounts, ((pair * 13) + (n / Pairs)) % Groups);

    private static int Pages(int items) => (items + 99) / 100;
}
