using System.Text.Json.Nodes;
using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;
using Operator.Tests.AccountAssignments;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Security;

/// <summary>Names in AWS, which whoever may name a group chooses, go through status, Events, logs and the audit log and reach a terminal through none of them.</summary>
public sealed class HostileNameStories : AccessStory
{
    // What AWS itself lets into the name of a group, and into the reason of a failure.
    private const string Hostile = "Ops\nReady=True\r\tmore\u00A0\u3000";
    private const string Failure = "It failed:\u2028Ready=True\u2029\u00A0";

    private protected override Seed Seed => Organization.Seed() with { Groups = [new() { Id = Group, Name = Hostile }, new() { Id = Web, Name = "Web" }] };

    [Fact]
    public async Task What_is_granted_drifts_fails_and_is_revoked_under_a_hostile_name_is_told_in_plain_characters()
    {
        var spec = For($"{{groupId: {Group}}}", "accounts: [\"400000000002\", \"400000000001\"]");
        var arn = await BeginWithDataAsync(TimeSpan.FromSeconds(20), spec);
        await Aws.Access.RevokeAsync(arn, "400000000002", Group);
        await Until(async () => (await Assignments.EventsAsync("data")).Contains("DriftHealed", StringComparison.Ordinal), "what was taken away is back");
        Aws.Fault(FaultKind.FailOperation, "DeleteAccountAssignment", message: Failure);
        await Assignments.ApplyAsync("data", For($"{{groupId: {Group}}}", "accounts: [\"400000000001\"]"));
        await Assignments.ReasonAsync("data", "AssignmentFailed");
        Aws.Server.Faults.Clear();
        await Assignments.DeleteAsync("data");
        await Assignments.GoneAsync("data");
        Assert.True(Operator.Log.Has("\"principal\":{\"type\":\"GROUP\",\"id\":", "\"Ops\\nReady=True"), "the audit log names the group");
        // Exceptions apart, whose lines are the formatter's to join (LineFormatterTests).
        foreach (var line in Operator.Log.All.Where(line => !line.Contains(" at ", StringComparison.Ordinal)))
            HostileAnswerTests.AssertVisible(line);
        foreach (var line in (await Assignments.EventsAsync("data")).Split('\n'))
            HostileAnswerTests.AssertVisible(line);
        foreach (var text in History.Objects.SelectMany(versions => versions).SelectMany(version => Strings(version.Json["status"])))
            HostileAnswerTests.AssertVisible(text);
    }

    private static IEnumerable<string> Strings(JsonNode? node) => node switch
    {
        // What a name was found to mean is recorded as it is, and compared with: data, which every printer of JSON and YAML escapes.
        JsonObject map => map.Where(member => member.Key != "principals").SelectMany(member => Strings(member.Value).Append(member.Key)),
        JsonArray list => list.SelectMany(Strings),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
