using System.Net;
using System.Text;
using IdentityCenterOperator.Kubernetes.Client;

namespace Kubernetes.Tests.Client;

public sealed class RetryRuleTests
{
    private static readonly TimeSpan Asked = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData("POST", ApiCall.Json, """{"metadata":{"generateName":"a-"}}""")]
    [InlineData("POST", ApiCall.Json, """{"metadata":{"name":""}}""")]
    [InlineData("POST", ApiCall.Json, """{"name":"a"}""")]
    [InlineData("POST", ApiCall.Json, "{")]
    [InlineData("POST", ApiCall.Json, "")]
    [InlineData("PUT", ApiCall.Json, """{"metadata":{"name":"a"}}""")]
    [InlineData("PUT", ApiCall.Json, """{"metadata":{"name":"a","resourceVersion":7}}""")]
    [InlineData("PATCH", ApiCall.JsonPatch, """[{"op":"add","path":"/a/-","value":{"op":"test"}}]""")]
    [InlineData("PATCH", ApiCall.JsonPatch, """{"op":"test"}""")]
    [InlineData("PATCH", ApiCall.JsonPatch, "[1]")]
    [InlineData("PATCH", "application/strategic-merge-patch+json", "{}")]
    public void A_call_that_would_do_more_a_second_time_is_made_again_only_where_nothing_was_begun(string method, string type, string body)
    {
        var call = new ApiCall(new HttpMethod(method), "x", Encoding.UTF8.GetBytes(body), type);

        Assert.Equal(Asked, Wait(HttpStatusCode.TooManyRequests, call));
        foreach (var code in new[] { HttpStatusCode.InternalServerError, HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout })
            Assert.Null(Wait(code, call));
    }

    [Theory]
    [InlineData("GET", ApiCall.Json, null)]
    [InlineData("DELETE", ApiCall.Json, null)]
    [InlineData("POST", ApiCall.Json, """{"metadata":{"name":"a"}}""")]
    [InlineData("PUT", ApiCall.Json, """{"metadata":{"name":"a","resourceVersion":"7"}}""")]
    [InlineData("PATCH", ApiCall.Apply, "{}")]
    [InlineData("PATCH", ApiCall.MergePatch, "{}")]
    [InlineData("PATCH", ApiCall.JsonPatch, """[{"op":"test","path":"/a","value":1}]""")]
    public void A_call_that_does_no_more_a_second_time_is_made_again_after_any_failure_of_the_server(string method, string type, string? body)
    {
        var call = new ApiCall(new HttpMethod(method), "x", body is null ? (ReadOnlyMemory<byte>?)null : Encoding.UTF8.GetBytes(body), type);

        foreach (var code in new[] { HttpStatusCode.TooManyRequests, HttpStatusCode.InternalServerError, HttpStatusCode.ServiceUnavailable, HttpStatusCode.GatewayTimeout })
            Assert.Equal(Asked, Wait(code, call));
        Assert.Null(Wait(HttpStatusCode.Conflict, call));
    }

    private static TimeSpan? Wait(HttpStatusCode code, ApiCall call) => RetryRule.Wait(new KubernetesException(code, "", "busy", Asked), call, 0, 10, TimeSpan.FromSeconds(30));
}
