using System.Collections.Concurrent;
using System.Diagnostics;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.Kubernetes.Controllers.ReconciliationResult;
using InstancePlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.Instances.InstanceStep>;
using UnmanagedPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.Instances.UnmanagedStep>;

namespace IdentityCenterOperator.Instances;

/// <summary>
/// The path of IdentityCenter: spec to desired, AWS to observed, both to a plan, the plan to steps, what it came to into status. It costs no call beyond those of the
/// sweep, except after an edit.
/// </summary>
internal sealed class InstanceController(
    InstanceWatch watch,
    InstanceLocator instances,
    Sweep sweep,
    FactStore facts,
    AttributeReader attributes,
    OperationSlots slots,
    InstanceExecutor executor,
    UnmanagedWatch unmanaged,
    InstanceJournal journal,
    Settling settling,
    ObjectStore<Entities.IdentityCenter> store,
    SteadyClock time) : IEntityController<Entities.IdentityCenter>
{
    private static readonly TimeSpan BusyInterval = TimeSpan.FromSeconds(2);

    private const string NotShownYet = "AWS has accepted the attributes for access control and does not show them yet.";

    // The attributes that AWS accepted last. One object is looked at at a time.
    private (string InstanceArn, ValueDictionary? Sources, DateTimeOffset At)? _accepted;

    // When somebody asked for a look, and with which words.
    private readonly ConcurrentDictionary<string, (string Wish, DateTimeOffset At)> _wishes = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<ReconciliationResult> ReconcileAsync(Entities.IdentityCenter entity, CancellationToken cancellationToken)
    {
        // The operator's own gives way to the one that somebody has declared, and is about to go.
        if (entity.Metadata.Name == Entities.IdentityCenter.DiscoveredName && ReportingInstance.In(store)?.Key == ReportingInstance.Declared)
            return new Done();
        if (Wishes.Pause(entity.Metadata) is { } pause)
            return await HoldAsync(entity, pause, new Done(), cancellationToken);
        try
        {
            return InstanceDesired.From(entity) switch
            {
                InstanceDesired.Valid desired => await LookAndActAsync(entity, desired.State, cancellationToken),
                InstanceDesired.Invalid invalid => await HoldAsync(
                    entity, new Outcome.Stalled(Reason.InvalidSpec, invalid.Message), new Stalled(nameof(Reason.InvalidSpec)), cancellationToken),
                _ => throw new UnreachableException(),
            };
        }
        catch (Exception e) when (AwsFailure.IsOfTheCall(e, cancellationToken))
        {
            return await FailAsync(entity, e, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task<ReconciliationResult> FinalizeAsync(Entities.IdentityCenter entity, CancellationToken cancellationToken) => Task.FromResult<ReconciliationResult>(new Done());

    /// <inheritdoc/>
    public Task DeletedAsync(ObjectKey key, string uid, CancellationToken cancellationToken)
    {
        journal.Forget(uid);
        _wishes.TryRemove(uid, out _);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<ReconciliationResult> RejectAsync(UndecodableObject entity, CancellationToken cancellationToken)
    {
        unmanaged.Hold(entity.Metadata.Key);
        await journal.RejectAsync(entity, cancellationToken);
        return new Stalled(nameof(Reason.InvalidSpec));
    }

    private async Task<ReconciliationResult> LookAndActAsync(Entities.IdentityCenter center, InstanceState desired, CancellationToken cancellationToken)
    {
        var status = journal.Latest(center);
        var handled = Ask(center, status);
        var isNew = status.ObservedGeneration != center.Metadata.Generation;
        var instance = await FindAsync(isNew, cancellationToken);
        var observed = await ObserveAsync(desired, instance, isNew, cancellationToken);
        if (desired.Attributes is not null && IsNotShownYet(instance, observed))
        {
            facts.Attributes.MarkStale(instance.Arn, time.GetUtcNow());
            // What was shown before may be another's change by now. Until that can be told, what is said stays as it is: a change is healed, and told, as one of what was there.
            if (!isNew && InstanceJournal.IsReady(status))
                return new Again(BusyInterval);
            return await EndAsync(center, Known(new(new Outcome.Waiting(Reason.Progressing, NotShownYet)), instance), new Again(BusyInterval), cancellationToken);
        }

        var plan = InstancePlanner.Plan(desired, observed);
        if (plan is InstancePlan.Do act)
            return await ActAsync(center, status, instance, act, observed, cancellationToken);
        var view = await unmanaged.LookAsync(center, cancellationToken);
        var (rest, kept) = await unmanaged.PlanAsync(center, status.Plan?.Hash, view, cancellationToken);
        await unmanaged.SubmitAsync(center, rest, cancellationToken);
        var pass = Known(new(OutcomeOf(plan, rest, kept)), instance) with { Unmanaged = view, Plan = view is null ? null : rest, HandledReconcileAt = handled };
        return await EndAsync(center, pass, ResultOf(plan, view), cancellationToken);
    }

    // The sweep looks anyway, also as long as something stands against the instance; an edit is answered at once.
    private async Task<Instance> FindAsync(bool isNew, CancellationToken cancellationToken)
    {
        return (isNew, sweep.Failure) switch
        {
            (true, _) => await watch.LookAsync(cancellationToken),
            (false, { } failure) => throw new SweepFailedException(failure),
            _ => await watch.UsableAsync(cancellationToken),
        };
    }

    private async Task<ObservedInstance> ObserveAsync(InstanceState desired, Instance instance, bool isNew, CancellationToken cancellationToken)
    {
        if (desired.Attributes is null)
            return new(null);
        var known = facts.Attributes.Of(instance.Arn);
        var isGood = !isNew && known is Fact<AttributeFacts>.Absent or Fact<AttributeFacts>.Present { StaleSince: null, Value.Status: "ENABLED" };
        return InstanceObserved.From(isGood ? known : await attributes.ReadAsync(instance.Arn, CallPriority.Edit, cancellationToken));
    }

    // Nothing is put right that AWS was not given the time to show.
    private bool IsNotShownYet(Instance instance, ObservedInstance observed) =>
        _accepted is { } last
        && last.InstanceArn == instance.Arn
        && ReadAtOf(facts.Attributes.Of(instance.Arn)) is { } readAt
        && settling.IsTooEarly(readAt, last.At)
        && !Equals(observed.Attributes, last.Sources);

    private static DateTimeOffset? ReadAtOf(Fact<AttributeFacts> fact) => fact switch
    {
        Fact<AttributeFacts>.Present known => known.ReadAt,
        Fact<AttributeFacts>.Absent gone => gone.ReadAt,
        _ => null,
    };

    private static ValueDictionary? SourcesOf(InstanceStep step) => step switch
    {
        InstanceStep.CreateAttributes create => create.Sources,
        InstanceStep.UpdateAttributes update => update.Sources,
        _ => null,
    };

    private async Task<ReconciliationResult> ActAsync(
        Entities.IdentityCenter center, IdentityCenterStatus status, Instance instance, InstancePlan.Do plan, ObservedInstance observed, CancellationToken cancellationToken)
    {
        var subject = AuditSubject.Of(Entities.IdentityCenter.Definition, center.Metadata);
        foreach (var step in plan.Steps)
        {
            facts.Attributes.MarkStale(instance.Arn, time.GetUtcNow());
            await executor.ExecuteAsync(step, instance.Arn, subject, observed.Attributes, cancellationToken);
            facts.Attributes.MarkStale(instance.Arn, time.GetUtcNow());
            _accepted = (instance.Arn, SourcesOf(step), time.GetUtcNow());
            journal.Acted(center, status, step);
        }

        await attributes.ReadAsync(instance.Arn, CallPriority.Edit, cancellationToken);
        return await EndAsync(center, Known(new(Outcome.From(plan)), instance), new Again(TimeSpan.Zero), cancellationToken);
    }

    private InstancePass Known(InstancePass pass, Instance instance) => pass with
    {
        Instance = instance,
        Facts = (facts.Instances.Of(instance.Arn) as Fact<InstanceFacts>.Present)?.Value,
        Administration = (facts.Administration.Of(instance.Arn) as Fact<AdministrationFacts>.Present)?.Value,
        Sweep = sweep.Last,
        OperationsOfOthers = sweep.Last is null ? null : slots.Others,
        Quotas = sweep.Last is null ? null : Quota.Of([.. facts.PermissionSets.Select(fact => fact.Value)]),
    };

    // What is taken away of what nobody declared does not make the instance less ready; that something waits for an approval is told.
    private static Outcome OutcomeOf(InstancePlan plan, UnmanagedPlan rest, string kept) => plan is not InstancePlan.Nothing
        ? Outcome.From(plan)
        : new Outcome.InSync(string.Join(' ', new[] { "The instance can be managed.", Words(rest), kept }.Where(words => words.Length > 0)));

    private static string Words(UnmanagedPlan rest) => rest switch
    {
        UnmanagedPlan.Withhold held => held.Message,
        UnmanagedPlan.Wait wait => wait.Message,
        UnmanagedPlan.Do act => $"Taking away what nobody declared: {act.Steps.Count} to go.",
        _ => "",
    };

    private static ReconciliationResult ResultOf(InstancePlan plan, UnmanagedView? view) => plan switch
    {
        InstancePlan.Wait => new Again(BusyInterval),
        InstancePlan.Refuse refuse => new Stalled(refuse.Reason.ToString()),
        _ when view?.Unasked.Any() == true => new Again(TimeSpan.FromSeconds(1)),
        _ => new Done(),
    };

    // The look that somebody asked for is answered by a round that began after the question.
    private string? Ask(Entities.IdentityCenter center, IdentityCenterStatus status)
    {
        if (Wishes.LookAgain(center.Metadata, status.LastHandledReconcileAt) is not { } wish)
            return null;
        if (_wishes.TryGetValue(center.Metadata.Uid, out var asked) && asked.Wish == wish)
            return sweep.Last?.StartedAt >= asked.At ? wish : null;
        _wishes[center.Metadata.Uid] = (wish, time.GetUtcNow());
        sweep.Hurry();
        return null;
    }

    // What the user did not ask for in so many words is not taken away.
    private Task<ReconciliationResult> HoldAsync(Entities.IdentityCenter center, Outcome outcome, ReconciliationResult result, CancellationToken cancellationToken)
    {
        unmanaged.Hold(center.Metadata.Key);
        return EndAsync(center, new(outcome) { IsLeftAlone = true }, result, cancellationToken);
    }

    private async Task<ReconciliationResult> FailAsync(Entities.IdentityCenter center, Exception error, CancellationToken cancellationToken)
    {
        var failure = AwsFailure.Classify((error as SweepFailedException)?.InnerException ?? error);
        Outcome outcome = failure.Class switch
        {
            FailureClass.Terminal => new Outcome.Stalled(failure.Reason, failure.Message),
            FailureClass.Wait => new Outcome.Waiting(failure.Reason, failure.Message),
            _ => new Outcome.Failed(failure.Reason, failure.Message),
        };
        ReconciliationResult result = (failure.Class, error) switch
        {
            // The sweep is at it, and tells how its next look went.
            (_, SweepFailedException) or (FailureClass.Terminal, InstanceNotFoundException) => new Waiting("the next look at the instance"),
            (FailureClass.Terminal, _) => new Stalled(failure.Reason.ToString()),
            (FailureClass.Wait, _) => new Again(TimeSpan.FromSeconds(5)),
            _ => new Failed(error),
        };
        // An instance that must not be managed is not recorded as the one that is.
        var isRecorded = failure.Reason is not (Reason.InstanceChanged or Reason.NotOrganizationInstance);
        return await EndAsync(center, isRecorded && instances.Found is { } instance ? Known(new(outcome), instance) : new(outcome), result, cancellationToken);
    }

    private async Task<ReconciliationResult> EndAsync(Entities.IdentityCenter center, InstancePass pass, ReconciliationResult result, CancellationToken cancellationToken)
    {
        await journal.WriteAsync(center, pass, cancellationToken);
        return result;
    }

    private sealed class SweepFailedException(Exception inner) : Exception(inner.Message, inner);
}
