using Amazon.Runtime;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.Auditing;

/// <summary>How AWS took a request that was sent.</summary>
/// <param name="Word"><c>accepted</c>; <c>refused</c>: nothing has happened; <c>failed</c>, by a fault of AWS's own, and <c>unanswered</c>: it may have taken effect.</param>
/// <param name="RequestId">AWS's id of the request, as CloudTrail has it; null where no answer came.</param>
/// <param name="Code">Code of the error.</param>
/// <param name="Message">What AWS, or the network, said of the error.</param>
internal sealed record AuditOutcome(string Word, string? RequestId, string? Code = null, string? Message = null)
{
    /// <summary>AWS took the request. Of an operation that goes on by itself this is the beginning.</summary>
    public static AuditOutcome Of(AmazonWebServiceResponse answer) => new("accepted", answer.ResponseMetadata?.RequestId);

    /// <summary>The request came to nothing, or nobody knows to what.</summary>
    public static AuditOutcome Of(Exception error) => error switch
    {
        AmazonServiceException e when (int)e.StatusCode >= 300 => new(AwsFailure.MayHaveTakenEffect(e) ? "failed" : "refused", e.RequestId, e.ErrorCode, e.Message),
        AmazonServiceException e => new("unanswered", e.RequestId, e.ErrorCode, e.Message),
        _ => new("unanswered", null, error.GetType().Name, error.Message),
    };
}
