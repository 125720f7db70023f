using System.Text.Json;
using System.Text.Json.Nodes;

namespace LocalIdentityCenter.Control;

/// <summary>
/// What happens to the organization, over HTTP: an account joins, moves, is tagged, is renamed, leaves, is suspended and returns. AWS Organizations has calls for these that
/// are not modelled here.
/// </summary>
internal static class OrganizationControl
{
    /// <summary>Carries out one change: <c>{"change": "…", "account": "400000000001", …}</c>.</summary>
    /// <exception cref="JsonException">It is no such change, or there is no such account or parent.</exception>
    public static void Apply(OrganizationChanges changes, JsonObject body)
    {
        try { Apply(changes, body, Required(body, "account")); }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException) { throw new JsonException(e.Message, e); }
    }

    private static void Apply(OrganizationChanges changes, JsonObject body, string account)
    {
        switch (Required(body, "change"))
        {
            case "join": changes.AddAccount(account, Required(body, "name"), Required(body, "parent")); break;
            case "move": changes.MoveAccount(account, Required(body, "parent")); break;
            case "tag": changes.TagAccount(account, Required(body, "key"), Optional(body, "value")); break;
            case "rename": changes.RenameAccount(account, Required(body, "name")); break;
            case "leave": changes.RemoveAccount(account); break;
            case "state": changes.SetAccountState(account, Required(body, "state")); break;
            case var other: throw new JsonException($"there is no change {other}: join, move, tag, rename, leave and state are");
        }
    }

    private static string Required(JsonObject body, string member) => Optional(body, member) ?? throw new JsonException($"the change needs a member {member}");

    private static string? Optional(JsonObject body, string member) => body[member] is JsonValue value ? value.GetValue<string>() : null;
}
