using System.Text.Json.Nodes;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>Who is in which group.</summary>
internal static class Memberships
{
    public static JsonObject Create(RequestContext request)
    {
        var store = Targets.Store(request);
        var group = Groups.Find(store, request.Text("GroupId"));
        var user = Users.Find(store, Member(request));
        if (store.MembershipOf(group.Id, user.Id) is not null) throw DirectoryErrors.Duplicate("Member and Group relationship already exists.");
        var membership = new Membership(request.Ids.InStore(store.Id), group.Id, user.Id, request.Now, request.Caller.Arn);
        store.Add(membership);
        return Identity(store, membership);
    }

    public static JsonObject Describe(RequestContext request)
    {
        var store = Targets.Store(request);
        return Show(Find(store, request), store);
    }

    public static JsonObject GetId(RequestContext request)
    {
        var store = Targets.Store(request);
        var group = Groups.Find(store, request.Text("GroupId"));
        var user = Users.Find(store, Member(request));
        return Identity(store, store.MembershipOf(group.Id, user.Id) ?? throw DirectoryErrors.NotFound("GROUP_MEMBERSHIP", null, "GROUP_MEMBERSHIP not found."));
    }

    public static JsonObject List(RequestContext request)
    {
        var store = Targets.Store(request);
        var group = Groups.Find(store, request.Text("GroupId"));
        return Page(request, store, store.MembershipsOfGroup(group.Id));
    }

    public static JsonObject ListForMember(RequestContext request)
    {
        var store = Targets.Store(request);
        var user = Users.Find(store, Member(request));
        return Page(request, store, store.MembershipsOfUser(user.Id));
    }

    public static JsonObject IsMember(RequestContext request)
    {
        var store = Targets.Store(request);
        var user = Users.Find(store, Member(request));
        return Json.Object(("Results", Json.Array(request.Texts("GroupIds").Select(id => (JsonNode)Json.Object(
            ("GroupId", id),
            ("MemberId", Json.Object(("UserId", user.Id))),
            ("MembershipExists", store.MembershipOf(Targets.LastPart(id), user.Id) is not null))))));
    }

    public static JsonObject Delete(RequestContext request)
    {
        var store = Targets.Store(request);
        store.Remove(Find(store, request));
        return [];
    }

    private static Membership Find(IdentityStore store, RequestContext request)
    {
        var id = Targets.LastPart(request.Text("MembershipId"));
        return store.Memberships.GetValueOrDefault(id) ?? throw DirectoryErrors.NotFound("GROUP_MEMBERSHIP", id, "GROUP_MEMBERSHIP not found.");
    }

    private static string Member(RequestContext request) => request.Body.GetProperty("MemberId").GetProperty("UserId").GetString()!;

    private static JsonObject Page(RequestContext request, IdentityStore store, IEnumerable<string> ids) =>
        Pager.Page(request, "GroupMemberships", ids, id => id, id => Show(store.Memberships[id], store));

    private static JsonObject Identity(IdentityStore store, Membership membership) => Json.Object(
        ("IdentityStoreId", store.Id), ("MembershipId", membership.Id), ("MembershipArn", $"arn:aws:identitystore:::membership/{membership.Id}"));

    private static JsonObject Show(Membership membership, IdentityStore store)
    {
        var shown = Identity(store, membership);
        shown.Add("GroupId", membership.GroupId);
        shown.Add("MemberId", Json.Object(("UserId", membership.UserId)));
        shown.Add("CreatedAt", Json.Epoch(membership.CreatedAt));
        shown.Add("CreatedBy", membership.CreatedBy);
        shown.Add("UpdatedAt", Json.Epoch(membership.CreatedAt));
        shown.Add("UpdatedBy", membership.CreatedBy);
        return shown;
    }
}
