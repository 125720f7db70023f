using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Yaml;
using Operator.Tests.Harness;
using Operator.Tests.ReplicaRegions;
using Testing;

namespace Operator.Tests.Rules;

/// <summary>
/// Each rule of the definitions on the server itself. One that evaluates rules refuses what breaks them, with their sentence, and nothing is stored. One that does not
/// stores it: then the operator says what is wrong in its status, and nothing is written to AWS for it.
/// </summary>
public sealed class RuleStories : RegionStory
{
    public static TheoryData<string> Kinds => [.. Rule.All.Select(rule => rule.Kind.Kind).Distinct()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_breaks_a_rule_is_refused_by_the_server_or_named_by_the_operator(string kind)
    {
        await StartOperatorAsync();
        var rules = Rule.All.Where(rule => rule.Kind.Kind == kind).ToList();
        foreach (var rule in rules.Where(rule => rule.Before is not null))
        {
            await ObjectsOf(rule).ApplyAsync(rule.Name, rule.Before!);
            await ObjectsOf(rule).UntilAsync(rule.Name, seen => seen.Reason is not null and not "Progressing", "has been looked at");
        }

        await RestsAsync();
        var mark = Aws.Mark;
        foreach (var rule in rules)
            await (Cluster.Plane.Server.EvaluatesRules ? RefusedAsync(rule) : NamedAsync(rule));
        Assert.Empty(Aws.WritesSince(mark));
    }

    [Fact]
    public void Each_rule_is_broken_by_an_object()
    {
        // Those of AccessRecord hold back whoever may write what the operator alone writes.
        var rules = Directory.EnumerateFiles(Repository.At("config", "crds"), "*.yaml").SelectMany(file => YamlReader.ReadAll(File.ReadAllText(file)).SelectMany(RulesIn)).Distinct()
            .Where(rule => !rule.StartsWith("AccessRecord:", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal(rules, Rule.All.Select(rule => $"{rule.Kind.Kind}: {rule.Sentence}").Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> RulesIn(JsonNode? crd) => MessagesIn(crd).Select(message => $"{crd!["spec"]!["names"]!["kind"]}: {message}");

    private static IEnumerable<string> MessagesIn(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(entry => entry is { Key: "x-kubernetes-validations", Value: JsonArray rules } ? rules.Select(rule => (string)rule!["message"]!) : MessagesIn(entry.Value)),
        JsonArray list => list.SelectMany(MessagesIn),
        _ => [],
    };

    private Objects ObjectsOf(Rule rule) => rule.Kind.Kind switch
    {
        "PermissionSet" => Cluster.Sets,
        "AccountAssignment" => Cluster.Assignments,
        "ReplicaRegion" => Cluster.Regions,
        _ => Cluster.Instances,
    };

    private async Task RefusedAsync(Rule rule)
    {
        var refusal = await Assert.ThrowsAsync<KubernetesException>(() => ObjectsOf(rule).ApplyAsync(rule.Name, rule.Spec));
        Assert.Equal("Invalid", refusal.Reason);
        Assert.Contains(rule.Said, refusal.Message, StringComparison.Ordinal);
    }

    private async Task NamedAsync(Rule rule)
    {
        if (rule.Name == "discovered")
        {
            await Cluster.Instances.DeleteAsync("default");
            // The operator makes this one; to make it first would be a race with it.
            await Cluster.Instances.UntilAsync("discovered", _ => true, "is the operator's own");
        }

        await ObjectsOf(rule).ApplyAsync(rule.Name, rule.Spec);
        var named = await ObjectsOf(rule).UntilAsync(rule.Name, seen => seen.Reason == "InvalidSpec", $"({rule.Sentence}) has the reason InvalidSpec");
        Assert.Contains(rule.Told, named.Message, StringComparison.Ordinal);
    }
}
