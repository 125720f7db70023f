using System.Text.Json.Nodes;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>The organization as it can be read: accounts, units, tags, delegated administrators.</summary>
internal static class OrganizationReads
{
    public static JsonObject Describe(RequestContext request)
    {
        var organization = request.World.Organization;
        var management = organization.Accounts[organization.ManagementAccountId];
        return Json.Object(("Organization", Json.Object(
            ("Id", organization.Id),
            ("Arn", organization.Arn("organization", "")),
            ("FeatureSet", "ALL"),
            ("MasterAccountArn", organization.Arn("account", management.Id)),
            ("MasterAccountId", management.Id),
            ("MasterAccountEmail", management.Email))));
    }

    public static JsonObject DescribeAccount(RequestContext request)
    {
        var account = request.World.Organization.Account(request.Text("AccountId"))
            ?? throw new AwsException("AccountNotFoundException", "You specified an account that doesn't exist.");
        return Json.Object(("Account", Show(account, request)));
    }

    public static JsonObject DescribeUnit(RequestContext request)
    {
        var unit = request.World.Organization.Unit(request.Text("OrganizationalUnitId"))
            ?? throw new AwsException("OrganizationalUnitNotFoundException", "You specified an organizational unit that doesn't exist.");
        return Json.Object(("OrganizationalUnit", Show(unit, request.World.Organization)));
    }

    public static JsonObject ListAccounts(RequestContext request) =>
        Pager.Page(request, "Accounts", request.World.Organization.Accounts.Values, a => a.Id, a => Show(a, request));

    public static JsonObject ListAccountsForParent(RequestContext request) =>
        Pager.Page(request, "Accounts", AccountsIn(request, Parent(request)), a => a.Id, a => Show(a, request));

    public static JsonObject ListUnitsForParent(RequestContext request) =>
        Pager.Page(request, "OrganizationalUnits", UnitsIn(request, Parent(request)), u => u.Id, u => Show(u, request.World.Organization));

    public static JsonObject ListChildren(RequestContext request)
    {
        var type = request.Text("ChildType");
        var parent = Parent(request);
        var ids = type == "ACCOUNT" ? AccountsIn(request, parent).Select(a => a.Id) : UnitsIn(request, parent).Select(u => u.Id);
        return Pager.Page(request, "Children", ids, id => id, id => Json.Object(("Id", id), ("Type", type)));
    }

    public static JsonObject ListParents(RequestContext request)
    {
        var organization = request.World.Organization;
        var child = request.Text("ChildId");
        var parent = organization.Account(child)?.ParentId ?? organization.Unit(child)?.ParentId
            ?? throw new AwsException("ChildNotFoundException", "You specified a child that doesn't exist.");
        var type = parent == organization.RootId ? "ROOT" : "ORGANIZATIONAL_UNIT";
        return Pager.Page(request, "Parents", [parent], id => id, id => Json.Object(("Id", id), ("Type", type)));
    }

    public static JsonObject ListRoots(RequestContext request)
    {
        var organization = request.World.Organization;
        return Pager.Page(request, "Roots", [organization.RootId], id => id, id => Json.Object(
            ("Id", id),
            ("Arn", organization.Arn("root", id)),
            ("Name", "Root"),
            ("PolicyTypes", new JsonArray(Json.Object(("Type", "SERVICE_CONTROL_POLICY"), ("Status", "ENABLED"))))));
    }

    public static JsonObject ListTags(RequestContext request)
    {
        var organization = request.World.Organization;
        var id = request.Text("ResourceId");
        var tags = organization.Account(id)?.Tags ?? organization.Unit(id)?.Tags ?? (id == organization.RootId ? organization.RootTags : null)
            ?? throw new AwsException("TargetNotFoundException", "You specified a target that doesn't exist.");
        return Pager.Page(request, "Tags", tags, t => t.Key, ResourceTags.Show);
    }

    public static JsonObject ListDelegatedAdministrators(RequestContext request)
    {
        var organization = request.World.Organization;
        var service = request.OptionalText("ServicePrincipal");
        var administrators = organization.DelegatedAdministrators.Where(d => service is null || d.ServicePrincipal == service)
            .DistinctBy(d => d.AccountId).OrderBy(d => d.AccountId, StringComparer.Ordinal);
        return Pager.Page(request, "DelegatedAdministrators", administrators, d => d.AccountId, d => Show(d, request));
    }

    private static string Parent(RequestContext request)
    {
        var id = request.Text("ParentId");
        return id == request.World.Organization.RootId || request.World.Organization.Unit(id) is not null ? id
            : throw new AwsException("ParentNotFoundException", "You specified parent that doesn't exist.");
    }

    private static IEnumerable<Account> AccountsIn(RequestContext request, string parent) =>
        request.World.Organization.Accounts.Values.Where(a => a.ParentId == parent);

    private static IEnumerable<OrganizationalUnit> UnitsIn(RequestContext request, string parent) =>
        request.World.Organization.Units.Where(u => u.ParentId == parent).OrderBy(u => u.Id, StringComparer.Ordinal);

    private static JsonObject Show(Account account, RequestContext request)
    {
        var organization = request.World.Organization;
        return Json.Object(
            ("Id", account.Id),
            ("Arn", organization.Arn("account", account.Id)),
            ("Email", account.Email),
            ("Name", account.Name),
            ("Status", request.Behaviour.AccountStatus ? LegacyStatus(account.State) : null),
            ("State", account.State.ToString()),
            ("Paths", new JsonArray($"{organization.Path(account.ParentId)}{account.Id}/")),
            ("JoinedMethod", account.Invited ? "INVITED" : "CREATED"),
            ("JoinedTimestamp", Json.Epoch(account.Joined)));
    }

    // The older member knows fewer states.
    private static string? LegacyStatus(AccountState state) => state switch
    {
        AccountState.PENDING_ACTIVATION => null,
        AccountState.CLOSED => nameof(AccountState.SUSPENDED),
        _ => state.ToString(),
    };

    private static JsonObject Show(OrganizationalUnit unit, Organization organization) => Json.Object(
        ("Id", unit.Id),
        ("Arn", organization.Arn("ou", unit.Id)),
        ("Name", unit.Name),
        ("Path", organization.Path(unit.Id)));

    private static JsonObject Show(DelegatedAdministrator administrator, RequestContext request)
    {
        var account = Show(request.World.Organization.Accounts[administrator.AccountId], request);
        account.Remove("Paths");
        account.Add("DelegationEnabledDate", Json.Epoch(administrator.EnabledDate));
        return account;
    }
}
