using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Reconciliation;

namespace Operator.Tests.IdentityCenter;

public sealed class AwsFailureTests
{
    /// <summary>The table: what AWS answers to which operation (any where it does not matter), and what follows from it.</summary>
    private static readonly (string? Operation, string Error, FailureClass Class, Reason Reason, string Remedy)[] Table =
    [
        (null, "ThrottlingException", FailureClass.Retry, Reason.Throttled, "slow down"),
        (null, "TooManyRequestsException", FailureClass.Retry, Reason.Throttled, "slow down"),
        (null, "InternalServerException", FailureClass.Retry, Reason.AwsUnavailable, "tried again"),
        (null, "ServiceException", FailureClass.Retry, Reason.AwsUnavailable, "tried again"),
        (null, "ConflictException", FailureClass.Wait, Reason.Progressing, "earlier change"),
        (null, "ConcurrentModificationException", FailureClass.Wait, Reason.Progressing, "earlier change"),
        ("CreatePermissionSet", "ConflictException", FailureClass.Wait, Reason.AlreadyExists, "adoptionPolicy"),
        ("DeletePermissionSet", "ConflictException", FailureClass.Wait, Reason.DeletionBlocked, "still uses it"),
        ("AddRegion", "ConflictException", FailureClass.Wait, Reason.RegionBusy, "one Region at a time"),
        ("RemoveRegion", "ConflictException", FailureClass.Wait, Reason.RegionBusy, "one Region at a time"),
        (null, "ServiceQuotaExceededException", FailureClass.Terminal, Reason.QuotaExceeded, "raise"),
        (null, "ConstraintViolationException", FailureClass.Terminal, Reason.QuotaExceeded, "raise"),
        (null, "AccessDeniedException", FailureClass.Terminal, Reason.AccessDenied, "iam-policy.json"),
        (null, "UnrecognizedClientException", FailureClass.Terminal, Reason.AccessDenied, "Renew them"),
        (null, "InvalidSignatureException", FailureClass.Terminal, Reason.AccessDenied, "Renew them"),
        (null, "ExpiredTokenException", FailureClass.Terminal, Reason.AccessDenied, "Renew them"),
        (null, "ValidationException", FailureClass.Terminal, Reason.InvalidSpec, "Correct the spec"),
        (null, "InvalidInputException", FailureClass.Terminal, Reason.InvalidSpec, "Correct the spec"),
        ("AttachManagedPolicyToPermissionSet", "ResourceNotFoundException", FailureClass.Terminal, Reason.InvalidSpec, "spec.managedPolicies"),
        (null, "ResourceNotFoundException", FailureClass.Wait, Reason.Progressing, "looked at again"),
        (null, "ParentNotFoundException", FailureClass.Wait, Reason.Progressing, "looked at again"),
        (null, "ChildNotFoundException", FailureClass.Wait, Reason.Progressing, "looked at again"),
        (null, "OrganizationalUnitNotFoundException", FailureClass.Wait, Reason.Progressing, "looked at again"),
        (null, "TargetNotFoundException", FailureClass.Wait, Reason.Progressing, "looked at again"),
        (null, "AccountNotFoundException", FailureClass.Terminal, Reason.AccountNotFound, "account id"),
        (null, "AWSOrganizationsNotInUseException", FailureClass.Terminal, Reason.NotOrganizationInstance, "management account"),
        (null, "UnsupportedAPIEndpointException", FailureClass.Terminal, Reason.AwsUnavailable, "AWS_ENDPOINT_URL"),
        (null, "SomethingOfNextYearException", FailureClass.Retry, Reason.AwsUnavailable, "tried again"),
    ];

    public static TheoryData<string?, string, string, string, string> Lines()
    {
        var lines = new TheoryData<string?, string, string, string, string>();
        foreach (var (operation, error, @class, reason, remedy) in Table)
            lines.Add(operation, error, @class.ToString(), reason.ToString(), remedy);
        return lines;
    }

