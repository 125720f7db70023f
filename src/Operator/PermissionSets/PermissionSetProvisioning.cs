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

    // Until somebody has created the policy every try is for nothing.
    private static readonly TimeSpan ShortestRestWithoutPolicy = RefusedSteps.Rest;

    // Status lists so many failures, and one of them may be that of all accounts together.
    private const int MostAccounts = PropagationStatus.MaxFailures - 1;

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

    /// <summary>Whether AWS works on anything but these accounts.</summary>
    public bool RunsBeside(ValueDictionary accounts) => Running.Any(request => request.AccountId is not { } id || !accounts.ContainsKey(id));

    /// <summary>Takes up requests that were started now. A request for all accounts is a new try for each of them.</summary>
    public PermissionSetProvisioning Started(IEnumerable<ProvisioningRequest> requests)
    {
        var started = requests.ToList();
        var failures = started.Any(request => request.AccountId is null) ? Failures.Where(failure => failure.AccountId is not null) : Failures;
        return this with { Running = [.. Running, .. started], Failures = failures.ToValueList() };
    }

    /// <summary>
    /// Forgets failures of accounts that have the present version by now, or do not have the set at all; and the failure of a request for all accounts once it is
    /// known which ones it was about: each outdated account was tried on its own since, or as many of them as can be listed.
    /// </summary>
    public PermissionSetProvisioning Among(ValueSet<string> outdated)
    {
        var accounts = Failures.Where(failure => failure.AccountId is { } id && outdated.Contains(id)).ToList();
        return this with { Failures = [.. Failures.Where(failure => failure.AccountId is null && !IsExplained(failure, accounts, outdated)), .. accounts] };
    }

    /// <summary>Outdated accounts that are not to be tried now, and why: their next try is not due yet, or so many failed that no more can be listed.</summary>
    public ValueDictionary Resting(ValueSet<string> outdated, DateTimeOffset now)
    {
        var running = Running.Select(request => request.AccountId).ToHashSet();
        var resting = Accounts.Where(failure => running.Contains(failure.AccountId) || NextTry(failure, now) > now).Select(failure => KeyValuePair.Create(failure.AccountId!, failure.Reason));
        return new(Accounts.Count() < MostAccounts ? resting : [.. resting, .. outdated.Except(Accounts.Select(failure => failure.AccountId!)).Select(Unlisted)]);
    }

    /// <summary>Accounts in which a customer-managed policy is missing, as AWS said.</summary>
    public ValueSet<string> LackingPolicies => Accounts.Where(IsForWantOfPolicy).Select(failure => failure.AccountId!).ToValueSet();

    /// <summary>When the next try of an account is due; null when none waits for that.</summary>
    /// <param name="now">The time.</param>
    /// <param name="resting">Accounts that the plan left alone until then. What was due and was not planned waits for something else.</param>
    public DateTimeOffset? NextTry(DateTimeOffset now, ValueDictionary resting) =>
        Accounts.Where(failure => resting.ContainsKey(failure.AccountId!)).Select(failure => (DateTimeOffset?)NextTry(failure, now)).Min();

    private IEnumerable<PropagationFailure> Accounts => Failures.Where(failure => failure.AccountId is not null);

    private static bool IsExplained(PropagationFailure ofAll, List<PropagationFailure> accounts, ValueSet<string> outdated)
    {
        var since = accounts.Where(failure => failure.LastAttempt >= ofAll.LastAttempt).Select(failure => failure.AccountId!).ToHashSet();
        return since.Count >= MostAccounts || outdated.All(since.Contains);
    }

    private static KeyValuePair<string, string> Unlisted(string account) => new(account, "It waits until accounts that failed before it have been mended.");

    // As long again as it has failed for already: the waits double. A try in the future was made before the clock was set back: it counts as made now.
    private static DateTimeOffset NextTry(PropagationFailure failure, DateTimeOffset now)
    {
        var last = failure.LastAttempt is { } tried && tried <= now ? tried : failure.LastAttempt is null ? DateTimeOffset.MinValue : now;
        var failing = last - (failure.Since is { } since && since < last ? since : last);
        var shortest = IsForWantOfPolicy(failure) ? ShortestRestWithoutPolicy : ShortestRest;
        return last + (failing < shortest ? shortest : failing > LongestRest ? LongestRest : failing);
    }

    private static bool IsForWantOfPolicy(PropagationFailure failure) => failure.Code == nameof(Reason.MissingCustomerManagedPolicy);

    /// <summary>AWS refused to begin a provisioning: of one account, or of all, since there is one among them that it does not take.</summary>
    /// <param name="accountId">The account; null for all that have the set.</param>
    /// <param name="reason">A sentence for people, with AWS's own words.</param>
    /// <param name="now">The time.</param>
    public PermissionSetProvisioning Refused(string? accountId, string reason, DateTimeOffset now) =>
        this with { Failures = WithFailure(accountId, null, new(Reason.ProvisioningFailed, reason), now) };

    private PermissionSetProvisioning With(ProvisioningRequest request, OperationStatus status, DateTimeOffset now) => status switch
    {
        OperationStatus.InProgress => this with { Running = [.. Running, request] },
        OperationStatus.Failed failed => this with { HasEnded = true, Failures = WithFailure(request.AccountId, request.RequestId, AsyncFailure.Explain(failed.FailureReason), now) },
        OperationStatus.TimedOut stuck => this with { HasEnded = true, Failures = WithFailure(request.AccountId, request.RequestId, AsyncFailure.Stuck(stuck.After), now) },
        _ => this with { HasEnded = true },
    };

    private ValueList<PropagationFailure> WithFailure(string? accountId, string? requestId, AsyncFailure why, DateTimeOffset now)
    {
        var before = Failures.FirstOrDefault(failure => failure.AccountId == accountId);
        var failure = new PropagationFailure
        {
            AccountId = accountId,
            Reason = why.Message,
            Code = why.Code,
            RequestId = requestId,
            Since = before?.Since ?? now,
            LastAttempt = now,
        };
        return [.. Failures.Where(other => other.AccountId != accountId), failure];
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
