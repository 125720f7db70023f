using System.Text.Json.Serialization;

namespace LocalIdentityCenter.State;

/// <summary>The organization: one root, units, accounts.</summary>
internal sealed class Organization : IJsonOnDeserialized
{
    private readonly Dictionary<string, OrganizationalUnit> unitsById = new(StringComparer.Ordinal);
    private SortedDictionary<string, Account> accounts = new(StringComparer.Ordinal);
    private List<OrganizationalUnit> units = [];

    /// <summary><c>o-…</c>.</summary>
    public required string Id { get; init; }

    /// <summary><c>r-…</c>.</summary>
    public required string RootId { get; init; }

    public required string ManagementAccountId { get; init; }

    /// <summary>Accounts that administer Identity Center for the organization. AWS allows one at a time.</summary>
    public List<DelegatedAdministrator> DelegatedAdministrators { get; init; } = [];

    public Tags RootTags { get; init; } = [];

    /// <summary>By id.</summary>
    public SortedDictionary<string, Account> Accounts { get => accounts; init => accounts = value; }

    /// <summary>Parents before their children.</summary>
    public List<OrganizationalUnit> Units { get => units; init => units = value; }

    public void Add(Account account) => accounts.Add(account.Id, account);

    public void Add(OrganizationalUnit unit)
    {
        units.Add(unit);
        unitsById.Add(unit.Id, unit);
    }

    public Account? Account(string id) => accounts.GetValueOrDefault(id);

    public OrganizationalUnit? Unit(string id) => unitsById.GetValueOrDefault(id);

    public bool IsDelegated(string accountId, string servicePrincipal) =>
        DelegatedAdministrators.Any(d => d.AccountId == accountId && d.ServicePrincipal == servicePrincipal);

    /// <summary>The entity path of a parent with a trailing slash: <c>o-x/r-x/ou-a-b/</c>.</summary>
    public string Path(string parentId) => Unit(parentId) is { } unit ? $"{Path(unit.ParentId)}{unit.Id}/" : $"{Id}/{parentId}/";

    public string Arn(string kind, string rest) => $"arn:aws:organizations::{ManagementAccountId}:{kind}/{Id}{(rest.Length == 0 ? "" : $"/{rest}")}";

    void IJsonOnDeserialized.OnDeserialized()
    {
        foreach (var unit in units) unitsById.Add(unit.Id, unit);
    }
}
