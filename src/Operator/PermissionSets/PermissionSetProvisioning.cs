using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>The provisionings of one permission set: what runs, and what failed.</summary>
/// <param name="Running">Requests that AWS works on.</param>
/// <param name="Failures">Accounts that AWS failed to update; without an account when a request for all accounts failed in some.</param>
/// <param name="HasEnded">Whether a request ended since the last look, so that what accounts have must be read again.</param>
internal sealed record PermissionSetProvisioning(ValueList<ProvisioningRequest> Running, ValueList<PropagationFailure> Failures, bool HasEnded = false)
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(15);

    /// <summary>Nothing runs and nothing failed.</summary>
    public static PermissionSetProvisioning None { get; } = new([], []);

    /// <summary>Whether a request for all accounts failed, and which accounts it failed in is still to be found out.</summary>
    public bool FleetFailed => Failures.Any(failure => failure.AccountId is null);

    /// <summary>What the recorded requests have come to.</summary>
    /// <param name="recorded">What status says was running and had failed.</param>
    /// <param name="statusOf">How a request stands.</param>
    /// <param name="now">The time.</param>
    public static PermissionSetProvisioning Review(PropagationStatus? recorded, Func<string, OperationStatus> statusOf, DateTimeOffset now)
    {
        var progress = None with { Failures = (recorded?.Failures ?? []).ToValueList() };
        foreach (var request in ProvisioningRequest.In(recorded))
        {
            progress = progress.With(request, statusOf(request.RequestId), now);
        }

        return progress;
    }

    /// <summary>Takes up requests that were started now. A request for all accounts is a new try for each of them.</summary>
    public PermissionSetProvisioning Started(IEnumerable<ProvisioningRequest> requests)
    {
        var started = requests.ToList();
        var failures = started.Any(request => request.AccountId is null) ? Failures.Where(failure => failure.AccountId is not null) : Failures;
        return this with { Running = [.. Running, .. started], Failures = failures.ToValueList() };
    }

    /// <summary>Forgets failures of accounts that have the present version by now, or do not have the set at all.</summary>
    public PermissionSetProvisioning Among(ValueSet<string> outdated) =>
        this with { Failures = Failures.Where(failure => failure.AccountId is { } id ? outdated.Contains(id) : outdated.Count > 0).ToValueList() };

    /// <summary>Accounts whose next try is not due yet, and why they failed.</summary>
    public ValueDictionary Resting(DateTimeOffset now) =>
        new(Failures.Where(failure => failure.AccountId is not null && NextTry(failure) > now).Select(failure => KeyValuePair.Create(failure.AccountId!, failure.Reason)));

    /// <summary>When the next try of an account is due; null when none has failed.</summary>
    public DateTimeOffset? NextTry() => Failures.Where(failure => failure.AccountId is not null).Select(failure => (DateTimeOffset?)NextTry(failure)).Min();

    // As long again as it has failed for already: the waits double.
    private static DateTimeOffset NextTry(PropagationFailure failure)
    {
        var last = failure.LastAttempt ?? DateTimeOffset.MinValue;
        var failing = last - (failure.Since ?? last);
        return last + (failing < ShortestRest ? ShortestRest : failing > LongestRest ? LongestRest : failing);
    }

    private PermissionSetProvisioning With(ProvisioningRequest request, OperationStatus status, DateTimeOffset now) => status switch
    {
        OperationStatus.InProgress => this with { Running = [.. Running, request] },
        OperationStatus.Failed failed => this with { HasEnded = true, Failures = WithFailure(request, AsyncFailure.Explain(failed.FailureReason), now) },
        OperationStatus.TimedOut stuck => this with { HasEnded = true, Failures = WithFailure(request, AsyncFailure.Stuck(stuck.After), now) },
        _ => this with { HasEnded = true },
    };

    private ValueList<PropagationFailure> WithFailure(ProvisioningRequest request, AsyncFailure reason, DateTimeOffset now)
    {
        var before = Failures.FirstOrDefault(failure => failure.AccountId == request.AccountId);
        var failure = new PropagationFailure
        {
            AccountId = request.AccountId,
            Reason = reason.Message,
            RequestId = request.RequestId,
            Since = before?.Since ?? now,
            LastAttempt = now,
        };
        return [.. Failures.Where(other => other.AccountId != request.AccountId), failure];
    }
}

/// <summary>A provisioning that AWS accepted.</summary>
/// <param name="RequestId">AWS's id of it.</param>
/// <param name="AccountId">The account; null for all that have the set.</param>
internal sealed record ProvisioningRequest(string RequestId, string? AccountId)
{
    /// <summary>The requests that a status records.</summary>
    public static IEnumerable<ProvisioningRequest> In(PropagationStatus? status) =>
    [
        .. status?.RequestId is { } id ? new[] { new ProvisioningRequest(id, null) } : [],
        .. (status?.AccountRequests ?? []).Select(request => new ProvisioningRequest(request.RequestId, request.AccountId)),
    ];
}
