using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;

namespace AssignmentsBench;

/// <summary>What is declared, and how AWS behaves.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Resources">AccountAssignments.</param>
/// <param name="Groups">Groups in each of them.</param>
/// <param name="Accounts">Accounts in each of them.</param>
/// <param name="Latency">How long an operation takes.</param>
/// <param name="IsLimited">Whether AWS's limits are on.</param>
internal sealed record Shape(string Name, int Resources, int Groups, int Accounts, TimeSpan Latency, bool IsLimited)
{
    public const string InstanceArn = "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6";
    public const int Sets = 10;
    private const int Halvings = 4;

    public static Shape Many { get; } = new("50 resources with a group in 100 accounts each", 50, 1, 100, TimeSpan.FromSeconds(2), IsLimited: true);

    public static Shape Large { get; } = new("one resource with 20 groups in 1,000 accounts", 1, 20, 1000, TimeSpan.FromMilliseconds(10), IsLimited: false);

    /// <summary>
    /// An organization of 2,000 accounts with tags and 100,000 users, of which each object names one for half of the accounts, by their tags. AWS has all of it already, as where
    /// a company takes over what it has: two million assignments by hand would take five days at 10 at a time.
    /// </summary>
    /// <param name="resources">AccountAssignments.</param>
    public static Shape Scale(int resources) =>
        new($"{resources} resources with a user in 1,000 of 2,000 accounts by their tags", resources, 1, 1000, TimeSpan.FromSeconds(2), IsLimited: true) { IsTagged = true, Users = 100_000, Poll = TimeSpan.FromSeconds(20) };

    /// <summary>Whether accounts are chosen by tags, of twice as many, and AWS has all of it already.</summary>
    public bool IsTagged { get; private init; }

    /// <summary>Users of the directory.</summary>
    public int Users { get; private init; }

    /// <summary>How often it is looked what is Ready.</summary>
    public TimeSpan Poll { get; private init; } = TimeSpan.FromSeconds(1);

    /// <summary>Assignments in all.</summary>
    public int Assignments => Resources * Groups * Accounts;

    private int AllAccounts => IsTagged ? 2 * Accounts : Math.Max(300, Accounts);

    /// <summary>An organization without assignments.</summary>
    public Seed Seed() => new()
    {
        Organization = new()
        {
            ManagementAccount = "100000000001",
            Accounts = [new() { Id = "100000000001", Name = "management" }, .. Enumerable.Range(1, AllAccounts).Select(i => new SeedAccount { Id = AccountId(i), Name = $"account-{i}", Tags = Tags(i) })],
        },
        Instance = new() { Id = "ssoins-7223a1b2c3d4e5f6", IdentityStore = "d-99671a2b3c", PrimaryRegion = "eu-central-1" },
        Groups = [.. Enumerable.Range(1, 60).Select(i => new SeedGroup { Name = $"group-{i}" })],
        Users = [.. Enumerable.Range(0, Users).Select(i => new SeedUser { UserName = UserName(i) })],
        ManagedPolicies = ["ReadOnlyAccess"],
        PermissionSets = IsTagged ? [.. Enumerable.Range(0, Sets).Select(i => new SeedPermissionSet { Name = $"bench-{i}", ManagedPolicies = ["ReadOnlyAccess"] })] : [],
        Assignments = IsTagged ? [.. Enumerable.Range(0, Resources).Select(Taken)] : [],
        Behaviour = new() { Latency = Latency },
        Limits = IsLimited ? new Limits() : Limits.None,
    };

    /// <summary>The declarations as YAML documents.</summary>
    public IEnumerable<string> Manifests() => Enumerable.Range(0, Math.Min(Sets, Resources)).Select(Set).Concat(Enumerable.Range(0, Resources).Select(Assignment));

    private static string AccountId(int number) => $"4{number:00000000000}";

    private static string Set(int number) => $$"""
        apiVersion: identitycenter.dev/v1alpha1
        kind: PermissionSet
        metadata: {name: bench-{{number}}}
        spec: {managedPolicies: [ReadOnlyAccess], assignableFrom: {namespaces: [bench]} }
        """;

    // Each key halves the accounts in another way.
    private static Dictionary<string, string> Tags(int account) =>
        Enumerable.Range(0, Halvings).ToDictionary(key => $"half-{key}", key => Half(account, key), StringComparer.Ordinal);

    private static string Half(int account, int key) => ((account >> key) & 1) == 0 ? "even" : "odd";

    private static string UserName(int number) => $"user-{number}";

    private SeedAssignment Taken(int number) => new()
    {
        PermissionSet = $"bench-{number % Sets}",
        User = UserName(number),
        Accounts = [.. Enumerable.Range(1, AllAccounts).Where(account => Half(account, number % Halvings) == "odd").Select(AccountId)],
    };

    private string Assignment(int number) => $$"""
        apiVersion: identitycenter.dev/v1alpha1
        kind: AccountAssignment
        metadata: {name: bench-{{number}}, namespace: bench}
        spec:
          permissionSetRef: {name: bench-{{number % Sets}}}
          principals: [{{Principals(number)}}]
          targets: {{Targets(number)}}
        """;

    private string Principals(int number) => IsTagged ? $"{{user: {UserName(number)}}}" : string.Join(", ", Enumerable.Range(0, Groups).Select(i => $"{{group: group-{1 + number + i}}}"));

    private string Targets(int number) => IsTagged ? $"{{accountSelector: {{matchLabels: {{half-{number % Halvings}: odd}}}}}}"
        : Accounts >= AllAccounts ? "{allAccounts: true}"
        : $"{{accounts: [{string.Join(", ", Enumerable.Range(0, Accounts).Select(i => $"\"{AccountId(1 + (((number * 37) + (i * 3)) % AllAccounts))}\""))}]}}";
}
