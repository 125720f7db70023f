using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>What happens next after a failed call.</summary>
internal enum FailureClass
{
    /// <summary>The same call may succeed soon: throttled, not reachable, a server error.</summary>
    Retry,

    /// <summary>Something else in AWS has to finish first.</summary>
    Wait,

    /// <summary>The same call fails until somebody changes something: denied, invalid, a quota.</summary>
    Terminal,
}

/// <summary>A failed call, as the reconciliation sees it.</summary>
/// <param name="Class">What happens next.</param>
/// <param name="Reason">Stable reason for the condition.</param>
/// <param name="Message">A sentence for people, with AWS's own words and the request id.</param>
internal sealed partial record AwsFailure(FailureClass Class, Reason Reason, string Message)
{
    /// <summary>Key of the operation's name in <see cref="Exception.Data"/>.</summary>
    public const string OperationKey = "aws-operation";

    /// <summary>What the operator says to do about credentials that AWS does not accept; a person at a command line has other means.</summary>
    public const string CredentialsRemedy = "If that lasts, renew them, and look at the clock of the machine. It is tried again.";

    private const int MessageLimit = 1024;
    private const int WordLimit = 128;

    /// <summary>Sorts an exception of an AWS call. The operation, which the door notes in the exception's data, is named in the sentence.</summary>
    public static AwsFailure Classify(Exception error) => Classify(error, error.Data[OperationKey] as string);

    /// <summary>Sorts an exception of a call of this operation (for example <c>CreatePermissionSet</c>).</summary>
    public static AwsFailure Classify(Exception error, string? operation) => error switch
    {
        AmazonServiceException e => Classify(e, operation),
        InstanceNotFoundException e => new(e.Reason is Reason.AwsUnavailable ? FailureClass.Retry : FailureClass.Terminal, e.Reason, e.Message),
        MalformedReplyException e => new(FailureClass.Retry, Reason.AwsUnavailable, $"AWS sent an answer that is not complete{During(operation)}: {e.Message}. It is tried again."),
        TimeoutException or HttpRequestException or IOException or SocketException or OperationCanceledException or AmazonClientException =>
            new(FailureClass.Retry, Reason.AwsUnavailable, $"AWS could not be reached{During(operation)}: {Bounded(error.Message)} It is tried again."),
        _ => new(FailureClass.Retry, Reason.UnexpectedError, $"{error.GetType().Name}{During(operation)}: {Bounded(error.Message)} It is tried again."),
    };

    /// <summary>
    /// Whether an exception tells of a call to AWS, and so belongs into the status of the resource that it was made for. What is thrown by a stop, by the loss of
    /// leadership or by Kubernetes does not.
    /// </summary>
    public static bool IsOfTheCall(Exception error, CancellationToken cancellationToken) => error switch
    {
        LeadershipLostException or StatusNotWrittenException or KubernetesException => false,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => true,
    };

    /// <summary>Whether the very same read may succeed a moment later: a throttle, an error of AWS's own, no answer. What AWS decided stays decided.</summary>
    public static bool IsTransient(Exception error) => error switch
    {
        AmazonServiceException e => IsThrottle(e) || (int)e.StatusCode is >= 500 or < 300,
        _ => error is TimeoutException or HttpRequestException or IOException or SocketException or OperationCanceledException or AmazonClientException or MalformedReplyException,
    };

    /// <summary>
    /// Whether a write may have taken effect although it failed: nothing came back, or an error of AWS's own. A refusal is a decision, after which nothing has happened.
    /// </summary>
    public static bool MayHaveTakenEffect(Exception error) => error switch
    {
        AmazonServiceException e => !IsThrottle(e) && (int)e.StatusCode is >= 500 or < 300,
        LeadershipLostException or NotDueException => false,
        _ => true,
    };

    /// <summary>Whether AWS asks to slow down.</summary>
    public static bool IsThrottle(AmazonServiceException error) =>
        error.StatusCode == HttpStatusCode.TooManyRequests
        || error.ErrorCode is "ThrottlingException" or "Throttling" or "TooManyRequestsException" or "RequestLimitExceeded" or "SlowDown"
            or "ThrottledException" or "RequestThrottledException" or "RequestThrottled" or "LimitExceededException";

