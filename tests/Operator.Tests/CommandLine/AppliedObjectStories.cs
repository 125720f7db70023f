using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.CommandLine.Planning;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using Operator.Tests.Harness;

namespace Operator.Tests.CommandLine;

/// <summary>What is foretold of applying a file is what the API server and kubectl make of it, for any file that was applied before and whatever somebody else has set since.</summary>
[Collection(Lanes.CommandLine)]
public sealed class AppliedObjectStories : IAsyncLifetime
{
    private const string Name = "applied";

    private static readonly ObjectKey Key = new(null, Name);

    // What the API server fills in counts as absent.
    private static readonly Dictionary<string, string> Defaults = new(StringComparer.Ordinal)
    {
        ["sessionDuration"] = "PT1H",
        ["provisioning"] = "Automatic",
        ["adoptionPolicy"] = "IfIdentical",
        ["managementPolicy"] = "Enforce",
        ["deletionPolicy"] = "Delete",
        ["path"] = "/",
    };

    private static readonly Gen<JsonObject> Files =
        from description in Texts("description", "one", "two")
        from duration in Texts("sessionDuration", "PT2H", "PT3H")
        from relay in Texts("relayState", "https://a.example", "https://b.example")
        from managed in Lists("managedPolicies", "ReadOnlyAccess", "SecurityAudit", "PowerUserAccess")
        from custom in Lists("customerManagedPolicies", """{"name":"x"}""", """{"name":"y","path":"/t/"}""", """{"name":"x","path":"/t/"}""")
        from policy in Lists("inlinePolicy", "a", "b")
        from tags in Maps("tags")
        from namespaces in Lists("namespaces", "n1", "n2")
        from labels in Maps("labels")
        from annotations in Maps("annotations")
        select File([description, duration, relay, managed, custom, policy, tags, namespaces], [labels, annotations]);

    private Cluster _cluster = null!;

    public async Task InitializeAsync()
    {
        _cluster = await Cluster.SharedBy(Lanes.CommandLine);
        await _cluster.SchemaAsync(null);
        await _cluster.CleanAsync();
    }

    public Task DisposeAsync() => _cluster.CleanAsync();

    [Fact]
    public Task As_the_API_server_applies() => ForEachAsync(40, file => _cluster.Plane.Admin.PatchAsync(PermissionSet.Definition, Key, new Patch.Apply(Utf8(file), "flux")));

    [Fact]
    public Task As_kubectl_applies() => ForEachAsync(10, async file =>
    {
        var path = Path.GetTempFileName();
        await System.IO.File.WriteAllTextAsync(path, file.ToJsonString());
        await _cluster.Plane.KubectlAsync("apply", "--filename", path);
        System.IO.File.Delete(path);
    });

    // Kubernetes 1.20 may put null in the place of a list that somebody else has a part of, and then refuses its own work; what is valid it merges as every later one does.
    private async Task<bool> IsTakenAsync(Func<JsonObject, Task> apply, JsonObject file)
    {
        try
        {
            await apply(file);
            return true;
        }
        catch (KubernetesException e) when (!_cluster.Plane.Server.EvaluatesRules && e.Message.Contains("Invalid value: \"null\"", StringComparison.Ordinal))
        {
            return false;
        }
    }

    private async Task ForEachAsync(int count, Func<JsonObject, Task> apply)
    {
        var files = Files.Sample(count + 1, size: 30);
        foreach (var (before, now) in files.Zip(files.Skip(1)))
        {
            await _cluster.CleanAsync();
            await apply(before);
            var somebody = Files.Sample(1, size: 30)[0];
            await _cluster.User.PatchAsync(PermissionSet.Definition, Key, new Patch.Merge(Utf8(somebody)));
            var foretold = AppliedObject.Of(await LiveAsync(), now);
            if (await IsTakenAsync(apply, now))
                Assert.Equal(Compared(await LiveAsync()), Compared(foretold));
        }
    }

    private async Task<JsonObject> LiveAsync() => JsonNode.Parse((await _cluster.Plane.Admin.GetAsync(PermissionSet.Definition, Key))!.Value.Span)!.AsObject();

    private static string Compared(JsonObject json)
    {
        var annotations = (json["metadata"]!["annotations"] as JsonObject)?.DeepClone().AsObject();
        annotations?.Remove("kubectl.kubernetes.io/last-applied-configuration");
        return Sorted(new JsonObject { ["annotations"] = annotations, ["labels"] = json["metadata"]!["labels"]?.DeepClone(), ["spec"] = json["spec"]?.DeepClone() })?.ToJsonString() ?? "";
    }

    // Without what is filled in and what is empty; keys, and items of lists, in an order of their own.
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Where(field => !(field.Value is JsonValue value && Defaults.GetValueOrDefault(field.Key) == value.ToString()))
            .Select(field => KeyValuePair.Create(field.Key, Sorted(field.Value))).Where(field => field.Value is not (null or JsonObject { Count: 0 })).OrderBy(field => field.Key, StringComparer.Ordinal)),
        JsonArray list => new JsonArray([.. list.Select(Sorted).OrderBy(item => item?.ToJsonString(), StringComparer.Ordinal)]),
        _ => node?.DeepClone(),
    };

    private static JsonObject File(KeyValuePair<string, JsonNode?>[] spec, KeyValuePair<string, JsonNode?>[] metadata)
    {
        var json = new JsonObject
        {
            ["apiVersion"] = PermissionSet.Definition.ApiVersion,
            ["kind"] = PermissionSet.Definition.Kind,
            ["metadata"] = new JsonObject(metadata.Where(part => part.Value is not null).Select(Copy)) { ["name"] = Name },
            ["spec"] = new JsonObject(spec.Where(part => part.Value is not null && part.Key is not ("namespaces" or "inlinePolicy")).Select(Copy)),
        };
        if (spec.First(part => part.Key == "namespaces").Value is { } namespaces)
            json["spec"]!["assignableFrom"] = new JsonObject { ["namespaces"] = namespaces.DeepClone() };
        if (spec.First(part => part.Key == "inlinePolicy").Value is { } actions)
            json["spec"]!["inlinePolicy"] = new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(new JsonObject { ["Effect"] = "Allow", ["Action"] = actions.DeepClone(), ["Resource"] = "*" }) };
        return json;
    }

    private static KeyValuePair<string, JsonNode?> Copy(KeyValuePair<string, JsonNode?> part) => new(part.Key, part.Value?.DeepClone());

    private static Gen<KeyValuePair<string, JsonNode?>> Texts(string name, params string[] values) =>
        Gen.Elements(values.Prepend(null)).Select(value => new KeyValuePair<string, JsonNode?>(name, value));

    private static Gen<KeyValuePair<string, JsonNode?>> Lists(string name, params string[] values) =>
        from chosen in Gen.SubListOf(values)
        select new KeyValuePair<string, JsonNode?>(name, chosen.Count == 0 ? null : new JsonArray([.. chosen.Select(value => value[0] == '{' ? JsonNode.Parse(value) : JsonValue.Create(value))]));

    private static Gen<KeyValuePair<string, JsonNode?>> Maps(string name) =>
        from chosen in Gen.SubListOf("a", "b", "c")
        from value in Gen.Elements("1", "2")
        select new KeyValuePair<string, JsonNode?>(name, chosen.Count == 0 ? null : new JsonObject(chosen.Select(key => KeyValuePair.Create(key, (JsonNode?)value))));

    private static byte[] Utf8(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
