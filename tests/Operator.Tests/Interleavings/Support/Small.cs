using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;
using Operator.Tests.AccountAssignments.Model;

namespace Operator.Tests.Interleavings.Support;

/// <summary>The small organization that everything happens in.</summary>
internal static class Small
{
    private static readonly string[] Names = ["Web", "Eve", "Ops"];

    /// <summary>ARN of the permission set.</summary>
    public static string Arn { get; } = ModelWorld.ArnOf(0);

    /// <summary>Accounts by id.</summary>
    public static IReadOnlyList<string> Accounts { get; } = ["111111111111", "222222222222", "333333333333", "444444444444"];

    /// <summary>Groups that objects name by id.</summary>
    public static IReadOnlyList<Principal> Groups { get; } = [.. Names.Select((_, index) => Group(index + 1))];

    /// <summary>The group that objects name by a name which was never looked up before.</summary>
    public static Principal Newcomer { get; } = Group(9);

    /// <summary>The assignments of some groups in some accounts, by their places.</summary>
    public static IEnumerable<Assignment> Tuples(IEnumerable<int> accounts, IEnumerable<int> groups) => accounts.SelectMany(account => groups.Select(group => new Assignment(Accounts[account], Arn, Groups[group])));

    /// <summary>An assignment in words.</summary>
    public static string Word(Assignment one) => $"{(one.Principal == Newcomer ? "Newcomers" : Names[Enumerable.Range(0, Names.Length).First(index => Groups[index] == one.Principal)])} in {one.AccountId[..3]}";

    /// <summary>Assignments in words.</summary>
    public static string Words(IEnumerable<Assignment> some) => string.Join(", ", some.Select(Word).Order(StringComparer.Ordinal)) is { Length: > 0 } words ? words : "nothing";

    /// <summary>An AccountAssignment.</summary>
    public static JsonObject Object(ObjectKey key, IEnumerable<int> accounts, IEnumerable<int> groups, bool hasNewcomer = false) => Body(AccountAssignment.Definition.Kind, key, new()
    {
        ["permissionSetRef"] = new JsonObject { ["name"] = "reader" },
        ["principals"] = Principals(groups, hasNewcomer),
        ["targets"] = Targets(accounts),
        ["managementPolicy"] = "Enforce",
        ["deletionPolicy"] = "Delete",
    });

    /// <summary>The accounts of an AccountAssignment.</summary>
    public static JsonObject Targets(IEnumerable<int> accounts) => new() { ["accounts"] = new JsonArray([.. accounts.Select(index => (JsonNode)Accounts[index])]) };

    /// <summary>Whom an AccountAssignment names.</summary>
    public static JsonArray Principals(IEnumerable<int> groups, bool hasNewcomer) => new(
    [
        .. groups.Select(index => new JsonObject { ["groupId"] = Groups[index].Id }),
        .. hasNewcomer ? [new JsonObject { ["group"] = "Newcomers" }] : Array.Empty<JsonObject>(),
    ]);

    /// <summary>What an AccountAssignment asks for; nothing once it is being deleted.</summary>
    public static HashSet<Assignment> WantedBy(JsonObject json)
    {
        if (json["metadata"]!["deletionTimestamp"] is not null)
            return [];
        var principals = json["spec"]!["principals"]!.AsArray().Select(one => one!["groupId"] is { } id ? new Principal(PrincipalKind.Group, (string)id!) : Newcomer);
        var accounts = json["spec"]!["targets"]!["accounts"]!.AsArray().Select(one => (string)one!);
        return [.. accounts.SelectMany(account => principals.Select(principal => new Assignment(account, Arn, principal)))];
    }

    /// <summary>The permission set, which is in AWS and ready.</summary>
    public static JsonObject Set()
    {
        var body = Body("PermissionSet", new(null, "reader"), new() { ["assignableFrom"] = new JsonObject { ["namespaces"] = new JsonArray("a", "b") } });
        body["status"] = new JsonObject
        {
            ["arn"] = Arn,
            ["owned"] = true,
            ["conditions"] = new JsonArray(new JsonObject
            {
                ["type"] = "Ready",
                ["status"] = "True",
                ["reason"] = "Synced",
                ["message"] = "",
                ["lastTransitionTime"] = "2026-01-01T00:00:00Z",
                ["observedGeneration"] = 1,
            }),
        };
        return body;
    }

    /// <summary>An object of a kind.</summary>
    public static JsonObject Body(string kind, ObjectKey key, JsonObject spec)
    {
        var metadata = new JsonObject { ["name"] = key.Name, ["creationTimestamp"] = "2026-01-01T00:00:00Z" };
        if (key.Namespace is not null)
            metadata["namespace"] = key.Namespace;
        if (kind == AccountAssignment.Definition.Kind)
            metadata["finalizers"] = new JsonArray(KindServices.Finalizer);
        return new() { ["apiVersion"] = kind == "Namespace" ? "v1" : AccountAssignment.Definition.ApiVersion, ["kind"] = kind, ["metadata"] = metadata, ["spec"] = spec };
    }

    private static Principal Group(int digit) => new(PrincipalKind.Group, $"{digit}0000000-0000-4000-8000-000000000000");
}