    /// <summary>Whether AWS refuses who asks, and not what is asked for: credentials that are expired, unknown or of a signature that does not fit. No policy helps.</summary>
    public static bool IsOfCredentials(AmazonServiceException error) => error.ErrorCode is "ExpiredTokenException" or "ExpiredToken" or "RequestExpired" or "UnrecognizedClientException"
        or "InvalidClientTokenId" or "InvalidSignatureException" or "SignatureDoesNotMatch" or "MissingAuthenticationTokenException" or "MissingAuthenticationToken" or "IncompleteSignature";

    /// <summary>Whether the service does not serve this operation, which says nothing about what it was asked for.</summary>
    public static bool IsNotServed(Exception error) => error is AmazonServiceException { ErrorCode: "UnknownOperationException" };

    /// <summary>Whether nobody was asked for want of a connection: an address that does not answer, a proxy, a name that does not resolve.</summary>
    public static bool IsOfTheLine(Exception error) =>
        error is HttpRequestException or SocketException or IOException or TimeoutException or OperationCanceledException || (error.InnerException is { } inner && IsOfTheLine(inner));

    /// <summary>
    /// Whether too many asynchronous operations run. AWS says so with ThrottlingException (aws-iam-identity-center-extensions issue 87) or ConflictException
    /// (aws-identity-center-assignment-automation pull request 8), and only the words tell.
    /// </summary>
    public static bool IsForWantOfSlots(AmazonServiceException error) =>
        error.ErrorCode is "ThrottlingException" or "ConflictException" && error.Message.Contains("too many requests processing", StringComparison.OrdinalIgnoreCase);

    /// <summary>How long AWS asks to wait, where it says so.</summary>
    public static TimeSpan? RetryAfter(AmazonServiceException error) =>
        error is Amazon.IdentityStore.Model.ThrottlingException { RetryAfterSeconds: { } seconds } ? TimeSpan.FromSeconds(seconds) : null;

