using System.Text.Json.Nodes;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>Users of an identity store.</summary>
internal static class Users
{
    public static JsonObject Create(RequestContext request)
    {
        var store = Targets.Store(request);
        var attributes = DirectoryEntries.Attributes(request);
        RequireNames(attributes);
        attributes["UserStatus"] = "ENABLED";
        CheckName(request, store, attributes, except: null);
        if (store.Users.Count >= request.Limits.Users) throw Errors.Quota($"An identity store can have at most {request.Limits.Users} users.");
        var user = DirectoryEntries.New(store, attributes, request);
        store.AddUser(user);
        return Created(store, user);
    }

    public static JsonObject Describe(RequestContext request)
    {
        var store = Targets.Store(request);
        return Show(Find(store, request), store, request);
    }

    public static JsonObject List(RequestContext request)
    {
        var store = Targets.Store(request);
        var users = DirectoryEntries.Filter(request, "UserName") is { } name
            ? store.UserNamed(name, request.Behaviour.NamesIgnoreCase) is { } found ? [found] : []
            : (IEnumerable<DirectoryEntry>)store.Users.Values;
        return Pager.Page(request, "Users", users, u => u.Id, u => Show(u, store, request));
    }

    public static JsonObject GetId(RequestContext request)
    {
        var store = Targets.Store(request);
        var user = DirectoryEntries.FindAlternate(request, store.Users.Values, (path, value) => path.ToUpperInvariant() switch
        {
            "USERNAME" => store.UserNamed(value, request.Behaviour.NamesIgnoreCase),
            "EMAILS.VALUE" => store.Users.Values.FirstOrDefault(u => DirectoryEntries.Email(u) == value),
            _ => throw Errors.Validation($"The attribute {path} is not a unique attribute"),
        }) ?? throw DirectoryErrors.NotFound("USER", null, "USER not found.");
        return Json.Object(("UserId", user.Id), ("IdentityStoreId", store.Id), ("UserArn", Arn(user.Id)));
    }

    public static JsonObject Update(RequestContext request)
    {
        var store = Targets.Store(request);
        var user = Find(store, request);
        DirectoryEntries.CheckRevision(user, request);
        var attributes = DirectoryEntries.Changed(user, request, "User");
        RequireNames(attributes);
        CheckName(request, store, attributes, except: user);
        store.ReplaceUser(user, attributes);
        DirectoryEntries.Touch(user, request);
        return Created(store, user);
    }

    /// <summary>Assignments of the user stay: they become orphans.</summary>
    public static JsonObject Delete(RequestContext request)
    {
        var store = Targets.Store(request);
        var user = Find(store, request);
        DirectoryEntries.CheckRevision(user, request);
        store.RemoveUser(user);
        return [];
    }

    public static DirectoryEntry Find(IdentityStore store, string idOrArn)
    {
        var id = Targets.LastPart(idOrArn);
        return store.Users.GetValueOrDefault(id) ?? throw DirectoryErrors.NotFound("USER", id, "USER not found.");
    }

    private static DirectoryEntry Find(IdentityStore store, RequestContext request) => Find(store, request.Text("UserId"));

    // Identity Center needs more than identitystore's model requires (user guide, CreateUser).
    private static void RequireNames(JsonObject attributes)
    {
        if (attributes["UserName"] is null) throw Errors.Validation("userName is a required attribute");
        if (attributes["DisplayName"] is null) throw Errors.Validation("displayName is a required attribute");
        if (attributes["Name"]?["GivenName"] is null) throw Errors.Validation("givenName is a required attribute");
        if (attributes["Name"]?["FamilyName"] is null) throw Errors.Validation("familyName is a required attribute");
    }

    private static void CheckName(RequestContext request, IdentityStore store, JsonObject attributes, DirectoryEntry? except)
    {
        var name = attributes["UserName"]!.GetValue<string>();
        if (DirectoryEntries.IsReserved(name)) throw Errors.Validation($"{name} is a reserved user name");
        if (store.UserNamed(name, request.Behaviour.NamesIgnoreCase) is { } other && other != except) throw DirectoryErrors.Duplicate("Duplicate UserName");
    }

    private static string Arn(string id) => $"arn:aws:identitystore:::user/{id}";

    private static JsonObject Created(IdentityStore store, DirectoryEntry user) => Json.Object(
        ("UserId", user.Id), ("IdentityStoreId", store.Id), ("UserArn", Arn(user.Id)), ("Revision", $"{user.Revision}"));

    private static JsonObject Show(DirectoryEntry user, IdentityStore store, RequestContext request)
    {
        var shown = DirectoryEntries.Show(user, store);
        shown.Add("UserId", user.Id);
        shown.Add("UserArn", Arn(user.Id));
        ShowExtensions(shown, request.Texts("Extensions"));
        return shown;
    }

    // Extensions come back only when they are asked for by name.
    private static void ShowExtensions(JsonObject shown, IReadOnlyList<string> names)
    {
        if (shown["Extensions"] is not JsonObject extensions) return;
        foreach (var (name, _) in extensions.Where(e => !names.Contains(e.Key)).ToList()) extensions.Remove(name);
        if (extensions.Count == 0) shown.Remove("Extensions");
    }
}
