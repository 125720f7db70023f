using System.Text;
using System.Text.Json.Nodes;
using Testing;

namespace Kubernetes.Tests.Conditions;

public sealed class ConditionsCheckerTests
{
    private const string Ready = """{"type":"Ready","status":"True","reason":"Synced","message":"m","observedGeneration":2,"lastTransitionTime":"2026-12-01T12:00:00Z"}""";

    [Theory]
    [InlineData("[]")]
    [InlineData($"[{Ready}]")]
    public void A_sound_object_passes(string conditions) => Assert.Empty(ConditionsChecker.Problems(Entity(conditions)));

    [Theory]
    [InlineData("\"True\"", "\"Yes\"", "has status \"Yes\"")]
    [InlineData("\"Synced\"", "\"in sync\"", "is not CamelCase")]
    [InlineData("\"m\"", "\"\"", "no message")]
    [InlineData("\"2026-12-01T12:00:00Z\"", "null", "no transition time")]
    [InlineData("\"observedGeneration\":2,", "", "no observedGeneration")]
    [InlineData("\"observedGeneration\":2,", "\"observedGeneration\":3,", "generation 3, which does not exist")]
    [InlineData("\"observedGeneration\":2,", "\"observedGeneration\":1,", "Ready is True for generation 1 in a status of generation 2")]
    [InlineData("\"Ready\"", "\"Drifted\"", "there is no Ready")]
    public void What_is_wrong_with_one_condition_is_told(string sound, string broken, string expected) =>
        Assert.Contains(ConditionsChecker.Problems(Entity($"[{Ready.Replace(sound, broken, StringComparison.Ordinal)}]")), p => p.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("Stalled", "True", "Ready and Stalled are both true")]
    [InlineData("Reconciling", "True", "Ready and Reconciling are both true")]
    [InlineData("Stalled", "False", "Stalled is there although it is False")]
    [InlineData("Ready", "True", "Ready is there 2 times")]
    public void Conditions_that_do_not_go_together_are_told(string type, string status, string expected)
    {
        var other = Ready.Replace("\"Ready\"", $"\"{type}\"", StringComparison.Ordinal).Replace("\"True\"", $"\"{status}\"", StringComparison.Ordinal);

        Assert.Contains(expected, ConditionsChecker.Problems(Entity($"[{Ready},{other}]")));
    }

    [Theory]
    [InlineData("12:00:00", "13:00:00", "another transition time")]
    [InlineData("12:00:00", "11:00:00", "before the previous one")]
    [InlineData("\"observedGeneration\":2", "\"observedGeneration\":1", "older generation")]
    public void What_is_wrong_with_a_change_is_told(string was, string becomes, string expected)
    {
        var after = Entity($"[{Ready.Replace(was, becomes, StringComparison.Ordinal)}]");

        Assert.Contains(ConditionsChecker.Problems(after, Entity($"[{Ready}]")), p => p.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void An_object_whose_conditions_are_of_an_old_generation_is_not_settled()
    {
        var sound = Entity($"[{Ready}]");
        ConditionsChecker.CheckSettled(Encoding.UTF8.GetBytes(sound.ToJsonString()));
        sound["metadata"]!["generation"] = 3;

        Assert.Throws<ExpectationException>(() => ConditionsChecker.CheckSettled(Encoding.UTF8.GetBytes(sound.ToJsonString())));
    }

    private static JsonObject Entity(string conditions) =>
        JsonNode.Parse($$$"""{"metadata":{"generation":2},"status":{"observedGeneration":2,"conditions":{{{conditions}}}}}""")!.AsObject();
}
