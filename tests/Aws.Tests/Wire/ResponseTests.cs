using System.Net;
using Amazon.IdentityStore.Model;
using Amazon.Organizations.Model;
using Amazon.Runtime;
using Amazon.SSOAdmin.Model;

namespace Aws.Tests.Wire;

public sealed class ResponseTests
{
    private static readonly DateTime Moment = new(2022, 4, 26, 16, 4, 24, 461, DateTimeKind.Utc);

    [Theory]
    [InlineData("1650989064.461")]
    [InlineData("1.650989064461E9")]
    [InlineData("\"2022-04-26T16:04:24.461Z\"")]
    [InlineData("\"2022-04-26T18:04:24.461+02:00\"")]
    public async Task Timestamps_are_read_as_numbers_and_as_ISO_strings(string json)
    {
        var answer = await DescribeAsync($$$"""{"PermissionSet":{"CreatedDate":{{{json}}}}}""");

        Assert.Equal(Moment, answer.PermissionSet!.CreatedDate);
        Assert.Equal(DateTimeKind.Utc, answer.PermissionSet.CreatedDate!.Value.Kind);
    }

    [Fact]
    public async Task What_is_absent_stays_null_and_what_is_unknown_is_ignored()
    {
        var answer = await DescribeAsync("""{"PermissionSet":{"Name":"admins","Colour":{"deep":[1]}},"NextToken":null,"HttpStatusCode":"no"}""");

        Assert.Equal("admins", answer.PermissionSet!.Name);
        Assert.Null(answer.PermissionSet.Description);
        Assert.Null(answer.PermissionSet.CreatedDate);
        Assert.Equal(HttpStatusCode.OK, answer.HttpStatusCode);
        Assert.Equal("request-1", answer.ResponseMetadata.RequestId);
    }

    [Fact]
    public async Task Lists_that_the_service_left_out_are_null()
    {
        using var service = new LoopbackService(Answer.Ok("{}"));
        using var client = Clients.SSOAdmin(service);

        Assert.Null((await client.ListPermissionSetsAsync(new ListPermissionSetsRequest())).PermissionSets);
    }

    [Fact]
    public async Task A_new_enum_value_is_kept_as_it_came()
    {
        using var service = new LoopbackService(Answer.Ok("""{"Accounts":[{"State":"ACTIVE"},{"State":"HIBERNATING"}]}"""));
        using var client = Clients.Organizations(service);

        var accounts = (await client.ListAccountsAsync(new ListAccountsRequest())).Accounts!;

        Assert.Same(Amazon.Organizations.AccountState.ACTIVE, accounts[0].State);
        Assert.Equal("HIBERNATING", accounts[1].State!.Value);
    }

    [Fact]
    public async Task Documents_are_read_whatever_they_hold()
    {
        using var service = new LoopbackService(Answer.Ok("""{"Extensions":{"aws:x":{"a":[true,null,"s",1,0.25],"big":9007199254740993}}}"""));
        using var client = Clients.IdentityStore(service);

        var extension = (await client.DescribeUserAsync(new DescribeUserRequest())).Extensions!["aws:x"].AsDictionary();

        Assert.Equal(9007199254740993, extension["big"].AsLong());
        Assert.Equal(["True", "null", "s", "1", "0.25"], extension["a"].AsList().Select(item =>
            item.IsNull() ? "null" : item.IsBool() ? $"{item.AsBool()}" : item.IsString() ? item.AsString() : item.IsInt() ? $"{item.AsInt()}" : $"{item.AsDouble()}"));
    }

    [Fact]
    public async Task An_operation_without_output_may_answer_with_no_body()
    {
        using var service = new LoopbackService(Answer.Ok(""));
        using var client = Clients.SSOAdmin(service);

        Assert.Equal(HttpStatusCode.OK, (await client.DeletePermissionSetAsync(new DeletePermissionSetRequest())).HttpStatusCode);
    }

    [Fact]
    public async Task A_body_that_is_not_JSON_is_an_error_that_names_the_request()
    {
        using var service = new LoopbackService(Answer.Ok("<html>welcome to the airport</html>"));
        using var client = Clients.SSOAdmin(service);

        var error = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => client.DescribePermissionSetAsync(new DescribePermissionSetRequest()));

        Assert.Equal("request-1", error.RequestId);
    }

    [Fact]
    public async Task A_call_ends_when_it_is_cancelled()
    {
        using var service = new LoopbackService(Answer.Silence);
        using var client = Clients.SSOAdmin(service);
        using var cancellation = new CancellationTokenSource();

        var call = client.ListInstancesAsync(new ListInstancesRequest(), cancellation.Token);
        SpinWait.SpinUntil(() => !service.Calls.IsEmpty, TimeSpan.FromSeconds(30));
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task One_client_serves_many_callers_at_once()
    {
        using var service = new LoopbackService(Answer.Ok("""{"PermissionSet":{"Name":"admins"}}"""));
        using var client = Clients.SSOAdmin(service);

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => client.DescribePermissionSetAsync(new DescribePermissionSetRequest { PermissionSetArn = $"{i}" })));

        Assert.All(answers, answer => Assert.Equal("admins", answer.PermissionSet!.Name));
        Assert.Equal(50, service.Calls.Select(call => call.Body).Distinct().Count());
    }

    private static async Task<DescribePermissionSetResponse> DescribeAsync(string body)
    {
        using var service = new LoopbackService(Answer.Ok(body));
        using var client = Clients.SSOAdmin(service);
        return await client.DescribePermissionSetAsync(new DescribePermissionSetRequest());
    }
}