    // The first line that fits counts: an operation's own meaning of an error comes before the error's general one.
    private static AwsFailure Classify(AmazonServiceException e, string? operation) => (operation, e.ErrorCode) switch
    {
        _ when IsForWantOfSlots(e) => new(
            FailureClass.Wait, Reason.Progressing, $"AWS runs as many assignments and provisionings as it does at a time{During(operation)}. {Said(e)} It is tried again."),
        _ when IsOfTheKey(e) => OfTheKey(e, operation),
        _ when IsThrottle(e) => new(FailureClass.Retry, Reason.Throttled, $"AWS asked us to slow down{During(operation)}. {Said(e)} It is tried again."),
        ("AttachManagedPolicyToPermissionSet", "ResourceNotFoundException") when !NamesSet(e.Message) && !NamesInstance(e.Message) => new(
            FailureClass.Terminal, Reason.InvalidSpec, $"AWS does not know a managed policy. {Said(e)} Correct spec.managedPolicies."),
        ("PutPermissionsBoundaryToPermissionSet", "ResourceNotFoundException") when !NamesSet(e.Message) && !NamesInstance(e.Message) => new(
            FailureClass.Terminal, Reason.InvalidSpec, $"AWS does not know the policy of the boundary. {Said(e)} Correct spec.permissionsBoundary."),
        ("AttachCustomerManagedPolicyReferenceToPermissionSet", "ResourceNotFoundException") when !NamesSet(e.Message) && !NamesInstance(e.Message) => new(
            FailureClass.Terminal, Reason.MissingCustomerManagedPolicy, $"AWS does not know a customer-managed policy. {Said(e)} Create it, with the same name and path, or correct spec.customerManagedPolicies."),
        ("CreatePermissionSet", "ConflictException") => new(
            FailureClass.Wait, Reason.AlreadyExists, $"AWS has a permission set of that name already. {Said(e)} It is looked for; then spec.adoptionPolicy decides."),
        ("DeletePermissionSet", "ConflictException") => new(
            FailureClass.Wait, Reason.DeletionBlocked, $"AWS does not delete the permission set yet. {Said(e)} Something still uses it; it is tried again."),
        ("AddRegion" or "RemoveRegion", "ConflictException") => new(
            FailureClass.Wait, Reason.RegionBusy, $"AWS adds or removes one Region at a time. {Said(e)} It is tried again."),
        ("AddRegion" or "RemoveRegion", "ValidationException") => new(
            FailureClass.Terminal, Reason.RegionRefused, $"AWS refuses to do this to the Region. {Said(e)} Compare what it says with status.preflight and status.nextSteps."),
        (_, "ConflictException" or "ConcurrentModificationException") => new(
            FailureClass.Wait, Reason.Progressing, $"AWS is busy with an earlier change{During(operation)}. {Said(e)} It is tried again."),
        (_, "ServiceQuotaExceededException" or "ConstraintViolationException") => new(
            FailureClass.Terminal, Reason.QuotaExceeded, $"A quota of AWS is used up{During(operation)}. {Said(e)} Ask AWS to raise it, or remove what is not needed."),
        (_, "AWSOrganizationsNotInUseException") => new(
            FailureClass.Terminal, Reason.NotOrganizationInstance, $"The account is in no organization. {Said(e)} Run the operator with an identity of the organization's management account or of the delegated administrator."),
        (_, "UnknownOperationException") => new(
            FailureClass.Terminal,
            Reason.AwsUnavailable,
            $"The endpoint does not know this call{During(operation)}. {Said(e)} Unset AWS_ENDPOINT_URL and the variables that begin with it, or name an endpoint that answers for this service."),
        (_, "UnsupportedAPIEndpointException") => new(
            FailureClass.Terminal, Reason.AwsUnavailable, $"The endpoint of AWS Organizations does not know this call{During(operation)}. {Said(e)} Unset AWS_ENDPOINT_URL_ORGANIZATIONS."),
        // They rotate: the next ones may be good a moment later.
        _ when IsOfCredentials(e) => new(
            FailureClass.Retry,
            Reason.AccessDenied,
            $"AWS does not accept the operator's credentials{During(operation)}. {Said(e)} {CredentialsRemedy}"),
        (_, "AccessDeniedException" or "AccessDenied") => new(
            FailureClass.Terminal, Reason.AccessDenied, $"AWS denied the operator's role{During(operation)}. {Said(e)} Compare the role's policy with docs/iam-policy.json."),
        (_, "ValidationException" or "InvalidInputException" or "SerializationException") => new(
            FailureClass.Terminal, Reason.InvalidSpec, $"AWS refused a value{During(operation)}. {Said(e)} Correct the spec."),
        (_, "AccountNotFoundException") => new(FailureClass.Terminal, Reason.AccountNotFound, $"The organization has no such account{During(operation)}. {Said(e)} Correct the account id."),
        (_, "ResourceNotFoundException" or "ParentNotFoundException" or "ChildNotFoundException" or "OrganizationalUnitNotFoundException" or "TargetNotFoundException") => new(
            FailureClass.Wait, Reason.Progressing, $"AWS does not know a thing that was there{During(operation)}. {Said(e)} It is looked at again."),
        _ => new(FailureClass.Retry, Reason.AwsUnavailable, $"AWS failed{During(operation)}. {Said(e)} It is tried again."),
    };

    private static string During(string? operation) => operation is null ? "" : $" at {operation}";

    private static string Said(AmazonServiceException e) =>
        $"It said: {Quoted.Line(e.ErrorCode ?? "no error code", WordLimit)} (HTTP {(int)e.StatusCode}): {Bounded(e.Message)}"
        + (string.IsNullOrEmpty(e.RequestId) ? "" : $" Request {Quoted.Line(e.RequestId, WordLimit)}.");

    // AWS's words end up in status, Events and logs: bounded, on one line, and as they are read.
    private static string Bounded(string text) => Sentences.Ended(Quoted.Line(Sentences.OneLine(text.Length <= 2 * MessageLimit ? text : text[..(2 * MessageLimit)]), MessageLimit));
}
