using System.Collections.Concurrent;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>Follows the provisionings of permission sets, and tells whose ended.</summary>
internal sealed class ProvisioningWatch
{
    private readonly OperationTracker _tracker;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, ObjectKey> _owners = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<OperationSubject, ObjectKey> _waiting = new();

    /// <summary>Subscribes to the tracker.</summary>
    public ProvisioningWatch(OperationTracker tracker, TimeProvider time)
    {
        (_tracker, _time) = (tracker, time);
        tracker.Granted += subject =>
        {
            if (_waiting.TryRemove(subject, out var owner))
                Ended?.Invoke(owner);
        };
        tracker.Ended += requestId =>
        {
            if (_owners.TryGetValue(requestId, out var owner))
                Ended?.Invoke(owner);
        };
    }

    /// <summary>Raised when a provisioning of this resource ended, or may begin.</summary>
    public event Action<ObjectKey>? Ended;

    /// <summary>Completes when the provisionings in flight are known that an earlier process started; facts are read after that.</summary>
    public Task RecognizedAsync(CancellationToken cancellationToken) => _tracker.RecognizedAsync(cancellationToken);

    /// <summary>Whether a step may be taken now: a provisioning needs a slot in AWS. If there is none it waits in line, and <see cref="Ended"/> calls the resource.</summary>
    public bool MayTake(ObjectKey owner, PermissionSetStep step, string? arn)
    {
        if (arn is null || step is not (PermissionSetStep.ProvisionAllAccounts or PermissionSetStep.ProvisionAccount))
            return true;
        var subject = new OperationSubject(OperationKind.Provisioning, arn, (step as PermissionSetStep.ProvisionAccount)?.AccountId);
        if (_tracker.TryReserve(subject))
            return true;
        _waiting[subject] = owner;
        // Asked again: the slot may have come between the answer and the entry.
        if (!_tracker.TryReserve(subject))
            return false;
        _waiting.TryRemove(subject, out _);
        return true;
    }

    /// <summary>Follows requests of a resource.</summary>
    public void Follow(ObjectKey owner, IEnumerable<ProvisioningRequest> requests)
    {
        foreach (var request in requests)
        {
            _owners[request.RequestId] = owner;
            _tracker.Follow(OperationKind.Provisioning, request.RequestId);
        }
    }

    /// <summary>What the requests that the status records have come to; those of an earlier process are taken up.</summary>
    public PermissionSetProvisioning Review(ObjectKey owner, PropagationStatus? recorded)
    {
        Follow(owner, ProvisioningRequest.In(recorded));
        return PermissionSetProvisioning.Review(recorded, id => _tracker.StatusOf(id) ?? new OperationStatus.InProgress(), _time.GetUtcNow());
    }

    /// <summary>The requests of a status that have ended, and whether AWS did them.</summary>
    public IEnumerable<(string RequestId, bool IsDone)> EndedOf(PropagationStatus? recorded) =>
        from request in ProvisioningRequest.In(recorded)
        let status = _tracker.StatusOf(request.RequestId)
        where status is not (null or OperationStatus.InProgress)
        select (request.RequestId, status is OperationStatus.Succeeded);

    /// <summary>Stops following requests that a written status no longer records.</summary>
    public void Settle(PropagationStatus? before, PropagationStatus? after)
    {
        foreach (var request in ProvisioningRequest.In(before).Except(ProvisioningRequest.In(after)))
        {
            _owners.TryRemove(request.RequestId, out _);
            _tracker.Forget(request.RequestId);
        }
    }
}
