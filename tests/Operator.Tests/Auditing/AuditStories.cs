using System.Text.Json.Nodes;
using LocalIdentityCenter;
using Operator.Tests.Harness;
using Operator.Tests.Security;

namespace Operator.Tests.Auditing;

/// <summary>What the operator wrote down, beside what AWS saw.</summary>
public sealed class AuditStories : AllKindsStory
{
    private const string Prefix = "Information: {\"time\":";

    private static readonly string[] Everything =
    [
        "AddRegion", "AttachCustomerManagedPolicyReferenceToPermissionSet", "AttachManagedPolicyToPermissionSet", "CreateAccountAssignment",
        "CreateInstanceAccessControlAttributeConfiguration", "CreatePermissionSet", "DeleteAccountAssignment", "DeleteInlinePolicyFromPermissionSet",
        "DeleteInstanceAccessControlAttributeConfiguration", "DeletePermissionSet", "DeletePermissionsBoundaryFromPermissionSet",
        "DetachCustomerManagedPolicyReferenceFromPermissionSet", "DetachManagedPolicyFromPermissionSet", "ProvisionPermissionSet", "PutInlinePolicyToPermissionSet",
        "PutPermissionsBoundaryToPermissionSet", "RemoveRegion", "TagResource", "UntagResource", "UpdateInstanceAccessControlAttributeConfiguration", "UpdatePermissionSet",
    ];

    [Fact]
    public async Task Every_write_of_a_life_of_all_kinds_has_exactly_one_line_with_its_request_id()
    {
        await StartOperatorAsync(TimeSpan.FromSeconds(20));
        Aws.Fault(FaultKind.Throttle, "AttachManagedPolicyToPermissionSet", times: 1);
        Aws.Fault(FaultKind.DropAfter, "TagResource", times: 1);
        Aws.Fault(FaultKind.Error, "CreateAccountAssignment", times: 1);
        await LiveAsync();
        await Operator.StopAsync();
        var writes = Aws.Server.Calls.All.Where(call => call is { AccessKeyId: "AKIAOPERATOR", IsWrite: true }).ToList();
        Assert.Equal(Everything, writes.Select(call => call.Operation).Distinct().Order(StringComparer.Ordinal));
        var lines = Lines();
        Assert.Equal(Known(writes.Where(call => call.Outcome != "Dropped").Select(call => (call.RequestId, call.Operation, call.Outcome))), Known(lines.Where(HasId).Select(Told)));
        // Of an answer that never came there is no id; of the request there is a line.
        Assert.Equal(writes.Where(call => call.Outcome == "Dropped").Select(call => call.Operation), lines.Where(line => !HasId(line)).Select(line => (string)line["operation"]!));
        Assert.All(lines.Where(line => !HasId(line)), line => Assert.Equal("unanswered", (string?)line["outcome"]));
    }

    [Fact]
    public async Task A_line_names_the_object_who_last_changed_its_spec_and_what_was_there_before_and_after()
    {
        await StartOperatorAsync(TimeSpan.FromSeconds(20));
        await LiveAsync();
        var lines = Lines();
        // AWS may be busy with the same thing still, and is asked again then.
        Assert.All(lines, line => Assert.True((string?)line["outcome"] == "accepted" || (string?)line["error"]?["code"] is "ConflictException" or "ThrottlingException", $"{line}"));
        Assert.All(lines, line => Assert.Equal("user", (string?)line["resource"]!["fieldManager"]));
        Assert.Equal(
            ["AccountAssignment trusted/data", "IdentityCenter /default", "PermissionSet /reader", "ReplicaRegion /eu-west-1"],
            lines.Select(line => $"{line["resource"]!["kind"]} {line["resource"]!["namespace"]}/{line["resource"]!["name"]}").Distinct().Order(StringComparer.Ordinal));
        var grant = lines.First(line => (string?)line["operation"] == "CreateAccountAssignment" && (string?)line["account"]!["id"] == Organization.Accounts[0]);
        Assert.Equal(("reader", "a400000000001"), ((string?)grant["permissionSet"]!["name"], (string?)grant["account"]!["name"]));
        Assert.Contains((string?)grant["principal"]!["name"], (string?[])["Data", "alice@example.com"]);
        var foreign = lines.Single(line => (string?)line["operation"] == "DeleteAccountAssignment" && (string?)line["outcome"] == "accepted" && (string?)line["resource"]!["kind"] == "IdentityCenter");
        Assert.Equal((Legacy, Organization.Web), ((string?)foreign["permissionSet"]!["name"], (string?)foreign["principal"]!["id"]));
        AssertChanges();
    }

    private void AssertChanges()
    {
        var update = Change("UpdatePermissionSet", "spec.description");
        Assert.Equal(("First", "Second"), ((string?)update["before"], (string?)update["after"]));
        var policy = Change("DeleteInlinePolicyFromPermissionSet", "spec.inlinePolicy");
        Assert.Contains("s3:Get*", (string?)policy["before"]!["text"], StringComparison.Ordinal);
        Assert.Null(policy["after"]);
        var tag = Change("TagResource", "spec.tags[team]");
        Assert.Equal(("data", "web"), ((string?)tag["before"], (string?)tag["after"]));
        var attribute = Change("UpdateInstanceAccessControlAttributeConfiguration", "spec.attributes[department]");
        Assert.Equal(("${path:enterprise.department}", null), ((string?)attribute["before"], (string?)attribute["after"]));
        Assert.Equal("eu-west-1", (string?)Change("RemoveRegion", "spec.region")["before"]);
    }

    private JsonNode Change(string operation, string path) =>
        Lines().Where(line => (string?)line["operation"] == operation).SelectMany(line => line["changes"]!.AsArray()).First(change => (string?)change!["path"] == path)!;

    private List<JsonNode> Lines() =>
        [.. Operator.Log.All.Where(line => line.StartsWith(Prefix, StringComparison.Ordinal)).Select(line => JsonNode.Parse(line["Information: ".Length..])!)];

    private static bool HasId(JsonNode line) => line["requestId"] is not null;

    private static (string Id, string Operation, string Outcome) Told(JsonNode line) =>
        ((string)line["requestId"]!, (string)line["operation"]!, line["error"]?["code"] is { } code ? (string)code! : "OK");

    private static IEnumerable<string> Known(IEnumerable<(string Id, string Operation, string Outcome)> calls) =>
        calls.Select(call => $"{call.Id} {call.Operation} {call.Outcome}").Order(StringComparer.Ordinal);
}