    /// <summary>The errors of all three services' models.</summary>
    public static TheoryData<Type> Errors()
    {
        var errors = new TheoryData<Type>();
        foreach (var type in typeof(Amazon.SSOAdmin.AmazonSSOAdminException).Assembly.GetTypes().Where(type => type.Namespace?.EndsWith(".Model", StringComparison.Ordinal) is true))
        {
            if (type.IsSubclassOf(typeof(AmazonServiceException)))
                errors.Add(type);
        }

        return errors;
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void An_error_of_an_operation_has_its_class_reason_and_remedy(string? operation, string error, string @class, string reason, string remedy)
    {
        foreach (var name in operation is null ? new[] { null, "UpdatePermissionSet" } : [operation])
        {
            var failure = AwsFailure.Classify(Error(error, "AWS's words."), name);
            Assert.Equal((@class, reason), (failure.Class.ToString(), failure.Reason.ToString()));
            Assert.Contains(remedy, failure.Message, StringComparison.Ordinal);
            Assert.Contains("AWS's words.", failure.Message, StringComparison.Ordinal);
            Assert.Contains("request-1", failure.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Every_error_of_the_models_has_a_line_of_its_own(Type error)
    {
        Assert.Contains(Table, line => line.Operation is null && line.Error == error.Name);
        var thrown = (AmazonServiceException)Activator.CreateInstance(error, "AWS's words.", ErrorType.Sender, error.Name, "request-1", HttpStatusCode.BadRequest)!;
        Assert.Equal(AwsFailure.Classify(Error(error.Name, "AWS's words.")), AwsFailure.Classify(thrown));
    }

    [Fact]
    public void The_models_of_three_services_have_errors() => Assert.True(Errors().Count > 20);

    [Theory]
    [InlineData("ThrottlingException")]
    [InlineData("ConflictException")]
    public void Too_many_operations_in_flight_is_waited_for_and_not_taken_for_too_many_requests(string code)
    {
        var error = Error(code, "There are too many requests processing. Please try again later.");
        Assert.True(AwsFailure.IsForWantOfSlots(error));
        Assert.Equal(FailureClass.Wait, AwsFailure.Classify(error, "CreateAccountAssignment").Class);
    }

    [Theory]
    [InlineData(429, null, true)]
    [InlineData(500, null, true)]
    [InlineData(503, "ServiceUnavailable", true)]
    [InlineData(400, "ThrottlingException", true)]
    [InlineData(400, "ResourceNotFoundException", false)]
    [InlineData(400, "ConflictException", false)]
    [InlineData(403, "AccessDeniedException", false)]
    [InlineData(400, "ValidationException", false)]
    public void Only_what_AWS_did_not_decide_is_transient(int status, string? code, bool transient) =>
        Assert.Equal(transient, AwsFailure.IsTransient(Error(code, "", status)));

    [Fact]
    public void A_socket_that_broke_is_AWS_out_of_reach_and_tried_again()
    {
        var error = new SocketException((int)SocketError.NotConnected);
        Assert.True(AwsFailure.IsTransient(error));
        Assert.Equal((FailureClass.Retry, Reason.AwsUnavailable), (AwsFailure.Classify(error).Class, AwsFailure.Classify(error).Reason));
    }

    [Fact]
    public void A_request_without_an_answer_may_have_taken_effect_and_a_refused_one_has_not()
    {
        Assert.True(AwsFailure.MayHaveTakenEffect(new HttpRequestException("reset")));
        Assert.True(AwsFailure.MayHaveTakenEffect(new TimeoutException()));
        Assert.True(AwsFailure.MayHaveTakenEffect(new OperationCanceledException()));
        Assert.True(AwsFailure.MayHaveTakenEffect(Error("InternalServerException", "", 500)));
        Assert.False(AwsFailure.MayHaveTakenEffect(Error("ThrottlingException", "", 400)));
        Assert.False(AwsFailure.MayHaveTakenEffect(Error("ConflictException", "", 400)));
        Assert.False(AwsFailure.MayHaveTakenEffect(new LeadershipLostException()));
    }

    [Fact]
    public void Words_of_AWS_stay_on_one_line_and_within_bounds()
    {
        var failure = AwsFailure.Classify(Error("ValidationException", "a\nb" + new string('x', 5000)));
        Assert.DoesNotContain('\n', failure.Message);
        Assert.True(failure.Message.Length < 1500);
    }

    [Fact]
    public void A_wish_to_wait_is_read_where_AWS_says_it() =>
        Assert.Equal(TimeSpan.FromSeconds(7), AwsFailure.RetryAfter(new Amazon.IdentityStore.Model.ThrottlingException("slow") { RetryAfterSeconds = 7 }));

    private static AmazonServiceException Error(string? code, string message, int status = 400) =>
        new(message, ErrorType.Sender, code, "request-1", (HttpStatusCode)status);
}
