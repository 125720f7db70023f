using System.Text.Json.Nodes;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.Policies;

namespace Operator.Tests.Auditing;

/// <summary>One line of JSON, whatever is in it.</summary>
public sealed class AuditLineTests
{
    private static readonly AuditSubject Subject = new("AccountAssignment", new("data", "access"), "uid-1", 7, "kubectl");
    private static readonly AuditOutcome Accepted = new("accepted", "request-1");
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_says_who_asked_for_what_and_how_AWS_took_it()
    {
        var line = AuditLine.Of(
            new("CreateAccountAssignment", Subject)
            {
                PermissionSet = new("arn:ps", "Reader"),
                Account = new("400000000001", "prod"),
                Principal = new("99-1", "Data"),
                PrincipalType = "GROUP",
                Parts = [new("assignment", null, new("assigned"))],
            },
            new("refused", "request-1", "ConflictException", "Wait."),
            Noon);
        Assert.Equal(
            """{"time":"2026-11-22T12:00:00.000Z","operation":"CreateAccountAssignment","outcome":"refused","requestId":"request-1","error":{"code":"ConflictException","message":"Wait."}"""
            + ""","resource":{"kind":"AccountAssignment","namespace":"data","name":"access","uid":"uid-1","generation":7,"fieldManager":"kubectl"}"""
            + ""","permissionSet":{"id":"arn:ps","name":"Reader"},"account":{"id":"400000000001","name":"prod"},"principal":{"type":"GROUP","id":"99-1","name":"Data"}"""
            + ""","changes":[{"path":"assignment","after":"assigned"}]}""",
            line);
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("carriage\rreturn")]
    [InlineData("line\u2028separator")]
    [InlineData("turned \u202Earound\u202C")]
    [InlineData("\u001B[2Jterminal")]
    [InlineData("quote\" and \\ and }")]
    [InlineData("half \uD800 of a pair")]
    [InlineData("\0zero \u007F delete \u0085 next line")]
    public void A_hostile_name_can_neither_begin_a_line_nor_end_the_JSON(string name)
    {
        var line = AuditLine.Of(
            new("TagResource", Subject with { Manager = name, Key = new(name, name) }) { PermissionSet = new(name, name), Parts = [new(name, new(name), new(name))] },
            new("refused", name, name, name),
            Noon);
        Assert.All(line, character => Assert.InRange(character, ' ', '~'));
        Assert.Equal("TagResource", (string?)JsonNode.Parse(line)!["operation"]);
        Assert.Equal(name.Replace('\uD800', '\uFFFD'), (string?)JsonNode.Parse(line)!["resource"]!["fieldManager"]);
    }

    [Fact]
    public void A_policy_is_told_by_its_hash_and_its_beginning()
    {
        var policy = Policy(string.Join(',', Enumerable.Range(0, 300).Select(i => $"\"s3:Get{i}\"")));
        var line = JsonNode.Parse(AuditLine.Of(new("PutInlinePolicyToPermissionSet", Subject) { Parts = [new("spec.inlinePolicy", null, AuditValue.Of(policy))] }, Accepted, Noon))!;
        var after = line["changes"]![0]!["after"]!;
        Assert.Equal(64, ((string)after["sha256"]!).Length);
        Assert.StartsWith("{\"Version\":\"2012-10-17\"", (string?)after["text"], StringComparison.Ordinal);
        Assert.EndsWith($"… ({policy.Text.Length} characters)", (string?)after["text"], StringComparison.Ordinal);
        Assert.NotEqual((string?)after["sha256"], AuditValue.Of(Policy("\"s3:Get\""))!.Sha256);
    }

    [Fact]
    public void However_much_changes_the_line_stays_bounded()
    {
        var parts = Enumerable.Range(0, 1000).Select(i => new AuditPart($"spec.tags[{i}]", null, new(new string('\u202E', 100_000)))).ToList();
        var line = AuditLine.Of(new("TagResource", Subject) { Parts = parts }, Accepted, Noon);
        Assert.InRange(line.Length, 0, (AuditLine.MostParts * AuditLine.LongestValue * 6) + 10_000);
        Assert.Equal(1000 - AuditLine.MostParts, (int)JsonNode.Parse(line)!["changesLeftOut"]!);
    }

    private static PolicyDocument Policy(string actions) =>
        ((PolicyResult.Valid)PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":[{{actions}}],"Resource":"*"}]}""", "aws")).Policy;
}
