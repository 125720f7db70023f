using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Yaml;
using Shipping.Tests.Charts;

namespace Shipping.Tests.Docs;

/// <summary>Whatever YAML a page shows is taken by a real API server, or by what it is meant for. What stands behind the fence says what a block is (CONTRIBUTING.md).</summary>
[Collection(ClusterTests.Name)]
public sealed class YamlBlockTests(ClusterFixture cluster)
{
    public static TheoryData<string> Objects => Places(block => Objected(block).Count > 0);

    public static TheoryData<string> Values => Places(block => block.Word("values") is not null);

    public static TheoryData<string> Files => Places(block => block.Word("file") is not null);

    [Fact]
    public void Every_block_of_YAML_says_what_it_is() =>
        Assert.Empty(Yaml().Where(block => block.Word("values") is null && block.Word("file") is null && block.Word("steps") is null && Objected(block).Count == 0).Select(block => block.Place));

    [Fact]
    public void No_block_of_YAML_hides_in_another_language() => Assert.Empty(
        Block.All.Where(block => block.Language is not ("yaml" or "csharp") && block.Lines.Any(line => line.StartsWith("apiVersion: ", StringComparison.Ordinal))).Select(block => block.Place));

    [Fact]
    public void Every_block_of_JSON_can_be_read() => Assert.All(Block.All.Where(block => block.Language is "json"), block => Assert.NotNull(JsonNode.Parse(block.Text)));

    [Theory]
    [MemberData(nameof(Objects))]
    public async Task The_API_server_takes_the_object(string place)
    {
        foreach (var o in Objected(Block.At(place)))
        {
            if ((string?)o["metadata"]!["namespace"] is { } @namespace)
                await cluster.Plane.CreateNamespaceAsync(@namespace);
            Assert.Contains("server dry run", await cluster.Plane.DryRunAsync(o), StringComparison.Ordinal);
        }
    }

    [CrdCheckTheory]
    [MemberData(nameof(Objects))]
    public async Task A_current_API_server_would_take_the_object(string place)
    {
        using var folder = new TemporaryFolder();
        foreach (var o in Objected(Block.At(place)).Where(o => ((string)o["apiVersion"]!).StartsWith("identitycenter.dev/", StringComparison.Ordinal)))
        {
            await File.WriteAllTextAsync(folder.At("object.yaml"), o.ToJsonString());
            await CrdCheck.AcceptsAsync(CrdOf(o.Kind()), folder.At("object.yaml"));
        }
    }

    [ToolTheory("helm")]
    [MemberData(nameof(Values))]
    public async Task The_chart_takes_the_values(string place) => Assert.NotEmpty(await HelmChart.ObjectsAsync(Block.At(place).Text));

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_quoted_is_in_the_file(string place)
    {
        var block = Block.At(place);
        Assert.Contains(Unindented(block.Text), Unindented(File.ReadAllText(Repository.At(block.Word("file")!))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_step_of_a_workflow_can_be_read()
    {
        foreach (var step in Yaml().Where(block => block.Word("steps") is not null).SelectMany(block => YamlReader.ReadAll(block.Text).Single()!.AsArray()))
            await Tools.RunAsync("bash", "-nc", (string)step!["run"]!);
    }

    [Theory]
    [InlineData("yaml", "apiVersion: identitycenter.dev/v1alpha1\nkind: PermissionSet\nmetadata: {name: a}\nspec: {sessionDuration: 4h}\n", "spec.sessionDuration")]
    [InlineData("yaml", "apiVersion: identitycenter.dev/v1alpha1\nkind: PermissionSet\nmetadata: {name: a}\nspec: {sessionDurations: PT4H}\n", "sessionDurations")]
    [InlineData("yaml spec=AccountAssignment", "expiresAt: tomorrow\n", "spec.expiresAt")]
    public async Task A_mistake_would_be_noticed(string info, string text, string problem)
    {
        await cluster.Plane.CreateNamespaceAsync("docs");
        var refusal = await Assert.ThrowsAsync<ExpectationException>(() => cluster.Plane.DryRunAsync(Objected(new("page", 1, info, text)).Single()));
        Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
    }

    [CrdCheckFact]
    public async Task A_broken_rule_would_be_noticed()
    {
        using var folder = new TemporaryFolder();
        var o = Objected(new("page", 1, "yaml spec=AccountAssignment", "permissionSetName: Admin\n")).Single();
        await File.WriteAllTextAsync(folder.At("object.yaml"), o.ToJsonString());
        await CrdCheck.RefusesAsync("exactly one of permissionSetRef and permissionSetName", CrdOf(o.Kind()), folder.At("object.yaml"));
    }

    /// <summary>The objects of a block: those it holds, or, of a fragment, one of its kind with the fragment in its spec.</summary>
    internal static IReadOnlyList<JsonObject> Objected(Block block) => block switch
    {
        { Language: not "yaml" } => [],
        _ when block.Word("values") is not null || block.Word("file") is not null => [],
        _ when block.Word("spec") is { } kind => [Completed(kind, Manifest.Parse(block.Text).Single())],
        _ => [.. Manifest.Parse(block.Text).Where(o => o.ContainsKey("apiVersion") && o.ContainsKey("kind"))],
    };

    /// <summary>What the kind requires comes from here, everything else from the fragment.</summary>
    private static JsonObject Completed(string kind, JsonObject fragment)
    {
        var spec = kind is "AccountAssignment"
            ? new JsonObject { ["permissionSetRef"] = new JsonObject { ["name"] = "any" }, ["principals"] = new JsonArray(new JsonObject { ["group"] = "Any" }), ["targets"] = new JsonObject { ["allAccounts"] = true } }
            : [];
        foreach (var (field, value) in fragment)
            spec[field] = value?.DeepClone();
        var metadata = new JsonObject { ["name"] = kind is "IdentityCenter" ? "default" : kind is "ReplicaRegion" ? "eu-west-1" : "any" };
        if (kind is "AccountAssignment")
            metadata["namespace"] = "docs";
        return new() { ["apiVersion"] = "identitycenter.dev/v1alpha1", ["kind"] = kind, ["metadata"] = metadata, ["spec"] = spec };
    }

    private static string Unindented(string text) => string.Join('\n', text.Trim().Split('\n').Select(line => line.TrimStart()));

    private static IEnumerable<Block> Yaml() => Block.All.Where(block => block.Language is "yaml");

    private static string CrdOf(string kind) => Repository.At("config", "crds", $"identitycenter.dev_{kind.ToLowerInvariant()}s.yaml");

    private static TheoryData<string> Places(Func<Block, bool> wanted) => [.. Yaml().Where(wanted).Select(block => block.Place)];
}
