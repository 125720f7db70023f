using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using Operator.Tests.CommandLine.Support;
using Operator.Tests.Harness;

namespace Operator.Tests.CommandLine;

/// <summary>Whatever was applied before, whatever somebody has set since, and whatever files come now: what is planned is what the operator does once kubectl has applied them. PLANS is how many are made up (8), PLAN_SEED by which seed.</summary>
public sealed class PlanProperties : CommandStory
{
    private const string Paused = "identitycenter.dev/paused";

    private static readonly ulong _seed = Number("PLAN_SEED") ?? 20261129;
    private static readonly int _rounds = (int)(Number("PLANS") ?? 8);

    private static readonly Gen<JsonObject> _sets =
        from description in Texts("description", "one", "two")
        from duration in Texts("sessionDuration", "PT2H", "PT3H")
        from managed in Lists("managedPolicies", "ReadOnlyAccess", "SecurityAudit", "PowerUserAccess")
        from custom in Lists("customerManagedPolicies", """{"name":"rds-operators","path":"/teams/"}""", """{"name":"boundary"}""")
        from actions in Gen.SubListOf("s3:GetObject", "s3:ListBucket")
        from tags in Maps("tags", "a", "b")
        from annotations in Pauses
        select Whole(PermissionSet.Definition, null, "reader", annotations, [description, duration, managed, custom, Policy(actions), tags]);

    private static readonly Gen<JsonObject> _assignments =
        from principals in Some("""{"group":"Data"}""", """{"group":"Web"}""", """{"group":"Audit"}""", """{"user":"alice@example.com"}""")
        from accounts in Some([.. Organization.Accounts.Take(4).Select(id => $"\"{id}\"")])
        from policy in Texts("managementPolicy", "Enforce", "Observe")
        from annotations in Pauses
        select Whole(
            AccountAssignment.Definition, Cluster.TrustedNamespace, "data", annotations, [policy, new("permissionSetRef", new JsonObject { ["name"] = "reader" }), new("principals", principals), new("targets", new JsonObject { ["accounts"] = accounts })]);

    private static Gen<KeyValuePair<string, JsonNode?>> Pauses => Gen.Frequency((4, Gen.Constant(new KeyValuePair<string, JsonNode?>("annotations", null))), (1, Maps("annotations", Paused)));

    [Fact]
    public async Task A_plan_has_the_calls_that_the_operator_makes_once_kubectl_has_applied_the_files()
    {
        await Cluster.Instances.ApplyAsync("default", "{deletionGuard: {maxRevocations: 1000, maxPercent: 100, perNamespace: {maxRevocations: 1000, maxPercent: 100}}}");
        var worlds = (from set in _sets from assignment in _assignments select (Set: set, Assignment: assignment)).Sample(2 * _rounds, new Rnd(_seed), size: 3);
        var calls = 0;
        foreach (var (now, since) in worlds.Zip(worlds.Skip(_rounds)))
            calls += await RoundAsync([now.Set, now.Assignment], [since.Set, since.Assignment]);
        Assert.True(calls > _rounds, $"the plans had {calls} calls");
    }

    // Returns how many calls there were.
    private async Task<int> RoundAsync(JsonObject[] files, JsonObject[] somebody)
    {
        if (await Cluster.FindAsync("reader") is not null)
            await SetSinceAsync(somebody);
        var live = string.Join('\n', (await Cluster.AllAsync()).Select(seen => seen.Json["spec"]!.ToJsonString() + seen.Json["metadata"]!["annotations"]?.ToJsonString()));
        // It begins as YAML, or kubectl would read only JSON.
        var text = string.Concat(files.Select(file => $"---\n{file.ToJsonString()}\n"));
        var plan = await RunAsync(text, ["plan", "--filename", "-", .. InCluster, "--trusted-namespaces", "trusted", "--output", "json"]);
        var planned = Calls(plan.Json);
        var mark = Aws.Mark;
        await ApplyAsync(text);
        await StartOperatorAsync(sweepInterval: TimeSpan.FromSeconds(5));
        await Until(() => Task.FromResult(Done(mark).Count >= planned.Count), $"the operator has made the calls {string.Join(", ", planned)} for\n{text}\nwhere there was\n{live}");
        await Until(async () => (await Cluster.AllAsync()).All(HasSettled), "all objects have settled");
        await RestsAsync();
        Assert.True(planned.SequenceEqual(Done(mark)), $"planned: {string.Join(", ", planned)}\ndone: {string.Join(", ", Done(mark))}\nfor\n{text}\nwhere there was\n{live}");
        await Operator.StopAsync();
        return planned.Count;
    }

