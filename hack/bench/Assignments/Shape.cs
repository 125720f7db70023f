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

    public static Shape Many { get; } = new("50 resources with a group in 100 accounts each", 50, 1, 100, TimeSpan.FromSeconds(2), IsLimited: true);

    public static Shape Large { get; } = new("one resource with 20 groups in 1,000 accounts", 1, 20, 1000, TimeSpan.FromMilliseconds(10), IsLimited: false);

    /// <summary>Assignments in all.</summary>
    public int Assignments => Resources * Groups * Accounts;

    private int AllAccounts => Math.Max(300, Accounts);

    /// <summary>An organization without assignments.</summary>
    public Seed Seed() => new()
    {
        Organization = new()
        {
            ManagementAccount = "100000000001",
            Accounts = [new() { Id = "100000000001", Name = "management" }, .. Enumerable.Range(1, AllAccounts).Select(i => new SeedAccount { Id = AccountId(i), Name = $"account-{i}" })],
        },
        Instance = new() { Id = "ssoins-7223a1b2c3d4e5f6", IdentityStore = "d-99671a2b3c", PrimaryRegion = "eu-central-1" },
        Groups = [.. Enumerable.Range(1, 60).Select(i => new SeedGroup { Name = $"group-{i}" })],
        ManagedPolicies = ["ReadOnlyAccess"],
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

    private string Assignment(int number) => $$"""
        apiVersion: identitycenter.dev/v1alpha1
        kind: AccountAssignment
        metadata: {name: bench-{{number}}, namespace: bench}
        spec:
          permissionSetRef: {name: bench-{{number % Sets}}}
          principals: [{{Principals(number)}}]
          targets: {{Targets(number)}}
        """;

    private string Principals(int number) => string.Join(", ", Enumerable.Range(0, Groups).Select(i => $"{{group: group-{1 + number + i}}}"));

    private string Targets(int number) => Accounts >= AllAccounts
        ? "{allAccounts: true}"
        : $"{{accounts: [{string.Join(", ", Enumerable.Range(0, Accounts).Select(i => $"\"{AccountId(1 + (((number * 37) + (i * 3)) % AllAccounts))}\""))}]}}";
}
