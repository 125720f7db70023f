using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;

namespace Operator.Tests.AccountAssignments.Year;

/// <summary>An account as the year knows it.</summary>
internal sealed class YearAccount(string id, string name, string unit)
{
    public string Id => id;

    public string Name => name;

    /// <summary>Path of its unit.</summary>
    public string Unit { get; set; } = unit;

    public Dictionary<string, string> Tags { get; } = [];

    public bool IsActive { get; set; } = true;

    /// <summary>As it is now, whatever becomes of it.</summary>
    public YearAccount Copy()
    {
        var copy = new YearAccount(Id, Name, Unit) { IsActive = IsActive };
        foreach (var (key, value) in Tags)
            copy.Tags[key] = value;
        return copy;
    }
}

/// <summary>A company that changes: what it is now, told a second time beside the local Identity Center, so that the operator is not its own judge.</summary>
internal sealed class Company
{
    public const string ManagementAccount = "100000000001";
    public const string Root = "r-year";

    /// <summary>Permission sets that a resource manages, by the resource's name, and one that none does, by its AWS name.</summary>
    public static readonly IReadOnlyList<string> ManagedSets = ["reader", "writer", "auditor", "breaker"];
    public const string UnmanagedSet = "Legacy";

    /// <summary>Twenty units: four departments with four teams each.</summary>
    public static IReadOnlyList<string> Units { get; } =
        [.. from department in new[] { "Data", "Web", "Pay", "Lab" } from team in new[] { "", "/Prod", "/Test", "/Dev", "/Old" } select department + team];

    public SortedDictionary<string, YearAccount> Accounts { get; } = new(StringComparer.Ordinal);

    /// <summary>Ids of the groups that exist, by name.</summary>
    public SortedDictionary<string, string> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether accounts only leave: a company that grew without end would hide what else does.</summary>
    public bool IsFull => Accounts.Count >= Most;

    private int Most { get; init; }

    public IReadOnlyList<string> Users { get; } = [.. Enumerable.Range(1, 8).Select(i => $"user{i}@example.com")];

    public static string UnitId(string path) => $"ou-year-{Units.ToList().IndexOf(path):00000000}";

    public static string UserId(int index) => $"99671a2b3c-00000000-0000-4000-9000-{index + 1:000000000000}";

    /// <summary>Two hundred accounts, or as many as said, and fifty groups.</summary>
    public static Company Found(Random random, int accounts = 200)
    {
        var company = new Company { Most = accounts * 3 / 2 };
        for (var i = 1; i <= accounts; i++)
        {
            var account = new YearAccount($"4{i:00000000000}", $"account-{i % (accounts - 10)}", Units[i % Units.Count]);
            account.Tags["env"] = Pick(random, "prod", "test", "dev");
            if (random.Next(3) == 0)
                account.Tags["team"] = Pick(random, "data", "web");
            company.Accounts.Add(account.Id, account);
        }

        for (var i = 1; i <= 50; i++)
            company.Groups.Add($"Group {i}", $"99671a2b3c-00000000-0000-4000-8000-{i:000000000000}");
        return company;
    }

    public Seed Seed() => new()
    {
        Organization = new()
        {
            RootId = Root,
            ManagementAccount = ManagementAccount,
            Accounts = [new() { Id = ManagementAccount, Name = "management" }],
            Units = [.. Units.Where(path => !path.Contains('/')).Select(Unit)],
        },
        Instance = new() { Id = "ssoins-7223a1b2c3d4e5f6", IdentityStore = "d-99671a2b3c", PrimaryRegion = "eu-central-1" },
        Groups = [.. Groups.Select(group => new SeedGroup { Id = group.Value, Name = group.Key })],
        Users = [.. Users.Select((name, i) => new SeedUser { UserName = name, Id = UserId(i) })],
        ManagedPolicies = ["ReadOnlyAccess"],
        PermissionSets = [new() { Name = UnmanagedSet }],
        Behaviour = new() { Latency = TimeSpan.FromMilliseconds(5), DeprovisionLatency = TimeSpan.FromMilliseconds(5) },
        Limits = new Limits { SsoAdminRequestsPerSecond = null },
    };

    private static T Pick<T>(Random random, params ReadOnlySpan<T> of) => of[random.Next(of.Length)];

    private SeedUnit Unit(string path) => new()
    {
        Name = path.Split('/')[^1],
        Id = UnitId(path),
        Accounts = [.. Accounts.Values.Where(account => account.Unit == path).Select(account => new SeedAccount { Id = account.Id, Name = account.Name, Tags = account.Tags })],
        Units = [.. Units.Where(other => other.StartsWith(path + "/", StringComparison.Ordinal)).Select(Unit)],
    };
}
