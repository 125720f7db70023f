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
    SkippedAccountsFinder skips,
    PermissionSetRuling ruling,
    PermissionSetExecutor executor,
    ProvisioningWatch provisionings,
    OperationSlots slots,
    AcceptedSteps accepted,
    RefusedSteps refusals,
    Leftovers leftovers,
    FactStore facts,
    FactReader reader,
    PermissionSetJournal journal,
    PermissionSetGuard guard,
    LeftToSweep<PermissionSet> left,
    Settling settling,
    SteadyClock steady,
    TimeProvider time) : IEntityController<PermissionSet>
{
    private const string NotShownYet = "AWS may not show yet what was created a moment ago: it is looked for again before the object goes.";

    private const string ChangesNotShownYet = "AWS has accepted all changes and does not show all of them yet: it is looked at again.";

    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(5);

    // When AWS was last asked to create the sets of objects.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _created = new(StringComparer.Ordinal);

    // Objects whose sets AWS has deleted when it was asked to.
    private readonly ConcurrentDictionary<string, bool> _deleted = new(StringComparer.Ordinal);

    private string NoSlot => $"AWS runs as many assignments and provisionings as it does at a time, {slots.Others} of them for others: the provisioning waits for its turn.";

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
        left.Forget(key);
        refusals.Forget(uid);
        leftovers.Forget(uid);
        _created.TryRemove(uid, out _);
        _deleted.TryRemove(uid, out _);
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
        if (Wishes.Pause(set.Metadata) is { } pause)
            return await LeaveAloneAsync(set, pause, Idle(deleting, "the paused annotation to go"), cancellationToken);
        left.Begin(set.Metadata.Key);
        try
        {
            return await LookAndActAsync(set, status, deleting, cancellationToken);
        }
        catch (Exception e) when (AwsFailure.IsOfTheCall(e, cancellationToken))
        {
            return await FailAsync(set, e, null, cancellationToken);
        }
        finally
        {
            left.End(set.Metadata.Key);
        }
    }

    // Nothing here would ever take it away any more.
    private static bool IsLeftElsewhere(Instance instance, PermissionSet set, PermissionSetStatus status) =>
        status is { Owned: true, Arn: { } arn } && !instance.Has(arn) && set.Spec is { ManagementPolicy: ManagementPolicy.Enforce, DeletionPolicy: DeletionPolicy.Delete };

    private static string Elsewhere(Instance instance, PermissionSetStatus status) =>
        $"The permission set {Named.PermissionSet(status.Arn!, status.Name)} was made in another IAM Identity Center instance than {instance.Arn}, which is managed now, and is not touched: name that instance in spec.instanceArn of "
        + "IdentityCenter default to have it deleted, or set spec.deletionPolicy to Retain to let the object go without.";

    // What was recorded of another instance says nothing about this one: the permission set is looked for there by its name.
    private static PermissionSetStatus In(Instance instance, PermissionSetStatus status) =>
        status.Arn is { } arn && !instance.Has(arn) ? status with { Arn = null, Owned = null, ManagedTagKeys = null, Propagation = null, InstanceArn = null } : status;

    private async Task<ReconciliationResult> LookAndActAsync(PermissionSet set, PermissionSetStatus status, bool deleting, CancellationToken cancellationToken)
    {
        var instance = await instances.UsableAsync(cancellationToken);
        if (deleting && IsLeftElsewhere(instance, set, status))
            return await EndAsync(set, new(new Outcome.Waiting(Reason.InstanceChanged, Elsewhere(instance, status))), new Waiting("the other instance"), cancellationToken);
        status = In(instance, status);
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
        foreach (var (request, isDone) in provisionings.EndedOf(status.Propagation))
            accepted.End(status.Arn ?? "", request, isDone);

        var lookedAt = steady.GetUtcNow();
        if (await sight.LookAsync(name, status.Arn, NeedOf(set, status, deleting), cancellationToken) is not Sight.Seen seen)
        {
            left.Leave(set.Metadata.Key);
            return Idle(deleting, "the sweep");
        }

        if (deleting && seen.IsRemembered)
            return await EndAsync(set, new(new Outcome.Waiting(Reason.Progressing, NotShownYet)), new Again(SettlingTime), cancellationToken);
        var observed = seen.Facts is { } have ? PermissionSetObserved.From(have, provisioning.Running.Count > 0) : null;
        var skipped = await skips.AmongAsync(observed, provisioning, cancellationToken);
        provisioning = provisioning.Among((observed?.OutdatedAccounts ?? []).Where(id => !skipped.Inactive.ContainsKey(id)).ToValueSet());
        observed = observed is null ? null : observed with { IsProvisioning = provisioning.RunsBeside(skipped.Unreachable) };
        var rules = await guard.AskedAsync(set, await ruling.RulesAsync(set, status, provisioning, observed, skipped, cancellationToken), cancellationToken);
        var plan = await guard.PassAsync(set, PermissionSetPlanner.Plan(desired, observed, rules), observed, rules, cancellationToken);
        var pass = PermissionSetPass.Of(plan, desired, observed, rules) with
        {
            Warnings = warnings,
            Provisioning = provisioning,
            Name = name,
            InstanceArn = instance.Arn,
            HandledReconcileAt = Wishes.LookAgain(set.Metadata, status.LastHandledReconcileAt),
        };
        if (deleting && observed is null && MayBeThere(set, lookedAt))
            return await EndAsync(set, new(new Outcome.Waiting(Reason.Progressing, NotShownYet)), new Again(SettlingTime), cancellationToken);
        if (deleting && plan is PermissionSetPlan.Nothing)
            return new Done();
        if (plan is not PermissionSetPlan.Do && !seen.IsShown)
        {
            facts.MarkStale(observed!.Arn, steady.GetUtcNow());
            var shown = plan is PermissionSetPlan.Nothing ? pass with { Outcome = new Outcome.Waiting(Reason.Progressing, ChangesNotShownYet) } : pass;
            return await EndAsync(set, shown, new Again(SettlingTime), cancellationToken);
        }

        if (plan is PermissionSetPlan.Do { Steps: var steps } && !steps.Any(step => provisionings.MayTake(set.Metadata.Key, step, pass.Arn)))
            return await EndAsync(set, pass with { Outcome = new Outcome.Waiting(Reason.Progressing, NoSlot) }, new Waiting("a slot for the provisioning"), cancellationToken);
        return plan is PermissionSetPlan.Do act
            ? await ActAsync(set, status, pass, rules, act, instance, cancellationToken)
            : await EndAsync(set, pass, ResultOf(set, pass, deleting, rules), cancellationToken);
    }

    /// <summary>
    /// Takes the steps. Before the first one, status says that the new generation is being worked on (so that nobody takes the old Ready for an answer) and which
    /// tags are ours; after the last one, which provisionings run. A crash anywhere between is an ordinary start.
    /// </summary>
    private async Task<ReconciliationResult> ActAsync(
        PermissionSet set, PermissionSetStatus status, PermissionSetPass pass, PermissionSetRules rules, PermissionSetPlan.Do plan, Instance instance, CancellationToken cancellationToken)
    {
        if (!await journal.AnnounceAsync(set, status, pass with { Outcome = new Outcome.Progressing(Announcement(plan)) }, cancellationToken))
            return new Done();
        var run = new PermissionSetRun(pass, rules, plan.Steps);
        var cause = new PermissionSetCause(AuditSubject.Of(PermissionSet.Definition, set.Metadata), pass.Observed?.State);
        while (run.TryNext(out var step))
        {
            if (provisionings.MayTake(set.Metadata.Key, step, run.Arn) && await TakeAsync(set, run, step, instance, cause, cancellationToken) is { } end)
                return end;
        }

        journal.Acted(set, run.Taken);
        if (run.Broken is { } broken)
            return await FailAsync(set, broken, await SeenAsync(set, run, broken, cancellationToken), cancellationToken);
        if (!run.CameToNothing)
            await KeepAsync(set, run, cancellationToken);
        return new Again(run.IsToSettle ? SettlingTime : TimeSpan.Zero);
    }

    // What the reconcile comes to where it cannot go on; else null.
    private async Task<ReconciliationResult?> TakeAsync(
        PermissionSet set, PermissionSetRun run, PermissionSetStep step, Instance instance, PermissionSetCause cause, CancellationToken cancellationToken)
    {
        run.Try(step);
        try
        {
            if (step is PermissionSetStep.Create)
                _created[set.Metadata.Uid] = steady.GetUtcNow();
            Note(set, run, step, await StepAsync(step, instance, run.Arn, cause, cancellationToken));
        }
        catch (Exception e) when (RefusedIn(step, e) is { } refused)
        {
            // The others have nothing to do with it.
            run.RefuseAccount(refused.AccountId, refused.Reason, time.GetUtcNow());
        }
        catch (ConflictException) when (step is PermissionSetStep.Create)
        {
            // The name is taken. By whom, perhaps by ourselves before a crash, is for the next look to say.
            await reader.NamesAsync(steady.GetUtcNow(), cancellationToken);
            run.IsToSettle = facts.ArnOf(run.Pass.Name!) is null;
        }
        catch (ConflictException) when (step is PermissionSetStep.Delete && run.Pass.Observed is { ProvisionedAccounts.Count: > 0 })
        {
            // It was tried although accounts have it: the next look says what to do about them.
            leftovers.Refuse(set.Metadata.Uid);
            run.Refuse();
        }
        catch (Exception e) when (run is { Broken: null, Pass.Desired: not null } && PermissionSetFailure.IsOfThePart(step, e))
        {
            RefusePart(set, run, step, e);
        }
        catch (Exception e) when (AwsFailure.IsOfTheCall(e, cancellationToken) || (run.Started.Count > 0 && e is not OperationCanceledException))
        {
            // What AWS has accepted must be known to the next pass, whatever became of the rest.
            if (run.Started.Count > 0)
                await KeepAsync(set, run, cancellationToken);
            if (!AwsFailure.IsOfTheCall(e, cancellationToken))
                throw;
            return await FailAsync(set, e, await SeenAsync(set, run, e, cancellationToken), cancellationToken);
        }

        return null;
    }

    private void Note(PermissionSet set, PermissionSetRun run, PermissionSetStep step, StepResult result)
    {
        Remember(set, step, result, run.Pass.Observed);
        refusals.Take(set, step);
        run.Arn = result.Arn;
        if (step is PermissionSetStep.Delete && result.WasGone)
            run.IsToSettle = true;
        else
            run.Taken.Add(step);
        if (result.ProvisioningRequestId is { } id)
            run.Started.Add(new(id, (step as PermissionSetStep.ProvisionAccount)?.AccountId));
    }

    // What AWS decided is remembered, so that nobody asks again at once; an error of its own has a back-off already.
    private void RefusePart(PermissionSet set, PermissionSetRun run, PermissionSetStep step, Exception error)
    {
        var failure = Explain(set, PermissionSetFailure.Of(step, error));
        if (failure.Class is FailureClass.Retry)
            run.RefusePart(run.Pass.Desired!, new(step, failure.Reason, failure.Message), error);
        else
            run.RefusePart(run.Pass.Desired!, refusals.Add(set, step, failure), null);
    }

    // What AWS says of an account alone: that it, or something in it, is not there, or that its own policies deny it. Of a request for all, the accounts one by one tell which it is.
    private static (string? AccountId, string Reason)? RefusedIn(PermissionSetStep step, Exception error) => step switch
    {
        PermissionSetStep.ProvisionAccount account when AwsFailure.SaysAbsent(error, new Sought.Something()) || AwsFailure.Classify(error).Class is FailureClass.Terminal =>
            (account.AccountId, AwsFailure.Classify(error).Message),
        PermissionSetStep.ProvisionAllAccounts when AwsFailure.SaysAbsent(error, new Sought.Something()) => (null, AwsFailure.Classify(error).Message),
        _ => null,
    };

    /// <summary>
    /// What is known of AWS where a step failed: what was seen before the first step, where none was taken; what AWS has now, where somebody must act and will want to know;
    /// else nothing, since the next try is near.
    /// </summary>
    private async Task<PermissionSetPass> SeenAsync(PermissionSet set, PermissionSetRun run, Exception error, CancellationToken cancellationToken)
    {
        var pass = Begun(set, run);
        if (run.Taken.Count == 0)
            return pass;
        pass = pass with { HasActed = true, IsOwned = pass.IsOwned || run.Taken.Exists(step => step is PermissionSetStep.Create) };
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

    // What AWS accepted is so, also while it does not show it.
    private void Remember(PermissionSet set, PermissionSetStep step, StepResult result, ObservedPermissionSet? observed)
    {
        accepted.Add(result.Arn, step, result.ProvisioningRequestId, observed?.ProvisionedAccounts ?? []);
        if (step is PermissionSetStep.Create create)
            facts.PutCreated(PermissionSetObserved.JustCreated(create, result.Arn), steady.GetUtcNow());
        // That it was gone already may mean that it was not shown yet: then it is looked for, and deleted, again.
        if (step is not PermissionSetStep.Delete || result.WasGone)
            return;
        _created.TryRemove(set.Metadata.Uid, out _);
        _deleted[set.Metadata.Uid] = true;
        accepted.Forget(result.Arn);
        facts.MarkStale(result.Arn, steady.GetUtcNow(), exists: false);
    }

    // AWS promises no read of what was just written: a set that is not seen right after its creation may be there all the same, and nobody would delete it any more.
    private bool MayBeThere(PermissionSet set, DateTimeOffset lookedAt) => !_deleted.ContainsKey(set.Metadata.Uid)
        && (facts.IsTooEarly(lookedAt) || (_created.TryGetValue(set.Metadata.Uid, out var at) && settling.IsTooEarly(steady.GetUtcNow(), at)));

    private async Task<StepResult> StepAsync(PermissionSetStep step, Instance instance, string? arn, PermissionSetCause cause, CancellationToken cancellationToken)
    {
        if (arn is not null)
        {
            instance.EnsureHas(arn);
            facts.MarkStale(arn, steady.GetUtcNow());
        }

        try
        {
            var result = await executor.ExecuteAsync(step, instance.Arn, arn, cause, cancellationToken);
            if (arn is not null && step is not PermissionSetStep.Delete && !result.WasGone)
                facts.MarkStale(arn, steady.GetUtcNow(), exists: true);
            return result;
        }
        finally
        {
            if (arn is not null)
                facts.MarkStale(arn, steady.GetUtcNow());
        }
    }

    private Task KeepAsync(PermissionSet set, PermissionSetRun run, CancellationToken cancellationToken) =>
        journal.WriteAsync(set, Begun(set, run) with { HasActed = true }, cancellationToken);

    private PermissionSetPass Begun(PermissionSet set, PermissionSetRun run)
    {
        provisionings.Follow(set.Metadata.Key, run.Started);
        return run.Pass with { Arn = run.Arn, Provisioning = run.Pass.Provisioning.Started(run.Started) };
    }

    /// <summary>
    /// What has been looked at for its present generation can wait for the sweep; what is new, edited or unfinished is read at once if it is not known; what is
    /// being deleted, or was asked for, is read anew.
    /// </summary>
    private static Need NeedOf(PermissionSet set, PermissionSetStatus status, bool deleting) => (deleting, set.Spec.ManagementPolicy) switch
    {
        (true, _) => Need.Fresh,
        _ when Wishes.LookAgain(set.Metadata, status.LastHandledReconcileAt) is not null => Need.Fresh,
        // Who has it observed may have just made it by hand.
        (_, ManagementPolicy.Observe) => status.ObservedGeneration == set.Metadata.Generation ? Need.Named : Need.NamedNow,
        _ when IsSettled(set, status) => Need.Whatever,
        _ => Need.Known,
    };

    private static bool IsSettled(PermissionSet set, PermissionSetStatus status) =>
        status.Arn is not null
        && status.ObservedGeneration == set.Metadata.Generation
        && status.Conditions?.Any(condition => condition is { Type: Conditions.Ready, Status: "True" }) == true;

    // Whatever else is awaited, what was refused or failed in an account is tried again when it is due; what is due already, and is not in the plan, waits for something else.
    private ReconciliationResult ResultOf(PermissionSet set, PermissionSetPass pass, bool deleting, PermissionSetRules rules)
    {
        var failed = pass.Provisioning.Running.Count == 0 && pass.Provisioning.NextTry(time.GetUtcNow(), rules.RestingAccounts) is { } next ? Later(next) : (TimeSpan?)null;
        var refused = refusals.UntilNextTry(set, PermissionSetPlanner.Resting(pass.Desired, pass.Observed, rules));
        var result = deleting && pass.Plan is PermissionSetPlan.Wait && leftovers.Pause(set.Metadata.Uid) is { } pause ? new Again(pause) : WithoutTries(pass, set.Metadata.DeletionTimestamp is { } since ? time.GetUtcNow() - since : null);
        return result with { AtMost = refused is null || failed < refused ? failed : refused };
    }

    private static ReconciliationResult WithoutTries(PermissionSetPass pass, TimeSpan? waited) => (pass.Outcome, pass.Plan) switch
    {
        (Outcome.Stalled stalled, _) => new Stalled(stalled.Reason.ToString()),
        (Outcome.Waiting { Reason: Reason.StillAssigned }, _) => new Again(Leftovers.PauseWhileHeld(waited ?? TimeSpan.Zero)),
        (Outcome.Waiting, _) when pass.Provisioning.Running.Count > 0 => new Waiting("the provisioning to accounts"),
        (Outcome.Waiting waiting, _) => new Waiting(waiting.Message),
        _ => Idle(waited is not null, "a change"),
    };

    // Done would let an object that is being deleted go: that is for an empty plan alone to say.
    private static ReconciliationResult Idle(bool deleting, string awaited) => deleting ? new Waiting(awaited) : new Done();

    private TimeSpan Later(DateTimeOffset next) => next - time.GetUtcNow() is var wait && wait > TimeSpan.FromSeconds(1) ? wait : TimeSpan.FromSeconds(1);

    private async Task<ReconciliationResult> FailAsync(PermissionSet set, Exception error, PermissionSetPass? seen, CancellationToken cancellationToken)
    {
        var failure = Explain(set, AwsFailure.Classify(error));
        (Outcome Outcome, ReconciliationResult Result) end = failure.Class switch
        {
            FailureClass.Terminal => (new Outcome.Stalled(failure.Reason, failure.Message), new Stalled(failure.Reason.ToString()) { AtMost = RefusedSteps.Rest }),
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
