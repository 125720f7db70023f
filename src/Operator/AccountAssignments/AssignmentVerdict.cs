using Amazon.Runtime;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>What AWS's refusal to begin a step, or the end of the operation that the step was, means for it.</summary>
internal abstract record AssignmentVerdict
{
    // Tries that a moment may help before the owner hears of it.
    private const int MaxAttempts = 5;

    private static readonly TimeSpan SlotPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GatePause = TimeSpan.FromSeconds(1);

    private AssignmentVerdict()
    {
    }

    /// <summary>The assignment is as the step wants it.</summary>
    internal sealed record Done : AssignmentVerdict;

    /// <summary>It is tried again after a pause, and nobody has to hear of it.</summary>
    /// <param name="Pause">How long.</param>
    /// <param name="IsAttempt">Whether it counts as a try that came to nothing.</param>
    internal sealed record Again(TimeSpan Pause, bool IsAttempt) : AssignmentVerdict;

    /// <summary>It failed, and its owner has to be told.</summary>
    internal sealed record Failed(AsyncFailure Failure, string? RequestId) : AssignmentVerdict;

    /// <summary>It failed, and so would all other steps in the same account.</summary>
    internal sealed record FailedForAccount(AsyncFailure Failure, string? RequestId) : AssignmentVerdict;

    /// <summary>AWS does not let the operator do it. Whether that holds for other accounts, too, they will tell.</summary>
    internal sealed record Denied(AsyncFailure Failure, string? RequestId) : AssignmentVerdict;

    /// <summary>What was to be revoked, or something that the revocation names, is not there. Only what exists can tell which of them.</summary>
    internal sealed record Missing(AsyncFailure Failure, string? RequestId) : AssignmentVerdict;

    /// <summary>Only what exists can tell how it ended.</summary>
    internal sealed record Unknown : AssignmentVerdict;

    /// <summary>What the end of an operation means. AWS may have forgotten it.</summary>
    public static AssignmentVerdict Of(OperationStatus? status, string requestId) => status switch
    {
        OperationStatus.Succeeded => new Done(),
        OperationStatus.Failed failed => new Failed(AsyncFailure.Explain(failed.FailureReason), requestId),
        OperationStatus.TimedOut timedOut => new Failed(AsyncFailure.Stuck(timedOut.After), requestId),
        _ => new Unknown(),
    };

    /// <summary>What it means that a step could not be begun.</summary>
    /// <param name="error">Why not.</param>
    /// <param name="step">The step.</param>
    /// <param name="attempts">Tries before this one that came to nothing.</param>
    /// <param name="managementAccount">Id of the organization's management account; null while it is not known.</param>
    public static AssignmentVerdict Of(Exception error, AccountAssignmentStep step, int attempts, string? managementAccount)
    {
        var failure = AwsFailure.Classify(error);
        var requestId = (error as AmazonServiceException)?.RequestId;
        return error switch
        {
            // Nothing has left, and nothing does before the instance can be managed again.
            InstanceNotFoundException => new Again(GatePause, IsAttempt: false),
            _ when step is AccountAssignmentStep.Revoke && AwsFailure.SaysAbsent(error, new Sought.Assignment()) => new Missing(new(failure.Reason, failure.Message), requestId),
            AmazonServiceException e when AwsFailure.IsForWantOfSlots(e) => new Again(SlotPause, IsAttempt: false),
            AmazonServiceException when failure is { Class: FailureClass.Terminal, Reason: Reason.AccessDenied } =>
                DeniedIn(failure, requestId, isManagementAccount: step.Assignment.AccountId == managementAccount),
            _ when failure.Class is not FailureClass.Terminal && attempts + 1 < MaxAttempts && !AwsFailure.SaysAbsent(error, new Sought.Something()) =>
                new Again(TimeSpan.FromSeconds(1 << (attempts + 1)), IsAttempt: true),
            _ => new Failed(new(failure.Reason, failure.Message), requestId),
        };
    }

    // A delegated administrator may not touch the management account, whatever its role allows elsewhere.
    private static AssignmentVerdict DeniedIn(AwsFailure failure, string? requestId, bool isManagementAccount) => isManagementAccount
        ? new FailedForAccount(
            new(Reason.ManagementAccountUnreachable, $"The organization's management account cannot be managed from here. {failure.Message}"), requestId)
        : new Denied(new(failure.Reason, failure.Message), requestId);
}
