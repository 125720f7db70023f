using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Yaml;
using Operator.Tests.Harness;
using Testing;

namespace Operator.Tests.Security;

/// <summary>What config/rbac grants the operator, beside what the API server's own audit log says that it did.</summary>
[Collection(OwnPlaneTests.Name)]
public sealed class RbacTests(OwnPlane own)
{
    private const string Operator = "system:serviceaccount:identity-center-system:identity-center-operator";

    // Kubernetes grants it to each user by itself (system:public-info-viewer).
    private const string OfEverybody = "get /version";

    private static readonly (ResourceDefinition Kind, string Bad)[] Unreadable =
    [
        (PermissionSet.Definition, "{provisioning: Sometimes}"),
        (AccountAssignment.Definition, "{managementPolicy: Sometimes}"),
        (ReplicaRegion.Definition, "{managementPolicy: Sometimes}"),
    ];

    [Fact]
    public async Task The_operator_is_granted_every_verb_that_it_uses_and_none_that_it_does_not()
    {
        var cluster = await own.InstallAsync();
        await cluster.CleanAsync();
        await cluster.Instances.DeleteAsync("default");
        var aws = await own.AwsAsync(Organization.Seed());
        try
        {
            await own.StartAsync(aws, elected: true);
            await LiveAsync(cluster);
            await BreakAsync(cluster);
            await Eventually.TrueAsync(async () => (await RequestsAsync()).IsSupersetOf(Used()), "every right was used");
            Assert.Equal(Used(), await RequestsAsync());
            Assert.Empty(await RefusedAsync());
        }
        catch (ExpectationException)
        {
            // Says which, rather than that it took too long.
            Assert.Equal(Used(), await RequestsAsync());
            throw;
        }
        finally
        {
            await own.EndAsync();
            await cluster.CleanAsync();
            await cluster.RestoreSchemaAsync();
        }
    }

    // The right to list is for a server that does not stream lists, or streams them no more.
    private SortedSet<string> Used() => new(Granted().Where(right => !own.Plane.Server.StreamsLists || !right.StartsWith("list ", StringComparison.Ordinal)), StringComparer.Ordinal);

    private static async Task LiveAsync(Cluster cluster)
    {
        await cluster.Instances.ReadyAsync("discovered");
        await cluster.Instances.ApplyAsync("default", "{}");
        await cluster.Instances.GoneAsync("discovered");
        await cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess]}");
        await cluster.ReadyAsync("reader");
        await cluster.Assignments.ApplyAsync("data", "{permissionSetRef: {name: reader}, principals: [{group: Data}], targets: {accounts: [\"400000000001\"]}}");
        await cluster.Assignments.ReadyAsync("data");
        await cluster.Regions.ApplyAsync("eu-west-1", "{}");
        await cluster.Regions.UntilAsync("eu-west-1", seen => seen.HasStatus, "has a status");
        await cluster.Assignments.DeleteAsync("data");
        await cluster.Assignments.GoneAsync("data");
    }

    // Objects that nobody can read are read once more, and an Event that is told again becomes a series.
    private static async Task BreakAsync(Cluster cluster)
    {
        foreach (var (kind, _) in Unreadable)
            await cluster.LoosenSchemaAsync(kind);
        await cluster.Sets.ApplyAsync("bad", Unreadable[0].Bad);
        await cluster.Assignments.ApplyAsync("bad", Unreadable[1].Bad);
        await cluster.Regions.ApplyAsync("bad", Unreadable[2].Bad);
        foreach (var objects in new[] { cluster.Sets, cluster.Assignments, cluster.Regions })
            await objects.UntilAsync("bad", seen => seen.Condition("Stalled") is not null, "is Stalled");
        for (var i = 0; i < 3; i++)
            await cluster.Assignments.AnnotateAsync("bad", "identitycenter.dev/reconcile-at", $"{i}");
    }

    // Stages: a watch is told when it begins, everything else when it ends.
    private async Task<IEnumerable<JsonNode>> AuditedAsync()
    {
        await using var stream = new FileStream(own.Plane.AuditLog, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var whole = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return whole.Where(line => line.EndsWith('}')).Select(line => JsonNode.Parse(line)!).Where(line => (string?)line["user"]!["username"] == Operator);
    }

    private async Task<SortedSet<string>> RequestsAsync() => new((await AuditedAsync()).Select(Right).Where(right => right != OfEverybody), StringComparer.Ordinal);

    private async Task<IReadOnlyList<string>> RefusedAsync() => [.. (await AuditedAsync()).Where(line => (int?)line["responseStatus"]?["code"] == 403).Select(Right)];

    private static string Right(JsonNode line) => line["objectRef"] is not { } target
        ? $"{line["verb"]} {line["requestURI"]}"
        : $"{line["verb"]} {target["apiGroup"]}/{target["resource"]}{(target["subresource"] is { } sub ? $"/{sub}" : "")}{Namespace(target)}";

    // Where a role is bound in one namespace, the namespace is a part of the right.
    private static string Namespace(JsonNode target) => (string?)target["resource"] is "leases" or "configmaps" ? $" in {target["namespace"]}" : "";

    private static SortedSet<string> Granted() => new(Roles().SelectMany(Rights), StringComparer.Ordinal);

    private static IEnumerable<JsonNode> Roles() => new[] { "role.yaml", "leader-election.yaml" }
        .SelectMany(file => YamlReader.ReadAll(File.ReadAllText(Repository.At("config", "rbac", file))))
        .Where(document => (string?)document?["kind"] is "ClusterRole" or "Role")
        .Select(document => document!);

    private static IEnumerable<string> Rights(JsonNode role) =>
        from rule in role["rules"]!.AsArray()
        from verb in rule["verbs"]!.AsArray()
        from groupName in rule["apiGroups"]!.AsArray()
        from resource in rule["resources"]!.AsArray()
        let ns = (string?)role["kind"] == "Role" ? $" in {role["metadata"]!["namespace"]}" : ""
        select $"{verb} {groupName}/{resource}{ns}";
}
