using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LocalIdentityCenter.Tests.Support;

namespace LocalIdentityCenter.Tests;

public sealed class WireTests
{
    private const string Lists = "SWBExternalService.ListPermissionSets";
    private const string Body = $$"""{"InstanceArn":"{{TestSeed.Instance}}"}""";

    [Fact]
    public async Task An_answer_has_the_headers_of_AWS()
    {
        await using var center = await Center.StartAsync();
        using var answer = await SendAsync(center, Lists, Body);
        Assert.Equal("application/x-amz-json-1.1", answer.Content.Headers.ContentType!.ToString());
        Assert.Matches("^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$", answer.Headers.GetValues("x-amzn-RequestId").Single());
        Assert.Equal("""{"PermissionSets":[]}""", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_error_names_its_type_in_body_and_header()
    {
        await using var center = await Center.StartAsync();
        using var answer = await SendAsync(center, Lists, "{}");
        Assert.Equal((HttpStatusCode.BadRequest, "ValidationException"), (answer.StatusCode, answer.Headers.GetValues("X-Amzn-ErrorType").Single()));
        Assert.Equal("""{"__type":"ValidationException","Message":"1 validation error detected: Value null at 'instanceArn' failed to satisfy constraint: Member must not be null"}""",
            await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("SWBExternalService.Invent")]
    [InlineData("Other.ListPermissionSets")]
    public async Task An_unknown_target_is_an_unknown_operation(string? target)
    {
        await using var center = await Center.StartAsync();
        using var answer = await SendAsync(center, target, Body);
        Assert.Contains("UnknownOperationException", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"InstanceArn":7}""")]
    [InlineData("""{"InstanceArn":"a","InstanceArn":"b"}""")]
    [InlineData("""{"InstanceArn":"\ud800"}""")]
    public async Task What_is_not_a_request_cannot_be_deserialized(string body)
    {
        await using var center = await Center.StartAsync();
        using var answer = await SendAsync(center, Lists, body);
        Assert.Contains("SerializationException", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        await using var center = await Center.StartAsync();
        using var answer = await SendAsync(center, Lists, new string(' ', 2_000_000));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Members_that_are_unknown_are_ignored()
    {
        await using var center = await Center.StartAsync();
        using var answer = await SendAsync(center, Lists, $$"""{"InstanceArn":"{{TestSeed.Instance}}","Newer":{"a":[1]},"NextToken":null}""");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("Bearer x", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Signature=0", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AK/20261201/eu-central-1/sso, SignedHeaders=host, Signature=0", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AK/20261201/eu-central-1/s3/aws4_request, SignedHeaders=host, Signature=0", "InvalidSignatureException")]
    public async Task A_credential_is_parsed(string authorization, string error)
    {
        await using var center = await Center.StartAsync();
        using var answer = await SendAsync(center, Lists, Body, authorization);
        Assert.Contains(error, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("20261201T120000Z", "does not match")]
    [InlineData("20261201T100000Z", "expired")]
    [InlineData("yesterday", "ISO 8601")]
    [InlineData(null, "no X-Amz-Date")]
    public async Task A_caller_with_a_secret_must_sign(string? date, string named)
    {
        await using var center = await Center.StartAsync(seed => seed with { Callers = [new("AKIASIGNED", TestSeed.Management, "secret")] });
        using var answer = await SendAsync(center, Lists, Body, "AWS4-HMAC-SHA256 Credential=AKIASIGNED/20261201/eu-central-1/sso/aws4_request, SignedHeaders=host;x-amz-date, Signature=0", date);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(named, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "MissingAuthenticationTokenException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=AKIASTRANGER/20261201/eu-central-1/sso/aws4_request, SignedHeaders=host, Signature=0", "UnrecognizedClientException")]
    public async Task Strangers_are_refused_when_signatures_are_required(string? authorization, string error)
    {
        await using var center = await Center.StartAsync(seed => seed with { Behaviour = new() { RequireSignature = true } });
        using var answer = await SendAsync(center, Lists, Body, authorization);
        Assert.Contains(error, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_belongs_to_the_operation_that_gave_it()
    {
        await using var center = await Center.StartAsync();
        await center.CreateSetAsync("A");
        await center.CreateSetAsync("B");
        var token = (string)(await center.SsoAsync("ListPermissionSets", new() { ["MaxResults"] = 1 }))["NextToken"]!;
        (await center.SsoAsync("ListRegions", new() { ["NextToken"] = token })).Fails("ValidationException");
        (await center.SsoAsync("ListPermissionSets", new() { ["NextToken"] = "bm9uc2Vuc2U" })).Fails("ValidationException");
        (await center.CallAsync("ListAccounts", new() { ["NextToken"] = "?" })).Fails("InvalidInputException");
    }

    private static Task<HttpResponseMessage> SendAsync(Center center, string? target, string body, string? authorization = null, string? date = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        if (target is not null) request.Headers.Add("X-Amz-Target", target);
        if (authorization is not null) request.Headers.TryAddWithoutValidation("Authorization", authorization);
        if (date is not null) request.Headers.Add("X-Amz-Date", date);
        return center.Http.SendAsync(request);
    }
}
