using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.Kubernetes.Controllers.ReconciliationResult;
using ReplicaRegionPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.ReplicaRegions.ReplicaRegionStep>;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>
/// The path of a ReplicaRegion: spec to desired, AWS to observed, both to a plan, the plan to a request, what it came to into status. Deletion is the same path toward
/// nothing. One object is looked at at a time (see <see cref="ReplicaRegionServices"/>), and a request is made only on what was read for it: together that keeps two
/// objects from asking at once.
/// </summary>
internal sealed class ReplicaRegionController(
    InstanceLocator instances,
    ReplicaRegionPlanning planning,
    ReplicaRegionExecutor executor,
    FactStore facts,
    ReplicaRegionJournal journal,
    LeftToSweep<ReplicaRegion> left,
    SteadyClock steady,
    TimeProvider time) : IEntityController<ReplicaRegion>
{
    private static readonly TimeSpan ConflictInterval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PreflightInterval = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public Task<ReconciliationResult> ReconcileAsync(ReplicaRegion entity, CancellationToken cancellationToken) => ConvergeAsync(entity, deleting: false, cancellationToken);

    /// <inheritdoc/>
    public Task<ReconciliationResult> FinalizeAsync(ReplicaRegion entity, CancellationToken cancellationToken) => ConvergeAsync(entity, deleting: true, cancellationToken);

    /// <inheritdoc/>
    public Task DeletedAsync(ObjectKey key, string uid, CancellationToken cancellationToken)
    {
        journal.Forget(uid);
        left.Forget(key);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<ReconciliationResult> RejectAsync(UndecodableObject entity, CancellationToken cancellationToken)
    {
        await journal.RejectAsync(entity, cancellationToken);
        return new Stalled(nameof(Reason.InvalidSpec));
    }

    private async Task<ReconciliationResult> ConvergeAsync(ReplicaRegion entity, bool deleting, CancellationToken cancellationToken)
    {
        if (Wishes.Pause(entity.Metadata) is { } pause)
            return await EndAsync(entity, new(pause), Idle(deleting, "the paused annotation to go"), cancellationToken);
        left.Begin(entity.Metadata.Key);
        try
        {
            return await LookAndActAsync(entity, journal.Latest(entity), deleting, cancellationToken);
        }
        catch (Exception e) when (AwsFailure.IsOfTheCall(e, cancellationToken))
        {
            return await FailAsync(entity, null, e, cancellationToken);
        }
        finally
        {
            left.End(entity.Metadata.Key);
        }
    }

    private async Task<ReconciliationResult> LookAndActAsync(ReplicaRegion entity, ReplicaRegionStatus status, bool deleting, CancellationToken cancellationToken)
    {
        var rules = planning.RulesOf(entity, status);
        if (deleting && !rules.MayRemove)
            return new Done();
        var translated = deleting ? null : ReplicaRegionDesired.From(entity);
        if (translated is ReplicaRegionDesired.Invalid invalid)
            return await EndAsync(entity, new(new Outcome.Stalled(Reason.InvalidSpec, invalid.Message)), new Stalled(nameof(Reason.InvalidSpec)), cancellationToken);

        var desired = (translated as ReplicaRegionDesired.Valid)?.State;
        var instance = await instances.FindAsync(cancellationToken);
        // What was this object's own in another instance says nothing about this one.
        rules = rules with { IsOwned = rules.IsOwned && status.InstanceArn == instance.Arn };
        var pass = await planning.PlanAsync(desired, instance, rules, NotBefore(entity, status, deleting, steady.GetUtcNow()), cancellationToken);
        if (pass?.Plan is ReplicaRegionPlan.Do)
            pass = await planning.PlanAsync(desired, instance, rules, steady.GetUtcNow(), cancellationToken);
        if (pass is null)
        {
            left.Leave(entity.Metadata.Key);
            return Idle(deleting, "the sweep");
        }

        pass = pass with { HandledReconcileAt = Wishes.LookAgain(entity.Metadata, status.LastHandledReconcileAt) };
        if (deleting && pass.Plan is ReplicaRegionPlan.Nothing)
            return new Done();
        return pass.Plan is ReplicaRegionPlan.Do { Steps: [var step] }
            ? await ActAsync(entity, status, pass, step, instance, cancellationToken)
            : await EndAsync(entity, pass, ResultOf(pass, deleting, rules.Now), cancellationToken);
    }

    /// <summary>
    /// Makes the request. Before it leaves, status says since when, and that the Region is this object's own: a crash at any moment finds the deadline and the owner
    /// written down. What AWS refuses has not begun.
    /// </summary>
    private async Task<ReconciliationResult> ActAsync(
        ReplicaRegion entity, ReplicaRegionStatus status, ReplicaRegionPass pass, ReplicaRegionStep step, Instance instance, CancellationToken cancellationToken)
    {
        var phase = step is ReplicaRegionStep.Add ? ReplicaRegionPhase.Adding : ReplicaRegionPhase.Removing;
        var announced = pass with { Outcome = new Outcome.Progressing($"Asking AWS to {step.Summary}."), Workflow = new(phase, time.GetUtcNow()) };
        if (!await journal.WriteAsync(entity, announced, cancellationToken))
            return new Done();
        try
        {
            facts.Instances.MarkStale(instance.Arn, steady.GetUtcNow());
            await executor.ExecuteAsync(step, instance.Arn, AuditSubject.Of(ReplicaRegion.Definition, entity.Metadata), cancellationToken);
        }
        catch (Exception e) when (AwsFailure.IsOfTheCall(e, cancellationToken) && !AwsFailure.MayHaveTakenEffect(e))
        {
            return await FailAsync(entity, pass with { Workflow = null, IsOwned = status.Owned == true }, e, cancellationToken);
        }
        finally
        {
            facts.Instances.MarkStale(instance.Arn, steady.GetUtcNow());
        }

        journal.Acted(entity, step);
        return new Again(TimeSpan.Zero);
    }

    /// <summary>
    /// How fresh facts must be: what is settled can wait for the sweep, what is new, edited or unfinished is read if it is not known, and what somebody asked for, or
    /// is being deleted, is read anew.
    /// </summary>
    private static DateTimeOffset? NotBefore(ReplicaRegion entity, ReplicaRegionStatus status, bool deleting, DateTimeOffset now) => entity.Metadata switch
    {
        _ when deleting || Wishes.LookAgain(entity.Metadata, status.LastHandledReconcileAt) is not null => now,
        _ when IsSettled(entity, status) => null,
        _ => DateTimeOffset.MinValue,
    };

    private static bool IsSettled(ReplicaRegion entity, ReplicaRegionStatus status) =>
        status.ObservedGeneration == entity.Metadata.Generation && status.Conditions?.Any(condition => condition is { Type: Conditions.Ready, Status: "True" }) == true;

    // Whatever is awaited in AWS comes as a change of the instance's facts; only deadlines and checks of other services need a time of their own.
    private static ReconciliationResult ResultOf(ReplicaRegionPass pass, bool deleting, DateTimeOffset now) => (pass.Outcome, pass.Workflow?.NextMoment(pass.Timeout, now)) switch
    {
        (Outcome.Waiting, { } next) => new Again(next - now),
        (Outcome.Waiting waiting, null) => new Waiting(waiting.Message),
        (Outcome.Stalled { Reason: Reason.ReplicationTimedOut }, _) => new Waiting("AWS to end what it is at"),
        (Outcome.Stalled { Reason: not (Reason.AlreadyManaged or Reason.PrimaryRegion) }, _) => new Again(PreflightInterval),
        (Outcome.Stalled stalled, _) => new Stalled(stalled.Reason.ToString()),
        _ => Idle(deleting, "a change"),
    };

    // Done would let an object that is being deleted go: that is for an empty plan alone to say.
    private static ReconciliationResult Idle(bool deleting, string awaited) => deleting ? new Waiting(awaited) : new Done();

    private async Task<ReconciliationResult> FailAsync(ReplicaRegion entity, ReplicaRegionPass? pass, Exception error, CancellationToken cancellationToken)
    {
        var failure = AwsFailure.Classify(error);
        var (outcome, result) = failure.Class switch
        {
            FailureClass.Terminal => ((Outcome)new Outcome.Stalled(failure.Reason, failure.Message), (ReconciliationResult)new Stalled(failure.Reason.ToString())),
            FailureClass.Wait => (new Outcome.Waiting(failure.Reason, failure.Message), new Again(ConflictInterval)),
            _ => (new Outcome.Failed(failure.Reason, failure.Message), new Failed(error)),
        };
        return await EndAsync(entity, pass is null ? new(outcome) : pass with { Outcome = outcome }, result, cancellationToken);
    }

    private async Task<ReconciliationResult> EndAsync(ReplicaRegion entity, ReplicaRegionPass pass, ReconciliationResult result, CancellationToken cancellationToken)
    {
        await journal.WriteAsync(entity, pass, cancellationToken);
        return result;
    }
}
