using IdentityCenterOperator.Policies;
using Policies.Inputs;
using Xunit.Abstractions;

namespace Planning.Tests.Policies;

/// <summary>What rules of IAM's documentation make, by the thousand: none is wrongly refused, none wrongly passed.</summary>
public sealed class GeneratedPolicyTests(ITestOutputHelper output)
{
    [Fact]
    public void None_is_wrongly_refused_and_none_wrongly_passed()
    {
        var judged = GeneratedPolicies.All.Select(policy => (Policy: policy, Passes: PolicyDocument.Parse(policy.Text, policy.Partition) is PolicyResult.Valid)).ToList();
        var (refused, passed) = (judged.Where(each => each.Policy.IsGood && !each.Passes).ToList(), judged.Where(each => !each.Policy.IsGood && each.Passes).ToList());
        foreach (var rule in judged.GroupBy(each => (each.Policy.Rule, each.Policy.Source)))
            output.WriteLine($"{rule.Count(each => each.Policy.IsGood),5} good {rule.Count(each => !each.Policy.IsGood),5} bad  {rule.Key.Rule} (AWS documentation, \"{rule.Key.Source}\")");
        var listed = PolicyInput.All;
        output.WriteLine($"{judged.Count(each => each.Policy.IsGood)} good and {judged.Count(each => !each.Policy.IsGood)} bad policies were generated: {refused.Count} wrongly refused, {passed.Count} wrongly passed.");
        output.WriteLine($"{listed.Count(input => input.Fault is null)} good and {listed.Count(input => input.Fault is not null)} bad ones are listed in policies.json.");
        Assert.True(judged.Count >= 1000, $"{judged.Count} policies were generated");
        Assert.True(refused.Count + passed.Count == 0, string.Join('\n', refused.Concat(passed).Select(each => $"{(each.Passes ? "passed" : "refused")}: {each.Policy}")));
    }

    [Fact]
    public void Each_rule_makes_policies_that_are_bad()
    {
        var rules = GeneratedPolicies.All.GroupBy(policy => policy.Rule).ToList();
        Assert.True(rules.Count >= 10);
        Assert.All(rules, rule => Assert.Contains(rule, policy => !policy.IsGood));
    }
}
