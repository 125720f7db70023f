using System.Text.Json.Serialization;

namespace LocalIdentityCenter.State;

/// <summary>An Identity Center instance: of the organization, or of one account (which has no permission sets).</summary>
internal sealed class Instance : IJsonOnDeserialized
{
    private readonly Dictionary<string, SortedSet<string>> setsByAccount = [];
    private readonly Dictionary<string, PermissionSet> setsByName = new(StringComparer.Ordinal);
    private SortedDictionary<string, PermissionSet> permissionSets = new(StringComparer.Ordinal);

    /// <summary><c>ssoins-</c> and 16 characters.</summary>
    public required string Id { get; init; }

    public required string Arn { get; init; }

    public required string OwnerAccountId { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    public required string IdentityStoreId { get; init; }

    public bool IsOrganization { get; init; }

    public IdentitySource IdentitySource { get; set; }

    public string? Name { get; set; }

    public bool PermissionSetsEnabled { get; set; }

    /// <summary>When CREATE_IN_PROGRESS ends.</summary>
    public DateTimeOffset ActiveAt { get; init; }

    /// <summary>When a deletion in progress ends.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    public Encryption Encryption { get; set; } = new();

    /// <summary>The primary Region first.</summary>
    public List<RegionState> Regions { get; init; } = [];

    public AccessControlAttributes? AccessControlAttributes { get; set; }

    public Tags Tags { get; init; } = [];

    /// <summary>By id. Add and remove through the methods, which keep the indexes.</summary>
    public SortedDictionary<string, PermissionSet> PermissionSets { get => permissionSets; init => permissionSets = value; }

    [JsonIgnore]
    public AssignmentTable Assignments { get; } = new();

    /// <summary>The assignments as a saved state holds them.</summary>
    public IEnumerable<Assignment> AssignmentRows
    {
        get => Assignments.All;
        init { foreach (var assignment in value) Assignments.Add(assignment); }
    }

    [JsonIgnore]
    public string PrimaryRegion => Regions[0].Name;

    [JsonIgnore]
    public string Partition => Arn.Split(':')[1];

    public PermissionSet? PermissionSetNamed(string name) => setsByName.GetValueOrDefault(name);

    public void Add(PermissionSet set)
    {
        permissionSets.Add(set.Id, set);
        setsByName.Add(set.Name, set);
    }

    public void Remove(PermissionSet set)
    {
        permissionSets.Remove(set.Id);
        setsByName.Remove(set.Name);
    }

    /// <summary>Ids of the permission sets with a role in the account, in order.</summary>
    public IReadOnlyCollection<string> ProvisionedTo(string accountId) => setsByAccount.GetValueOrDefault(accountId) ?? [];

    /// <summary>Gives the account a role made from this version of the set, or brings the one it has up to it.</summary>
    public void Provision(PermissionSet set, string accountId, long version, Func<string> newRoleName)
    {
        var role = set.Provisioned.GetValueOrDefault(accountId)?.RoleName ?? newRoleName();
        set.Provisioned[accountId] = new ProvisionedCopy(version, role);
        Index(set.Id, accountId);
    }

    public void Deprovision(PermissionSet set, string accountId)
    {
        set.Provisioned.Remove(accountId);
        setsByAccount.GetValueOrDefault(accountId)?.Remove(set.Id);
    }

    void IJsonOnDeserialized.OnDeserialized()
    {
        foreach (var set in permissionSets.Values)
        {
            setsByName.Add(set.Name, set);
            foreach (var account in set.Provisioned.Keys) Index(set.Id, account);
        }
    }

    private void Index(string setId, string accountId)
    {
        if (!setsByAccount.TryGetValue(accountId, out var sets)) setsByAccount[accountId] = sets = new(StringComparer.Ordinal);
        sets.Add(setId);
    }
}