    // Somebody with kubectl edit; what somebody does not mention stays.
    private async Task SetSinceAsync(JsonObject[] somebody)
    {
        foreach (var (kind, edit) in new ResourceDefinition[] { PermissionSet.Definition, AccountAssignment.Definition }.Zip(somebody))
        {
            edit["spec"]!.AsObject().Remove("targets");
            edit["spec"]!.AsObject().Remove("inlinePolicy");
            await Cluster.User.PatchAsync(kind, new((string?)edit["metadata"]!["namespace"], (string)edit["metadata"]!["name"]!), new Patch.Merge(Encoding.UTF8.GetBytes(edit.ToJsonString())));
        }
    }

    private async Task ApplyAsync(string text)
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, text);
        await Cluster.Plane.KubectlAsync("apply", "--filename", path);
        File.Delete(path);
    }

    private static bool HasSettled(Seen seen) =>
        seen.IsReady || seen.Reason is not null and not "Progressing" || seen.Json["metadata"]!["annotations"]?[Paused] is { } pause && (string)pause! != "false";

    private List<string> Done(long mark) =>
    [
        .. OperatorChanges(mark).Select(call => JsonNode.Parse(call.Body)!.AsObject() is var body ? $"{call.Operation} {body["TargetId"]} {body["PrincipalId"]}".TrimEnd() : "")
            .Order(StringComparer.Ordinal),
    ];

    private static List<string> Calls(JsonNode plan) =>
    [
        .. plan["resources"]!.AsArray().SelectMany(resource => resource!["steps"]!.AsArray())
            .Select(step => $"{step!["operation"]} {step["accountId"]} {step["principalId"]}".TrimEnd())
            .Order(StringComparer.Ordinal),
    ];

    private static JsonObject Whole(ResourceDefinition kind, string? ns, string name, KeyValuePair<string, JsonNode?> annotations, KeyValuePair<string, JsonNode?>[] spec)
    {
        var metadata = new JsonObject { ["name"] = name };
        if (ns is not null)
            metadata["namespace"] = ns;
        if (annotations.Value is { } set)
            metadata["annotations"] = set.DeepClone();
        return new()
        {
            ["apiVersion"] = kind.ApiVersion,
            ["kind"] = kind.Kind,
            ["metadata"] = metadata,
            ["spec"] = new JsonObject(spec.Where(part => part.Value is not null).Select(part => new KeyValuePair<string, JsonNode?>(part.Key, part.Value!.DeepClone()))),
        };
    }

    private static KeyValuePair<string, JsonNode?> Policy(IEnumerable<string> actions)
    {
        var all = new JsonArray([.. actions.Select(action => JsonValue.Create(action))]);
        return new("inlinePolicy", all.Count == 0 ? null : new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(new JsonObject { ["Effect"] = "Allow", ["Action"] = all, ["Resource"] = "*" }) });
    }

    private static Gen<KeyValuePair<string, JsonNode?>> Texts(string name, params string[] values) =>
        Gen.Elements(values.Prepend(null)).Select(value => new KeyValuePair<string, JsonNode?>(name, value));

    private static Gen<KeyValuePair<string, JsonNode?>> Lists(string name, params string[] values) =>
        Gen.SubListOf(values).Select(chosen => new KeyValuePair<string, JsonNode?>(name, chosen.Count == 0 ? null : new JsonArray([.. chosen.Select(Item)])));

    private static Gen<JsonArray> Some(params string[] values) => Gen.NonEmptyListOf(Gen.Elements(values)).Select(chosen => new JsonArray([.. chosen.Distinct().Select(Item)]));

    private static Gen<KeyValuePair<string, JsonNode?>> Maps(string name, params string[] keys) =>
        from chosen in Gen.SubListOf(keys)
        from value in Gen.Elements("true", "false")
        select new KeyValuePair<string, JsonNode?>(name, chosen.Count == 0 ? null : new JsonObject(chosen.Select(key => KeyValuePair.Create(key, (JsonNode?)value))));

    private static ulong? Number(string variable) => ulong.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;

    private static JsonNode? Item(string value) => value[0] is '{' or '"' ? JsonNode.Parse(value) : JsonValue.Create(value);
}
