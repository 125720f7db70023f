using System.Text.Json.Nodes;
using IdentityCenterOperator.Policies;
using Policies.Inputs;

namespace Planning.Tests.Policies;

/// <summary>The inputs of Inputs/policies.json, by IAM's documented grammar and its publicly known answers: none is wrongly refused, none wrongly taken.</summary>
public sealed class PolicyInputTests
{
    private const string Field = "spec.inlinePolicy";

    [Fact]
    public void No_good_policy_is_refused() => None(PolicyInput.All.Where(input => input.Fault is null)
        .Select(input => (input, Result: Parse(input) as PolicyResult.Invalid)).Where(each => each.Result is not null)
        .Select(each => $"{each.input}\n  {each.Result!.Faults[0].SentenceOn(Field)}"));

    [Fact]
    public void No_bad_policy_is_taken() => None(PolicyInput.All.Where(input => input.Fault is not null && Parse(input) is PolicyResult.Valid));

    [Fact]
    public void A_fault_is_told_at_its_place_by_its_kind() => None(Bad()
        .Where(each => each.Fault.Kind.ToString() != each.Input.Fault || each.Fault.Place != each.Input.At)
        .Select(each => $"{each.Input}\n  {each.Fault.Kind} at {each.Fault.Place}, not {each.Input.Fault} at {each.Input.At}"));

    [Fact]
    public void What_was_probably_meant_is_told_and_nothing_else() => None(Bad()
        .Select(each => (each.Input, Sentence: each.Fault.SentenceOn(Field)))
        .Where(each => each.Input.Meant is { } meant
            ? !each.Sentence.EndsWith($"did you mean \"{meant.Replace("\"", "\\\"", StringComparison.Ordinal)}\"?", StringComparison.Ordinal)
            : each.Sentence.Contains("did you mean", StringComparison.Ordinal) || !each.Sentence.EndsWith('.'))
        .Select(each => $"{each.Input}\n  {each.Sentence}\n  not {each.Input.Meant}"));

    [Fact]
    public void What_is_told_as_meant_is_taken_when_somebody_writes_it() => None(PolicyInput.All
        .Where(input => input is { Meant: not null, Element: "Action" or "Resource" or "Effect" or "Version" or "Sid" } && !input.At!.EndsWith(']'))
        .Where(input => PolicyDocument.Parse(Mended(input), "aws") is not PolicyResult.Valid));

    [Fact]
    public void Each_rule_has_its_source_and_there_are_hundreds_of_inputs()
    {
        Assert.All(PolicyInput.Rules, rule => Assert.Matches("AWS documentation|IAM's answer, publicly reported", rule.Source));
        Assert.True(PolicyInput.All.Count(input => input.Fault is null) >= 150);
        Assert.True(PolicyInput.All.Count(input => input.Fault is not null) >= 150);
        Assert.True(PolicyInput.All.Count >= 300);
    }

    [Fact]
    public void What_is_good_is_read_again_as_itself() => Assert.All(PolicyInput.All.Where(input => input.Fault is null), input =>
    {
        var policy = Assert.IsType<PolicyResult.Valid>(Parse(input)).Policy;
        Assert.Equal(policy, PolicyDocument.Observed(policy.Text));
        Assert.Equal(policy, PolicyDocument.Observed(input.Text));
        Assert.Equal(policy, PolicyDocument.Observed(policy.Canonical));
    });

    [Fact]
    public void What_is_bad_equals_no_good_policy_when_AWS_holds_it()
    {
        var good = PolicyInput.All.Where(input => input.Fault is null).Select(input => ((PolicyResult.Valid)Parse(input)).Policy.Canonical).ToHashSet(StringComparer.Ordinal);
        None(PolicyInput.All.Where(input => input.Fault is not null && PolicyDocument.Observed(input.Text) is { } observed && good.Contains(observed.Canonical)));
    }

    // All that are wrong at once, each with its policy.
    private static void None(IEnumerable<object> wrong) => Assert.True(!wrong.Any(), string.Join('\n', wrong));

    private static PolicyResult Parse(PolicyInput input) => PolicyDocument.Parse(input.Text, "aws");

    private static string Mended(PolicyInput input)
    {
        JsonObject statement = new() { ["Effect"] = "Allow", ["Action"] = "s3:GetObject", ["Resource"] = "*" };
        JsonObject policy = new() { ["Version"] = "2012-10-17", ["Statement"] = statement };
        (input.Element == "Version" ? policy : statement)[input.Element] = input.Meant;
        return policy.ToJsonString();
    }

    private static IEnumerable<(PolicyInput Input, PolicyFault Fault)> Bad() => PolicyInput.All.Where(input => input.Fault is not null)
        .Select(input => (input, Parse(input))).Where(each => each.Item2 is PolicyResult.Invalid).Select(each => (each.input, ((PolicyResult.Invalid)each.Item2).Faults[0]));
}
