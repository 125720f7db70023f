using System.Globalization;
using System.Net;
using System.Text;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Policies;
using IdentityCenterOperator.Reconciliation;
using Operator.Tests.IdentityCenter.Support;
using static Operator.Tests.Security.StubbedAws;

namespace Operator.Tests.Security;

/// <summary>Whatever answers in AWS's place is not believed further than it is an answer, and can use up neither memory nor patience.</summary>
public sealed class HostileAnswerTests
{
    private const string Instance = "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6";

    public static TheoryData<string, string> NoAnswers => new()
    {
        { "HTML", "<html><body>Sign in to the guest network</body></html>" },
        { "nothing at all but white space", "   " },
        { "a list", "[]" },
        { "a string", "\"PermissionSets\"" },
        { "a number where a list belongs", """{"PermissionSets": 7}""" },
        { "objects where strings belong", """{"PermissionSets": [{"Arn": "x"}]}""" },
        { "a list where a string belongs", """{"PermissionSets": [], "NextToken": ["x"]}""" },
        { "JSON that ends in the middle", """{"PermissionSets": ["arn:aws""" },
        { "JSON with more behind it", """{"PermissionSets": []} {"PermissionSets": []}""" },
        { "levels without end", $"{string.Concat(Enumerable.Repeat("{\"PermissionSets\":", 100_000))}1{new string('}', 100_000)}" },
        { "lists without end", $"{{\"PermissionSets\":{new string('[', 100_000)}{new string(']', 100_000)}}}" },
        { "bytes that are no text", "\u0000\u0001\u0002" },
    };

    [Theory]
    [MemberData(nameof(NoAnswers))]
    public async Task What_is_no_answer_is_an_error_that_is_tried_again(string what, string body)
    {
        await using var aws = new StubbedAws(_ => Answer(body));
        var error = await Assert.ThrowsAnyAsync<Exception>(() => ListAsync(aws));
        var failure = AwsFailure.Classify(error);
        Assert.True(failure.Class is FailureClass.Retry, $"{what}: {failure}");
        Assert.InRange(failure.Message.Length, 1, 4096);
        Assert.True(AwsFailure.MayHaveTakenEffect(error), what);
    }

    [Fact]
    public async Task An_answer_that_does_not_end_is_not_read_to_its_end()
    {
        await using var aws = new StubbedAws(_ => new(HttpStatusCode.OK) { Content = new StreamContent(new Endless()) });
        var before = GC.GetTotalAllocatedBytes();
        Assert.Equal(FailureClass.Retry, AwsFailure.Classify(await Assert.ThrowsAnyAsync<Exception>(() => ListAsync(aws))).Class);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 2_000_000_000);
    }

    [Fact]
    public async Task Pages_that_lead_to_one_another_for_ever_are_not_followed()
    {
        await using var aws = new StubbedAws(_ => Answer("""{"PermissionSets": ["arn:aws:sso:::permissionSet/a/b"], "NextToken": "again"}"""));
        await Assert.ThrowsAsync<MalformedReplyException>(() => ListAsync(aws));
        Assert.Equal(2, aws.Calls);
    }

    [Fact]
    public async Task A_circle_of_pages_is_not_followed_either_and_says_so_in_a_sentence()
    {
        await using var aws = new StubbedAws(i => Answer($$"""{"PermissionSets": [], "NextToken": "{{i % 3}}"}"""));
        var error = await Assert.ThrowsAsync<MalformedReplyException>(() => ListAsync(aws));
        Assert.Equal(4, aws.Calls);
        Assert.Contains("AWS sent an answer that is not complete at ListPermissionSets", AwsFailure.Classify(error).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e308")]
    [InlineData("-1e308")]
    [InlineData("99999999999999999999999999999999999999")]
    public async Task A_moment_that_is_none_is_an_error_like_any_other(string seconds)
    {
        await using var aws = new StubbedAws(_ => Answer($$"""{"PermissionSet": {"Name": "x", "CreatedDate": {{seconds}} } }"""));
        var error = await Assert.ThrowsAnyAsync<Exception>(() => aws.Door.ReadAsync(
            CallPriority.Edit, "DescribePermissionSet", (sso, token) => sso.DescribePermissionSetAsync(new() { InstanceArn = Instance, PermissionSetArn = Instance }, token), default));
        Assert.Equal((FailureClass.Retry, Reason.AwsUnavailable), (AwsFailure.Classify(error).Class, AwsFailure.Classify(error).Reason));
    }

    [Theory]
    [InlineData("a\nReady=True\nb")]
    [InlineData("\u001B[31mred\u001B[0m")]
    [InlineData("turned \u202Earound")]
    [InlineData("line\u2028separator\u2029and\u0085more")]
    [InlineData("zero\u200Bwidth\uFEFF")]
    public async Task Words_of_an_error_reach_nobody_unescaped(string words)
    {
        var json = System.Text.Json.JsonSerializer.Serialize(words);
        await using var aws = new StubbedAws(_ => Answer($$"""{"__type": {{json}}, "Message": {{json}}}""", HttpStatusCode.BadRequest));
        var error = await Assert.ThrowsAnyAsync<Exception>(() => aws.Door.WriteAsync(
            Writes.Of("CreatePermissionSet"), (sso, token) => sso.CreatePermissionSetAsync(new() { InstanceArn = Instance, Name = "x" }, token), default));
        AssertVisible(AwsFailure.Classify(error).Message);
        AssertVisible(Assert.Single(aws.Lines));
    }

    [Fact]
    public async Task A_long_error_is_cut()
    {
        await using var aws = new StubbedAws(_ => Answer($$"""{"__type": "{{new string('T', 1_000_000)}}", "Message": "{{new string('m', 1_000_000)}}"}""", HttpStatusCode.BadRequest));
        var error = await Assert.ThrowsAnyAsync<Exception>(() => aws.Door.WriteAsync(
            Writes.Of("CreatePermissionSet"), (sso, token) => sso.CreatePermissionSetAsync(new() { InstanceArn = Instance, Name = "x" }, token), default));
        Assert.InRange(AwsFailure.Classify(error).Message.Length, 1, 4096);
        Assert.InRange(Assert.Single(aws.Lines).Length, 1, 10_000);
    }

    [Theory]
    [InlineData("\uFEFF{}")]
    [InlineData("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"\\ud800\",\"Resource\":\"*\"}}")]
    [InlineData("{\"\\udc00\":1}")]
    [InlineData("{\"Version\":\"2012-10-17\",\"Version\":\"2012-10-17\",\"Statement\":[]}")]
    [InlineData("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}}")]
    [InlineData("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":1e999999999,\"Resource\":\"*\"}}")]
    [InlineData("{\"Version\":1e99999}")]
    [InlineData("{\"Statement\":[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]}")]
    [InlineData("null")]
    [InlineData("{\"Version\":\"2012-10-17\",\"Statement\":[]} and more")]
    public void A_policy_that_is_none_is_refused_in_a_sentence_and_one_that_AWS_holds_equals_no_other(string text)
    {
        Assert.All(Assert.IsType<PolicyResult.Invalid>(PolicyDocument.Parse(text, "aws")).Faults, fault => AssertVisible(fault.SentenceOn("spec.inlinePolicy")));
        var observed = PolicyDocument.Observed(text)!;
        Assert.Empty(observed.Statements);
        Assert.Equal(observed, PolicyDocument.Observed(text));
        Assert.NotEqual(observed, PolicyDocument.Observed("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"""));
    }

    [Fact]
    public void A_policy_of_many_megabytes_is_refused_unread()
    {
        var text = $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', Enumerable.Repeat("{}", 5_000_000))}}]}""";
        Assert.Contains("AWS takes at most 32,768", Assert.Single(Assert.IsType<PolicyResult.Invalid>(PolicyDocument.Parse(text, "aws")).Faults).Says, StringComparison.Ordinal);
    }

    /// <summary>Nothing that a terminal obeys or an eye misses.</summary>
    internal static void AssertVisible(string text) => Assert.All(text.EnumerateRunes(), rune => Assert.False(
        rune.Value is not ' ' && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator,
        $"U+{rune.Value:X4} in {text}"));

    private static Task<List<string>> ListAsync(StubbedAws aws) => aws.Door.PagesAsync(
        CallPriority.Edit,
        "ListPermissionSets",
        (sso, page, token) => sso.ListPermissionSetsAsync(new() { InstanceArn = Instance, NextToken = page }, token),
        answer => (answer.PermissionSets, answer.NextToken),
        default);

    private sealed class Endless : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
