using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.CommandLine.Exporting;

/// <summary>AccountAssignments that declare who holds what.</summary>
internal static class AccessManifest
{
    private const int LongestGroup = 1024;
    private const int LongestUser = 128;

    /// <summary>Declares one block.</summary>
    /// <param name="block">Who and where.</param>
    /// <param name="name">Its metadata.name.</param>
    /// <param name="set">What: a reference to a PermissionSet, or the name of one in AWS.</param>
    /// <param name="principals">Names of principals.</param>
    /// <param name="options">How to declare it.</param>
    public static JsonObject Of(AccessBlock block, string name, KeyValuePair<string, JsonNode?> set, IReadOnlyDictionary<Principal, string?> principals, ExportOptions options) => new()
    {
        ["apiVersion"] = AccountAssignment.Definition.ApiVersion,
        ["kind"] = AccountAssignment.Definition.Kind,
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = options.Namespace },
        ["spec"] = new JsonObject(
        [
            set,
            new("principals", new JsonArray([.. block.Principals.Select(principal => (JsonNode?)Reference(principal, principals[principal]!))])),
            new("targets", new JsonObject { ["accounts"] = new JsonArray([.. block.Accounts.Select(account => (JsonNode?)account)]) }),
            .. options.IsObserving ? [new("managementPolicy", nameof(ManagementPolicy.Observe))] : Array.Empty<KeyValuePair<string, JsonNode?>>(),
            new("deletionPolicy", nameof(DeletionPolicy.Retain)),
        ]),
    };

    // By name, as people think of them; by id where there is no name, or one that a resource cannot have.
    private static JsonObject Reference(Principal principal, string name) => (principal.Kind, name.Length) switch
    {
        (PrincipalKind.Group, > 0 and <= LongestGroup) => new() { ["group"] = name },
        (PrincipalKind.Group, _) => new() { ["groupId"] = principal.Id },
        (_, > 0 and <= LongestUser) => new() { ["user"] = name },
        _ => new() { ["userId"] = principal.Id },
    };
}
