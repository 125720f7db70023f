using Amazon.Organizations;
using Amazon.Organizations.Model;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.IdentityCenter.AwsReply;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// Reads the organization. AWS tells each account's place with its <c>Paths</c> (since 2026-04), so that one list is enough; where it does not, the tree is walked.
/// Tags cost a call an account.
/// </summary>
internal sealed class OrganizationReader(AwsDoor<IAmazonOrganizations> door)
{
    // The most that Organizations gives at a time.
    private const int PageSize = 20;

    private volatile string? management;

    /// <summary>Forgets which account that is: another organization has another.</summary>
    public void Reset() => management = null;

    /// <summary>The account that the organization belongs to. It never changes, and is asked for until it is known.</summary>
    public async Task<string> ManagementAccountAsync(CallPriority priority, CancellationToken cancellationToken) => management ??= Required(
        (await door.ReadAsync(
            priority,
            "DescribeOrganization",
            (organizations, token) => organizations.DescribeOrganizationAsync(new(), token),
            cancellationToken)).Organization?.MasterAccountId,
        "Organization.MasterAccountId");

    /// <summary>All accounts. An empty page is not the end of a list.</summary>
    public async Task<List<AccountFacts>> AccountsAsync(CallPriority priority, CancellationToken cancellationToken)
    {
        var accounts = await door.PagesAsync<ListAccountsResponse, Account>(
            priority,
            "ListAccounts",
            (organizations, page, token) => organizations.ListAccountsAsync(new() { MaxResults = PageSize, NextToken = page }, token),
            answer => (answer.Accounts, answer.NextToken),
            cancellationToken);
        var places = accounts.All(account => account.Paths is { Count: > 0 }) ? null : await PlacesAsync(priority, cancellationToken);
        return accounts.ConvertAll(account => From(account, places));
    }

    /// <summary>All organizational units with their names: one call a unit.</summary>
    public async Task<List<UnitFacts>> UnitsAsync(CallPriority priority, CancellationToken cancellationToken)
    {
        var found = new List<UnitFacts>();
        var open = new Queue<(string ParentId, UnitFacts? Parent)>((await RootsAsync(priority, cancellationToken)).Select(root => (root, (UnitFacts?)null)));
        while (open.TryDequeue(out var next))
        {
            var children = (await ChildrenAsync(next.ParentId, priority, cancellationToken)).ConvertAll(unit => Below(next.Parent, unit));
            found.AddRange(children);
            children.ForEach(child => open.Enqueue((child.Id, child)));
        }

        return found;
    }

    /// <summary>Tags of an account; null where the account has left the organization since the accounts were listed.</summary>
    public async Task<ValueDictionary?> TagsAsync(string accountId, CallPriority priority, CancellationToken cancellationToken)
    {
        try
        {
            return new((await door.PagesAsync<ListTagsForResourceResponse, Tag>(
                priority,
                "ListTagsForResource",
                (organizations, page, token) => organizations.ListTagsForResourceAsync(new() { ResourceId = accountId, NextToken = page }, token),
                answer => (answer.Tags, answer.NextToken),
                cancellationToken)).Select(tag => KeyValuePair.Create(Required(tag.Key, "Tags.Key"), tag.Value ?? "")));
        }
        catch (Exception e) when (AwsFailure.SaysAbsent(e, new Sought.Account(accountId)))
        {
            return null;
        }
    }

    // Status was to retire on 2026-09-09; State took its place.
    private static AccountFacts From(Account account, Dictionary<string, ValueList<string>>? places) => new(
        Required(account.Id, "Accounts.Id"),
        account.Name ?? "",
        account.State?.Value ?? account.Status?.Value ?? throw new MalformedReplyException("Accounts.State"),
        places is null
            ? account.Paths![0].Split('/').Where(part => part.StartsWith("ou-", StringComparison.Ordinal)).ToValueList()
            : places.GetValueOrDefault(account.Id!) ?? throw new MalformedReplyException($"the place of account {account.Id}"));

    private static UnitFacts Below(UnitFacts? parent, OrganizationalUnit unit)
    {
        var (id, name) = (Required(unit.Id, "OrganizationalUnits.Id"), Required(unit.Name, "OrganizationalUnits.Name"));
        return new(id, parent is null ? name : $"{parent.Path}/{name}", [.. parent?.Units ?? [], id]);
    }

    private async Task<Dictionary<string, ValueList<string>>> PlacesAsync(CallPriority priority, CancellationToken cancellationToken)
    {
        var parents = (await RootsAsync(priority, cancellationToken)).Select(root => (Id: root, Units: (ValueList<string>)[]))
            .Concat((await UnitsAsync(priority, cancellationToken)).Select(unit => (unit.Id, unit.Units)));
        var places = new Dictionary<string, ValueList<string>>();
        foreach (var parent in parents)
        {
            foreach (var account in await AccountsInAsync(parent.Id, priority, cancellationToken))
            {
                places[Required(account.Id, "Accounts.Id")] = parent.Units;
            }
        }

        return places;
    }

    private async Task<List<string>> RootsAsync(CallPriority priority, CancellationToken cancellationToken) =>
    [
        .. (await door.PagesAsync<ListRootsResponse, Root>(
            priority,
            "ListRoots",
            (organizations, page, token) => organizations.ListRootsAsync(new() { MaxResults = PageSize, NextToken = page }, token),
            answer => (answer.Roots, answer.NextToken),
            cancellationToken)).Select(root => Required(root.Id, "Roots.Id")),
    ];

    private Task<List<OrganizationalUnit>> ChildrenAsync(string parentId, CallPriority priority, CancellationToken cancellationToken) =>
        door.PagesAsync<ListOrganizationalUnitsForParentResponse, OrganizationalUnit>(
            priority,
            "ListOrganizationalUnitsForParent",
            (organizations, page, token) => organizations.ListOrganizationalUnitsForParentAsync(new() { ParentId = parentId, MaxResults = PageSize, NextToken = page }, token),
            answer => (answer.OrganizationalUnits, answer.NextToken),
            cancellationToken);

    private Task<List<Account>> AccountsInAsync(string parentId, CallPriority priority, CancellationToken cancellationToken) =>
        door.PagesAsync<ListAccountsForParentResponse, Account>(
            priority,
            "ListAccountsForParent",
            (organizations, page, token) => organizations.ListAccountsForParentAsync(new() { ParentId = parentId, MaxResults = PageSize, NextToken = page }, token),
            answer => (answer.Accounts, answer.NextToken),
            cancellationToken);
}
