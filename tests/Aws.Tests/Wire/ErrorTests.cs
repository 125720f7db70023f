using System.Net;
using Amazon.Runtime;
using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using IdentityStore = Amazon.IdentityStore.Model;

namespace Aws.Tests.Wire;

public sealed class ErrorTests
{
    [Fact]
    public async Task An_error_becomes_its_exception_with_everything_the_service_said()
    {
        var error = await FailAsync<ResourceNotFoundException>(Answer.Error("ResourceNotFoundException", ",\"Reason\":\"KMS_NotFoundException\""));

        Assert.Equal("said the service", error.Message);
        Assert.Equal("ResourceNotFoundException", error.ErrorCode);
        Assert.Equal("request-1", error.RequestId);
        Assert.Equal(HttpStatusCode.BadRequest, error.StatusCode);
        Assert.Same(ResourceNotFoundExceptionReason.KMS_NotFoundException, error.Reason);
    }

    [Fact]
    public async Task Numbers_in_errors_are_read()
    {
        using var service = new LoopbackService(new Answer(400, """{"__type":"ThrottlingException","message":"slow","RetryAfterSeconds":7}"""));
        using var client = Clients.IdentityStore(service);

        var error = await Assert.ThrowsAsync<IdentityStore.ThrottlingException>(() => client.ListGroupsAsync(new IdentityStore.ListGroupsRequest()));

        Assert.Equal(7, error.RetryAfterSeconds);
        Assert.Equal("slow", error.Message);
        Assert.True(error.Retryable.Throttling);
    }

    [Theory]
    [InlineData("""{"__type":"com.amazonaws.swbup#ConflictException","Message":"m"}""")]
    [InlineData("""{"__type":"ConflictException:http://internal.amazon.com/","message":"m"}""")]
    [InlineData("""{"code":"ConflictException","message":"m"}""")]
    public async Task The_errors_name_may_come_with_a_namespace_a_link_or_as_code(string body)
    {
        var error = await FailAsync<ConflictException>(new Answer(400, body));

        Assert.Equal("m", error.Message);
    }

    [Fact]
    public async Task The_errors_name_may_come_in_a_header()
    {
        await FailAsync<ConflictException>(new Answer(400, """{"message":"m"}""", false, ("x-amzn-ErrorType", "ConflictException:http://internal.amazon.com/")));
    }

    [Fact]
    public async Task An_error_that_the_model_does_not_have_becomes_the_services_exception()
    {
        var error = await FailAsync<AmazonSSOAdminException>(Answer.Error("ExpiredTokenException", status: 403));

        Assert.Equal("ExpiredTokenException", error.ErrorCode);
        Assert.Equal(HttpStatusCode.Forbidden, error.StatusCode);
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("")]
    [InlineData("[1]")]
    public async Task A_body_that_says_nothing_becomes_the_services_exception_with_the_status(string body)
    {
        var error = await FailAsync<AmazonSSOAdminException>(new Answer(404, body));

        Assert.True(string.IsNullOrEmpty(error.ErrorCode));
        Assert.Equal(HttpStatusCode.NotFound, error.StatusCode);
    }

    [Theory]
    [InlineData("ThrottlingException", 400)]
    [InlineData("TooManyRequestsException", 429)]
    [InlineData("InternalServerException", 500)]
    [InlineData("Unheard", 503)]
    public async Task What_may_pass_is_tried_again(string code, int status)
    {
        using var service = new LoopbackService(Answer.Error(code, status: status), Answer.Ok("{}"));
        using var client = Clients.SSOAdmin(service, retries: 1);

        await client.ListInstancesAsync(new ListInstancesRequest());

        Assert.Equal(2, service.Calls.Count);
    }

    [Theory]
    [InlineData("ConflictException", 400)]
    [InlineData("ConflictException", 409)]
    [InlineData("ValidationException", 400)]
    [InlineData("AccessDeniedException", 400)]
    public async Task What_will_not_pass_is_tried_once(string code, int status)
    {
        using var service = new LoopbackService(Answer.Error(code, status: status));
        using var client = Clients.SSOAdmin(service, retries: 3);

        await Assert.ThrowsAnyAsync<AmazonSSOAdminException>(() => client.ListInstancesAsync(new ListInstancesRequest()));

        Assert.Single(service.Calls);
    }

    [Fact]
    public async Task An_error_that_its_model_calls_retryable_is_tried_again_whatever_its_status()
    {
        using var service = new LoopbackService(Answer.Error("InternalServerException"), Answer.Ok("{}"));
        using var client = Clients.IdentityStore(service, retries: 1);

        await client.ListGroupsAsync(new IdentityStore.ListGroupsRequest());

        Assert.Equal(2, service.Calls.Count);
    }

    private static async Task<T> FailAsync<T>(Answer answer) where T : AmazonServiceException
    {
        using var service = new LoopbackService(answer);
        using var client = Clients.SSOAdmin(service);
        return await Assert.ThrowsAsync<T>(() => client.ListInstancesAsync(new ListInstancesRequest()));
    }
}
