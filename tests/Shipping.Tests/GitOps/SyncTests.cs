using System.Text.Json.Nodes;

namespace Shipping.Tests.GitOps;

/// <summary>What GitOps tools compare: after the API server has put in its defaults, nothing may differ from Git, or each sync would find something to do.</summary>
[Collection(ClusterTests.Name)]
public sealed class SyncTests(ClusterFixture cluster)
{
    private static readonly string[] Apply = ["apply", "--server-side", "--force-conflicts", "--field-manager=argocd-controller", "--output=json", "--filename=-"];

    public static TheoryData<string> Samples =>
        [.. Directory.EnumerateFiles(Repository.At("config", "samples"), "*.yaml").Where(file => Declared(file).Any()).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_sample_that_was_applied_does_not_differ_from_Git(string file)
    {
        foreach (var sample in Declared(Repository.At("config", "samples", file)))
        {
            var wanted = await PlacedAsync(sample);
            var live = await ApplyAsync(wanted);
            Assert.Empty(Differences(wanted, live, "$"));
            // Argo CD with server-side diff, Flux, and kubectl diff compare the object with what applying it again would make of it.
            Assert.Equal(Comparable(live), Comparable(await ApplyAsync(wanted, "--dry-run=server")));
        }
    }

    /// <summary>What becomes of a policy in Git: an edit of each kind that tools have passed over.</summary>
    public static TheoryData<string, string?> Edits => new()
    {
        { "another action", """{"Version": "2012-10-17", "Statement": [{"Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject", "s3:ListBucket"], "Resource": "*"}, {"Effect": "Deny", "Action": "iam:*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:RequestedRegion": "eu-central-1"}, "Bool": {"aws:ViaAWSService": "false"}}}]}""" },
        { "a statement less", """{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "iam:*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:RequestedRegion": "eu-central-1"}, "Bool": {"aws:ViaAWSService": "false"}}}]}""" },
        { "a condition less", """{"Version": "2012-10-17", "Statement": [{"Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "*"}, {"Effect": "Deny", "Action": "iam:*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:RequestedRegion": "eu-central-1"}}}]}""" },
        { "a statement id less", """{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "*"}, {"Effect": "Deny", "Action": "iam:*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:RequestedRegion": "eu-central-1"}, "Bool": {"aws:ViaAWSService": "false"}}}]}""" },
        { "another order and other white space", """{"Statement": {"Effect": "Deny",  "Resource": "*", "Action": "iam:*"}, "Version": "2012-10-17"}""" },
        { "none any more", null },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public async Task An_edited_policy_shows_in_the_difference_and_nothing_of_the_one_before_stays(string edit, string? policy)
    {
        var name = $"policy-{edit.Replace(' ', '-')}";
        var before = await ApplyAsync(WithPolicy(name, Policy));
        Assert.Equal(Comparable(before), Comparable(await ApplyAsync(WithPolicy(name, Policy), "--dry-run=server")));
        var predicted = await ApplyAsync(WithPolicy(name, policy), "--dry-run=server");
        Assert.NotEqual(Comparable(before), Comparable(predicted));
        Assert.True(JsonNode.DeepEquals(policy is null ? null : JsonNode.Parse(policy), predicted["spec"]!["inlinePolicy"]), predicted["spec"]!.ToJsonString());
        var after = await ApplyAsync(WithPolicy(name, policy));
        Assert.Equal(predicted["spec"]!.ToJsonString(), after["spec"]!.ToJsonString());
    }

    // Argo CD's server-side diff drops what no manager owns, and takes a field of free form for such a one where only what is below it is owned.
    [Fact]
    public async Task A_policy_is_owned_as_a_whole()
    {
        await ApplyAsync(WithPolicy("policy-owned", Policy));
        var live = JsonNode.Parse(await cluster.Plane.KubectlAsync("get", "--raw", "/apis/identitycenter.dev/v1alpha1/permissionsets/policy-owned"))!;
        var owned = Assert.Single(live["metadata"]!["managedFields"]!.AsArray(), entry => (string?)entry!["manager"] == "argocd-controller")!["fieldsV1"]!;
        Assert.Empty(owned["f:spec"]!["f:inlinePolicy"]!.AsObject());
    }

    [Fact]
    public async Task A_policy_as_text_is_refused_and_never_taken_for_another_one()
    {
        var text = WithPolicy("policy-text", null);
        text["spec"]!["inlinePolicy"] = Policy;
        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => ApplyAsync(text));
        Assert.Contains("inlinePolicy", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("argocd/operator.yaml", "Application")]
    [InlineData("argocd/access.yaml", "Application")]
    [InlineData("flux/operator.yaml", "GitRepository,Kustomization")]
    [InlineData("flux/access.yaml", "GitRepository,Kustomization")]
    public void An_example_holds_what_it_says(string file, string kinds) =>
        Assert.Equal(kinds.Split(','), Manifest.Read(["examples", .. file.Split('/')]).Select(o => o.Kind()));

    [Fact]
    public void The_examples_point_to_what_is_there()
    {
        var application = Manifest.Read("examples", "argocd", "operator.yaml")[0];
        Assert.True(File.Exists(Repository.At([.. ((string)application["spec"]!["source"]!["path"]!).Split('/'), "Chart.yaml"])));
        var kustomization = Manifest.Read("examples", "flux", "operator.yaml").The("Kustomization");
        Assert.True(File.Exists(Repository.At(((string)kustomization["spec"]!["path"]!)[2..], "kustomization.yaml")));
    }

    [ToolFact("helm")]
    public async Task The_values_of_the_example_application_fit_the_chart()
    {
        var values = Manifest.Read("examples", "argocd", "operator.yaml")[0]["spec"]!["source"]!["helm"]!["valuesObject"]!;
        Assert.NotEmpty(await Charts.HelmChart.ObjectsAsync(values.ToJsonString()));
    }

    private const string Policy =
        """{"Version": "2012-10-17", "Statement": [{"Sid": "Read", "Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "*"}, {"Effect": "Deny", "Action": "iam:*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:RequestedRegion": "eu-central-1"}, "Bool": {"aws:ViaAWSService": "false"}}}]}""";

    private static JsonObject WithPolicy(string name, string? policy)
    {
        var set = new JsonObject
        {
            ["apiVersion"] = "identitycenter.dev/v1alpha1",
            ["kind"] = "PermissionSet",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = new JsonObject { ["name"] = "Edited" },
        };
        if (policy is not null)
            set["spec"]!["inlinePolicy"] = JsonNode.Parse(policy);
        return set;
    }

    private static IEnumerable<JsonObject> Declared(string file) =>
        Manifest.Parse(File.ReadAllText(file)).Where(o => ((string?)o["apiVersion"])?.StartsWith("identitycenter.dev/", StringComparison.Ordinal) == true);

    private async Task<JsonObject> PlacedAsync(JsonObject sample)
    {
        var placed = (JsonObject)sample.DeepClone();
        if (placed["metadata"]!["namespace"] is { } @namespace)
            await cluster.Plane.CreateNamespaceAsync((string)@namespace!);
        return placed;
    }

    private async Task<JsonObject> ApplyAsync(JsonObject wanted, params string[] more) =>
        (JsonObject)JsonNode.Parse(await cluster.Plane.KubectlWithInputAsync(wanted.ToJsonString(), [.. Apply, .. more]))!;

    /// <summary>Each field of Git that the API server keeps otherwise; fields that it adds are defaults and no difference.</summary>
    private static IEnumerable<string> Differences(JsonNode? wanted, JsonNode? live, string path) => (wanted, live) switch
    {
        (JsonObject want, JsonObject have) => want.SelectMany(entry => Differences(entry.Value, have[entry.Key], $"{path}.{entry.Key}")),
        (JsonArray want, JsonArray have) when want.Count == have.Count => want.SelectMany((item, index) => Differences(item, have[index], $"{path}[{index}]")),
        _ => JsonNode.DeepEquals(wanted, live) ? [] : [$"{path}: {wanted?.ToJsonString()}, but {live?.ToJsonString()}"],
    };

    private static string Comparable(JsonObject live)
    {
        var compared = (JsonObject)live.DeepClone();
        // Only the time in it moves.
        compared["metadata"]!.AsObject().Remove("managedFields");
        return compared.ToJsonString();
    }
}
