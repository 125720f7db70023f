using System.Text.Json.Nodes;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>Groups of an identity store.</summary>
internal static class Groups
{
    public static JsonObject Create(RequestContext request)
    {
        var store = Targets.Store(request);
        var attributes = DirectoryEntries.Attributes(request);
        CheckName(request, store, attributes, except: null);
        if (store.Groups.Count >= request.Limits.Groups) throw Errors.Quota($"An identity store can have at most {request.Limits.Groups} groups.");
        var group = DirectoryEntries.New(store, attributes, request);
        store.AddGroup(group);
        return Created(store, group);
    }

    public static JsonObject Describe(RequestContext request)
    {
        var store = Targets.Store(request);
        return Show(Find(store, request.Text("GroupId")), store);
    }

    public static JsonObject List(RequestContext request)
    {
        var store = Targets.Store(request);
        var groups = DirectoryEntries.Filter(request, "DisplayName") is { } name
            ? store.GroupNamed(name, request.Behaviour.NamesIgnoreCase) is { } found ? [found] : []
            : (IEnumerable<DirectoryEntry>)store.Groups.Values;
        return Pager.Page(request, "Groups", groups, g => g.Id, g => Show(g, store));
    }

    public static JsonObject GetId(RequestContext request)
    {
        var store = Targets.Store(request);
        var group = DirectoryEntries.FindAlternate(request, store.Groups.Values, (path, value) => path.ToUpperInvariant() switch
        {
            "DISPLAYNAME" => store.GroupNamed(value, request.Behaviour.NamesIgnoreCase),
            _ => throw Errors.Validation($"The attribute {path} is not a unique attribute"),
        }) ?? throw DirectoryErrors.NotFound("GROUP", null, "GROUP not found.");
        return Json.Object(("GroupId", group.Id), ("IdentityStoreId", store.Id), ("GroupArn", Arn(group.Id)));
    }

    public static JsonObject Update(RequestContext request)
    {
        var store = Targets.Store(request);
        var group = Find(store, request.Text("GroupId"));
        DirectoryEntries.CheckRevision(group, request);
        var attributes = DirectoryEntries.Changed(group, request, "Group");
        CheckName(request, store, attributes, except: group);
        store.ReplaceGroup(group, attributes);
        DirectoryEntries.Touch(group, request);
        return Created(store, group);
    }

    /// <summary>Assignments of the group stay: they become orphans.</summary>
    public static JsonObject Delete(RequestContext request)
    {
        var store = Targets.Store(request);
        var group = Find(store, request.Text("GroupId"));
        DirectoryEntries.CheckRevision(group, request);
        store.RemoveGroup(group);
        return [];
    }

    public static DirectoryEntry Find(IdentityStore store, string idOrArn)
    {
        var id = Targets.LastPart(idOrArn);
        return store.Groups.GetValueOrDefault(id) ?? throw DirectoryErrors.NotFound("GROUP", id, "GROUP not found.");
    }

    private static void CheckName(RequestContext request, IdentityStore store, JsonObject attributes, DirectoryEntry? except)
    {
        var name = attributes["DisplayName"]?.GetValue<string>() ?? throw Errors.Validation("displayName is a required attribute");
        if (DirectoryEntries.IsReserved(name)) throw Errors.Validation($"{name} is a reserved group name");
        if (store.GroupNamed(name, request.Behaviour.NamesIgnoreCase) is { } other && other != except) throw DirectoryErrors.Duplicate("Duplicate GroupDisplayName");
    }

    private static string Arn(string id) => $"arn:aws:identitystore:::group/{id}";

    private static JsonObject Created(IdentityStore store, DirectoryEntry group) => Json.Object(
        ("GroupId", group.Id), ("IdentityStoreId", store.Id), ("GroupArn", Arn(group.Id)), ("Revision", $"{group.Revision}"));

    private static JsonObject Show(DirectoryEntry group, IdentityStore store)
    {
        var shown = DirectoryEntries.Show(group, store);
        shown.Add("GroupId", group.Id);
        shown.Add("GroupArn", Arn(group.Id));
        return shown;
    }
}
