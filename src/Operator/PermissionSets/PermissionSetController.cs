using System.Collections.Concurrent;
using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.Kubernetes.Controllers.ReconciliationResult;
using PermissionSet = IdentityCenterOperator.Entities.PermissionSet;
using PermissionSetPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.PermissionSets.PermissionSetStep>;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>
/// The path of a PermissionSet: spec to desired, AWS to observed, both to a plan, the plan to steps, what it came to into status. Deletion is the same path toward
/// nothing. Each pass ends in one look that is left to the next pass: only an empty plan says Ready.
/// </summary>
internal sealed class PermissionSetController(
    InstanceWatch instances,
    PermissionSetSight sight,
    PermissionSetRuling ruling,
    PermissionSetExecutor executor,
    ProvisioningWatch provisionings,
    FactStore facts,
    FactReader reader,
    PermissionSetJournal journal,
    PermissionSetGuard guard,
    SteadyClock steady,
    TimeProvider time) : IEntityController<PermissionSet>
{
    private const string NoSlot = "AWS runs as many assignments and provisionings as it does at a time: the provisioning waits for its turn.";

    private const string NotShownYet = "AWS does not show the permission set that was created a moment ago: it is looked for again before the object goes.";

    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StillAssignedInterval = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ShownWithin = TimeSpan.FromSeconds(30);

    // When AWS was last asked to create the sets of objects.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _created = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public Task<ReconciliationResult> ReconcileAsync(PermissionSet entity, CancellationToken cancellationToken) =>
        ConvergeAsync(entity, deleting: false, cancellationToken);

    /// <inheritdoc/>
    public Task<ReconciliationResult> FinalizeAsync(PermissionSet entity, CancellationToken cancellationToken) =>
        ConvergeAsync(entity, deleting: true, cancellationToken);

    /// <inheritdoc/>
    public Task DeletedAsync(ObjectKey key, string uid, CancellationToken cancellationToken)
    {
        journal.Forget(uid);
        guard.Forget(key);
        _created.TryRemove(uid, out _);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<ReconciliationResult> RejectAsync(UndecodableObject entity, CancellationToken cancellationToken)
    {
        guard.LeaveAlone(entity.Metadata.Key, shown: null);
        await journal.RejectAsync(entity, cancellationToken);
        return new Stalled(nameof(Reason.InvalidSpec));
    }

    private async Task<ReconciliationResult> ConvergeAsync(PermissionSet set, bool deleting, CancellationToken cancellationToken)
    {
        var status = journal.Latest(set);
        if (Wishes.Paused(set.Metadata))
            return await LeaveAloneAsync(set, new Outcome.Paused(), Idle(deleting, "the paused annotation to go"), cancellationToken);
        try
        {
            return await LookAndActAsync(set, status, deleting, cancellationToken);
        }
        catch (Exception e) when (AwsFailure.IsOfTheCall(e, cancellationToken))
        {
            return await FailAsync(set, e, null, cancellationToken);
        }
    }

    private async Task<ReconciliationResult> LookAndActAsync(PermissionSet set, PermissionSetStatus status, bool deleting, CancellationToken cancellationToken)
    {
        var instance = await instances.UsableAsync(cancellationToken);
        var translated = deleting ? null : PermissionSetDesired.From(set, instance.Partition);
        if (translated is PermissionSetDesired.Invalid invalid)
            return await LeaveAloneAsync(set, new Outcome.Stalled(Reason.InvalidSpec, invalid.Message), new Stalled(nameof(Reason.InvalidSpec)), cancellationToken);

        await provisionings.RecognizedAsync(cancellationToken);
        var desired = (translated as PermissionSetDesired.Valid)?.State;
        var warnings = (translated as PermissionSetDesired.Valid)?.Warnings ?? [];
        var name = PermissionSetDesired.NameOf(set);
        var provisioning = provisionings.Review(set.Metadata.Key, status.Propagation);
        if (provisioning.HasEnded && status.Arn is { } arn)
            facts.MarkStale(arn, steady.GetUtcNow());

        if (await sight.LookAsync(name, status.Arn, NeedOf(set, status, deleting), cancellationToken) is not Sight.Seen seen)
            return Idle(deleting, "the sweep");

        var observed = seen.Facts is { } have ? PermissionSetObserved.From(have, provisioning.Running.Count > 0) : null;
        provisioning = provisioning.Among(observed?.OutdatedAccounts ?? []);
        var rules = await guard.AskedAsync(set, await ruling.RulesAsync(set, status, provisioning, observed, cancellationToken), cancellationToken);
        var plan = await guard.PassAsync(set, PermissionSetPlanner.Plan(desired, observed, rules), observed, rules, cancellationToken);
        var pass = PermissionSetPass.Of(plan, desired, observed, rules) with
        {
            Warnings = warnings,
            Provisioning = provisioning,
            Name = name,
            InstanceArn = instance.Arn,
            HandledReconcileAt = Wishes.LookAgain(set.Metadata, status.LastHandledReconcileAt),
        };
        if (deleting && observed is null && IsJustCreated(set))
            return await EndAsync(set, new(new Outcome.Waiting(Reason.Progressing, NotShownYet)), new Again(SettlingTime), cancellationToken);
        if (deleting && plan is PermissionSetPlan.Nothing)
            return new Done();
        if (plan is PermissionSetPlan.Do { Steps: var steps } && !steps.Any(step => provisionings.MayTake(set.Metadata.Key, step, pass.Arn)))
            return await EndAsync(set, pass with { Outcome = new Outcome.Waiting(Reason.Progressing, NoSlot) }, new Waiting("a slot for the provisioning"), cancellationToken);
        return plan is PermissionSetPlan.Do act
            ? await ActAsync(set, status, pass, act, instance, cancellationToken)
            : await EndAsync(set, pass, ResultOf(pass, deleting), cancellationToken);
    }

    /// <summary>
    /// Takes the steps. Before the first one, status says that the new generation is being worked on (so that nobody takes the old Ready for an answer) and which
    /// tags are ours; after the last one, which provisionings run. A crash anywhere between is an ordinary start.
    /// </summary>
    private async Task<ReconciliationResult> ActAsync(
        PermissionSet set, PermissionSetStatus status, PermissionSetPass pass, PermissionSetPlan.Do plan, Instance instance, CancellationToken cancellationToken)
    {
        if (!await journal.AnnounceAsync(set, status, pass with { Outcome = new Outcome.Progressing(Announcement(plan)) }, cancellationToken))
            return new Done();
        var started = new List<ProvisioningRequest>();
        var cause = new PermissionSetCause(AuditSubject.Of(PermissionSet.Definition, set.Metadata), pass.Observed?.State);
        var arn = pass.Arn;
        var taken = new List<PermissionSetStep>();
        var conflict = false;
        foreach (var step in plan.Steps.Where(step => provisionings.MayTake(set.Metadata.Key, step, arn)))
        {
            try
            {
                if (step is PermissionSetStep.Create)
                    _created[set.Metadata.Uid] = steady.GetUtcNow();
                var result = await StepAsync(step, instance.Arn, arn, cause, cancellationToken);
                if (step is PermissionSetStep.Create create)
                    facts.Put(result.Arn, new Fact<PermissionSetFacts>.Present(PermissionSetObserved.JustCreated(create, result.Arn), steady.GetUtcNow()));
                if (step is PermissionSetStep.Delete)
                    _created.TryRemove(set.Metadata.Uid, out _);
                arn = result.Arn;
                taken.Add(step);
                if (result.ProvisioningRequestId is { } id)
                    started.Add(new(id, (step as PermissionSetStep.ProvisionAccount)?.AccountId));
            }
            catch (ConflictException) when (step is PermissionSetStep.Create)
            {
                // The name is taken. By whom, perhaps by ourselves before a crash, is for the next look to say.
                await reader.NamesAsync(steady.GetUtcNow(), cancellationToken);
                conflict = true;
            }
            catch (Exception e) when (AwsFailure.IsOfTheCall(e, cancellationToken) || (started.Count > 0 && e is not OperationCanceledException))
            {
                // What AWS has accepted must be known to the next pass, whatever became of the rest.
                if (started.Count > 0)
                    await KeepAsync(set, pass, arn, started, cancellationToken);
                if (!AwsFailure.IsOfTheCall(e, cancellationToken))
                    throw;
                return await FailAsync(set, e, await SeenAsync(pass with { Arn = arn }, taken, e, cancellationToken), cancellationToken);
            }
        }

        journal.Acted(set, taken);
        await KeepAsync(set, pass, arn, started, cancellationToken);
        return new Again(conflict && facts.ArnOf(pass.Name!) is null ? SettlingTime : TimeSpan.Zero);
    }

    /// <summary>
    /// What is known of AWS where a step failed: what was seen before the first step, where none was taken; what AWS has now, where somebody must act and will want to know;
    /// else nothing, since the next try is near.
    /// </summary>
    private async Task<PermissionSetPass> SeenAsync(PermissionSetPass pass, List<PermissionSetStep> taken, Exception error, CancellationToken cancellationToken)
    {
        if (taken.Count == 0)
            return pass;
        pass = pass with { HasActed = true, IsOwned = pass.IsOwned || taken.Exists(step => step is PermissionSetStep.Create) };
        if (AwsFailure.Classify(error).Class is not FailureClass.Terminal)
            return pass;
        try
        {
            return await sight.LookAsync(pass.Name!, pass.Arn, Need.Known, cancellationToken) is Sight.Seen { Facts: { } have }
                ? pass with { HasActed = false, Observed = PermissionSetObserved.From(have, pass.Provisioning.Running.Count > 0) }
                : pass;
        }
        catch (Exception e) when (AwsFailure.IsOfTheCall(e, cancellationToken))
        {
            return pass;
        }
    }

    // AWS promises no read of what was just written: a set that is not seen right after its creation may be there all the same, and nobody would delete it any more.
    private bool IsJustCreated(PermissionSet set) => _created.TryGetValue(set.Metadata.Uid, out var at) && steady.GetUtcNow() - at < ShownWithin;

    private async Task<StepResult> StepAsync(PermissionSetStep step, string instanceArn, string? arn, PermissionSetCause cause, CancellationToken cancellationToken)
    {
        if (arn is not null)
            facts.MarkStale(arn, steady.GetUtcNow());
        try
        {
            return await executor.ExecuteAsync(step, instanceArn, arn, cause, cancellationToken);
        }
        finally
        {
            if (arn is not null)
                facts.MarkStale(arn, steady.GetUtcNow());
        }
    }

    private Task KeepAsync(PermissionSet set, PermissionSetPass pass, string? arn, List<ProvisioningRequest> started, CancellationToken cancellationToken)
    {
        provisionings.Follow(set.Metadata.Key, started);
        return journal.WriteAsync(set, pass with { HasActed = true, Arn = arn, Provisioning = pass.Provisioning.Started(started) }, cancellationToken);
    }

    /// <summary>
    /// What has been looked at for its present generation can wait for the sweep; what is new, edited or unfinished is read at once if it is not known; what is
    /// being deleted, or was asked for, is read anew.
    /// </summary>
    private static Need NeedOf(PermissionSet set, PermissionSetStatus status, bool deleting) => (deleting, set.Spec.ManagementPolicy) switch
    {
        (true, _) => Need.Fresh,
        _ when Wishes.LookAgain(set.Metadata, status.LastHandledReconcileAt) is not null => Need.Fresh,
        (_, ManagementPolicy.Observe) => Need.Named,
        _ when IsSettled(set, status) => Need.Whatever,
        _ => Need.Known,
    };

    private static bool IsSettled(PermissionSet set, PermissionSetStatus status) =>
        status.Arn is not null
        && status.ObservedGeneration == set.Metadata.Generation
        && status.Conditions?.Any(condition => condition is { Type: Conditions.Ready, Status: "True" }) == true;

    private ReconciliationResult ResultOf(PermissionSetPass pass, bool deleting) => (pass.Outcome, pass.Plan) switch
    {
        (Outcome.Stalled stalled, _) => new Stalled(stalled.Reason.ToString()),
        (Outcome.Waiting { Reason: Reason.StillAssigned }, _) => new Again(StillAssignedInterval),
        (Outcome.Waiting, _) when pass.Provisioning.Running.Count > 0 => new Waiting("the provisioning to accounts"),
        (Outcome.Waiting, _) when pass.Provisioning.NextTry() is { } next => new Again(Later(next)),
        (Outcome.Waiting waiting, _) => new Waiting(waiting.Message),
        _ => Idle(deleting, "a change"),
    };

    // Done would let an object that is being deleted go: that is for an empty plan alone to say.
    private static ReconciliationResult Idle(bool deleting, string awaited) => deleting ? new Waiting(awaited) : new Done();

    private TimeSpan Later(DateTimeOffset next) => next - time.GetUtcNow() is var wait && wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1);

    private async Task<ReconciliationResult> FailAsync(PermissionSet set, Exception error, PermissionSetPass? seen, CancellationToken cancellationToken)
    {
        var failure = Explain(set, AwsFailure.Classify(error));
        (Outcome Outcome, ReconciliationResult Result) end = failure.Class switch
        {
            FailureClass.Terminal => (new Outcome.Stalled(failure.Reason, failure.Message), new Stalled(failure.Reason.ToString())),
            FailureClass.Wait => (new Outcome.Waiting(failure.Reason, failure.Message), new Again(SettlingTime)),
            _ => (new Outcome.Failed(failure.Reason, failure.Message), new Failed(error)),
        };
        return await EndAsync(set, seen is null ? new(end.Outcome) : seen with { Outcome = end.Outcome, HandledReconcileAt = null }, end.Result, cancellationToken);
    }

    private AwsFailure Explain(PermissionSet set, AwsFailure failure)
    {
        var status = journal.Latest(set);
        return PermissionSetFailure.Explain(
            failure,
            status.Arn is { } arn ? (facts.PermissionSet(arn) as Fact<PermissionSetFacts>.Present)?.Value : null,
            status.InstanceArn is { } instance ? (facts.Administration.Of(instance) as Fact<AdministrationFacts>.Present)?.Value : null);
    }

    private Task<ReconciliationResult> LeaveAloneAsync(PermissionSet set, Outcome outcome, ReconciliationResult result, CancellationToken cancellationToken)
    {
        guard.LeaveAlone(set.Metadata.Key, PermissionSetReport.ShownPlan(journal.Latest(set)));
        return EndAsync(set, new(outcome) { IsLeftAlone = true }, result, cancellationToken);
    }

    private async Task<ReconciliationResult> EndAsync(PermissionSet set, PermissionSetPass pass, ReconciliationResult result, CancellationToken cancellationToken)
    {
        await journal.WriteAsync(set, pass, cancellationToken);
        return result;
    }

    private static string Announcement(PermissionSetPlan.Do plan) =>
        plan.Steps.Count == 1 ? $"Working on it: {plan.Steps[0].Summary}." : $"Working on it: {plan.Steps.Count} steps, first to {plan.Steps[0].Summary}.";
}
