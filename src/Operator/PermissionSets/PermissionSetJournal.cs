using System.Collections.Concurrent;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>Tells the user what a pass came to: by status, and by Events where something happened.</summary>
internal sealed class PermissionSetJournal(
    StatusWriter<PermissionSet, PermissionSetStatus> statuses, ResourceEvents events, AnnotationEvents annotations, ProvisioningWatch provisionings, DoorMetrics metrics, TimeProvider time)
{
    private const int MostWarnings = 5;

    // The generation whose warnings were told, by uid: since this process began, else the one in status.
    private readonly ConcurrentDictionary<string, long> _warned = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _rejected = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _healing = new(StringComparer.Ordinal);

    // The generation that AWS was last seen to be as declared by, by uid.
    private readonly ConcurrentDictionary<string, long> _synced = new(StringComparer.Ordinal);

    /// <summary>The status that stands.</summary>
    public PermissionSetStatus Latest(PermissionSet set) => statuses.Latest(set) ?? new();

    /// <summary>Writes the status after a pass, if it says something new.</summary>
    public async Task WriteAsync(PermissionSet set, PermissionSetPass pass, CancellationToken cancellationToken)
    {
        var before = Latest(set);
        annotations.Tell(set.Metadata, PermissionSet.Definition, Wishes.OfAll);
        var after = PermissionSetReport.From(before, pass, set.Metadata.Generation, time.GetUtcNow());
        Warn(set, before, pass);
        await statuses.WriteAsync(set, after, cancellationToken, nameof(PermissionSetStatus.LastSyncTime));
        provisionings.Settle(before.Propagation, after.Propagation);
        Tell(set, before, pass);
    }

    /// <summary>Says that steps are about to be taken, where that is news: a new generation, tags that become ours, or drift. False when the object is gone.</summary>
    public async Task<bool> AnnounceAsync(PermissionSet set, PermissionSetStatus status, PermissionSetPass pass, CancellationToken cancellationToken)
    {
        Warn(set, status, pass);
        var isNews = status.ObservedGeneration != set.Metadata.Generation || pass.ManagedTagKeys?.Any(key => status.ManagedTagKeys?.Contains(key) != true) == true;
        var isDrift = IsDrift(set, status, pass);
        if ((isNews || (isDrift && !IsTold(status, pass))) && !await statuses.WriteAsync(set, PermissionSetReport.From(status, pass, set.Metadata.Generation, time.GetUtcNow()), cancellationToken))
            return false;
        if (!isDrift || !_healing.TryAdd(set.Metadata.Uid, true))
            return true;
        foreach (var difference in pass.Differences)
            metrics.Drifted(PermissionSet.Definition.Kind, difference.Path);
        events.Warning(set.Metadata, PermissionSet.Definition, "DriftDetected", "Heal", $"AWS differs from the spec in {Words(pass.Differences)}. Putting it right.");
        return true;
    }

    /// <summary>Says which steps were taken.</summary>
    public void Acted(PermissionSet set, IReadOnlyCollection<PermissionSetStep> steps)
    {
        if (steps.Count == 0)
            return;
        var summary = string.Join("; ", steps.Take(5).Select(step => step.Summary)) + (steps.Count > 5 ? $"; and {steps.Count - 5} more" : "");
        events.Normal(set.Metadata, PermissionSet.Definition, "Changed", "Apply", $"In AWS: {summary}.");
    }

    /// <summary>Says that the stored object cannot be read: in its status, or where the API server does not take that, by an Event and in the log alone. Once for each problem.</summary>
    public async Task RejectAsync(UndecodableObject entity, CancellationToken cancellationToken)
    {
        var refusal = await statuses.RejectAsync(entity, time.GetUtcNow(), cancellationToken);
        var note = $"{entity.Path}: {entity.Problem}" + (refusal is null ? "" : $" Its status cannot say so until the object is corrected: {refusal}");
        if (_rejected.TryGetValue(entity.Metadata.Uid, out var told) && told == note)
            return;
        _rejected[entity.Metadata.Uid] = note;
        events.Warning(entity.Metadata, PermissionSet.Definition, nameof(Reason.InvalidSpec), "Read", note);
    }

    /// <summary>Forgets an object that is gone.</summary>
    public void Forget(string uid)
    {
        annotations.Forget(uid);
        _rejected.TryRemove(uid, out _);
        _healing.TryRemove(uid, out _);
        _synced.TryRemove(uid, out _);
        _warned.TryRemove(uid, out _);
        statuses.Forget(uid);
    }

    // Once for each generation: a pass that came to no look at the spec leaves it to the next one.
    private void Warn(PermissionSet set, PermissionSetStatus before, PermissionSetPass pass)
    {
        var told = _warned.GetOrAdd(set.Metadata.Uid, before.ObservedGeneration ?? 0);
        if (pass.Desired is null || told == set.Metadata.Generation)
            return;
        _warned[set.Metadata.Uid] = set.Metadata.Generation;
        foreach (var warning in pass.Warnings.Take(MostWarnings))
            events.Warning(set.Metadata, PermissionSet.Definition, warning.Reason, "Check", warning.Sentence);
        if (pass.Warnings.Count > MostWarnings)
            events.Warning(set.Metadata, PermissionSet.Definition, pass.Warnings[MostWarnings].Reason, "Check", $"And {pass.Warnings.Count - MostWarnings} more: the command plan tells all of them.");
    }

    // A difference is drift when the spec did not change, and AWS had been as declared.
    private bool IsDrift(PermissionSet set, PermissionSetStatus status, PermissionSetPass pass) =>
        pass.Differences.Count > 0
        && status.ObservedGeneration == set.Metadata.Generation
        && (status.Conditions?.Any(condition => condition is { Type: Conditions.Ready, Status: "True" }) == true
            || (_synced.TryGetValue(set.Metadata.Uid, out var synced) && synced == set.Metadata.Generation));

    private static bool IsTold(PermissionSetStatus status, PermissionSetPass pass) =>
        status.Drift is { Total: var total, Entries: var entries } && total == pass.Differences.Count && entries?.All(entry => pass.Differences.Any(difference => difference.Path == entry.Path)) == true;

    private static string Words(ValueList<Difference> differences) =>
        string.Join(", ", differences.Take(3).Select(difference => $"{difference.Path} ({difference.Desired}, but AWS has {difference.Observed})"))
        + (differences.Count > 3 ? $" and {differences.Count - 3} more places" : "");

    private void Tell(PermissionSet set, PermissionSetStatus before, PermissionSetPass pass)
    {
        if (pass.Outcome is Outcome.InSync)
            _synced[set.Metadata.Uid] = set.Metadata.Generation;
        // Said once it was seen, not when it was asked for.
        if (pass.Outcome is Outcome.InSync && _healing.TryRemove(set.Metadata.Uid, out _))
            events.Normal(set.Metadata, PermissionSet.Definition, "DriftHealed", "Heal", "AWS is as declared again.");
        var (reason, message) = pass.Outcome switch
        {
            Outcome.Stalled stalled => (stalled.Reason, stalled.Message),
            Outcome.Waiting { Reason: not Reason.Progressing } waiting => (waiting.Reason, waiting.Message),
            Outcome.Failed failed => (failed.Reason, failed.Message),
            Outcome.Paused { Doubt: { } doubt } => (Reason.Paused, doubt),
            _ => (Reason.Synced, ""),
        };
        if (reason is not Reason.Synced && before.Conditions?.Any(condition => condition.Type == Conditions.Ready && condition.Message == message) != true)
            events.Warning(set.Metadata, PermissionSet.Definition, reason.ToString(), "Reconcile", message);
    }
}
