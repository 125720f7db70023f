using System.Collections.Concurrent;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.AccountAssignments.AccountAssignmentStep;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Tells the user what a pass came to: by status, and by Events where something happened.</summary>
internal sealed class AccountAssignmentJournal(
    StatusWriter<AccountAssignment, AccountAssignmentStatus> statuses, ResourceEvents events, AnnotationEvents annotations, DoorMetrics metrics, TimeProvider time)
{
    /// <summary>What drift of assignments is counted under.</summary>
    public const string DriftField = "assignments";

    // How often a large object says how far it is.
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _written = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _healing = new(StringComparer.Ordinal);

    // Since when something is being taken away of objects that are else as declared.
    private readonly ConcurrentDictionary<string, DateTimeOffset> _taking = new(StringComparer.Ordinal);

    /// <summary>The status that stands.</summary>
    public AccountAssignmentStatus Latest(AccountAssignment assignment) => statuses.Latest(assignment) ?? new();

    /// <summary>
    /// Writes the status after a pass, if it says something new. While AWS works on what the pass waits for, it is written as
    /// <see cref="AnnounceAsync"/> does.
    /// </summary>
    public async Task WriteAsync(AccountAssignment assignment, AccountAssignmentStatus status, AccountAssignmentPass pass, CancellationToken cancellationToken)
    {
        annotations.Tell(assignment.Metadata, AccountAssignment.Definition, Wishes.OfAll);
        if (pass is { Outcome: Outcome.Waiting { Reason: Reason.Progressing }, Decision: { } decision } && !MustBeWritten(assignment, status, pass, decision))
            return;
        if (pass.Outcome is not Outcome.Waiting { Reason: Reason.Progressing })
            _taking.TryRemove(assignment.Metadata.Uid, out _);
        await ApplyAsync(assignment, status, pass, cancellationToken);
        Tell(assignment, status, pass);
    }

    /// <summary>
    /// Says that steps are about to be taken. What is new can wait a few seconds while many steps are being taken, and so can that something is taken away: mostly it is done
    /// by then.
    /// </summary>
    /// <returns>False when the object is gone: whatever was made for it now, nobody would ever take away.</returns>
    public async Task<bool> AnnounceAsync(AccountAssignment assignment, AccountAssignmentStatus status, AccountAssignmentPass pass, CancellationToken cancellationToken)
    {
        if (MustBeWritten(assignment, status, pass, pass.Decision!) && !await ApplyAsync(assignment, status, pass, cancellationToken))
            return false;
        TellExpiry(assignment, status, pass);
        if (DriftOf(assignment, status, pass) is not { Count: > 0 } drift || !_healing.TryAdd(assignment.Metadata.Uid, true))
            return true;
        metrics.Drifted(AccountAssignment.Definition.Kind, DriftField);
        Warning(assignment, "DriftDetected", "Heal", $"Drift: {(drift.Count == 1 ? "1 assignment was" : $"{drift.Count} assignments were")} revoked outside of Kubernetes. Reassigning {Listed(drift, step => step.Words)}.");
        return true;
    }

    /// <summary>Says which steps were handed over to be taken.</summary>
    public void Began(AccountAssignment assignment, IReadOnlyCollection<AccountAssignmentStep> steps) => Normal(assignment, "Changing", "Apply", $"In AWS: {Words(steps)}.");

    /// <summary>Says that an object that goes leaves access in AWS.</summary>
    public void Released(AccountAssignment assignment, int left)
    {
        if (left > 0)
            Normal(assignment, nameof(Reason.Retained), "Finalize", $"{(left == 1 ? "1 assignment stays" : $"{left} assignments stay")} in AWS; AccessRecord {assignment.Metadata.Uid} tells which.");
    }

    /// <summary>Says that somebody deleted what was recorded for an object.</summary>
    public void LostRecord(AccountAssignment assignment) => Warning(
        assignment, "RecordLost", "Reconcile",
        $"AccessRecord {assignment.Metadata.Uid}, which had what was assigned for this object, was deleted: what AWS has of what the object asks for is recorded anew, and what it was given beyond that is forgotten and "
        + "stays in AWS.");

    /// <summary>Says that something is left behind in AWS, which cannot be revoked.</summary>
    public void LeftBehind(AccountAssignment assignment, IReadOnlyCollection<AccountAssignmentStep> steps) =>
        Warning(assignment, "LeftBehind", "Finalize", $"AWS keeps assignments of principals that are gone and does not let them be revoked; contact AWS Support. Could not {Words(steps)}.");

    /// <summary>Says that the stored object cannot be read.</summary>
    public async Task RejectAsync(UndecodableObject entity, CancellationToken cancellationToken)
    {
        await statuses.RejectAsync(entity, time.GetUtcNow(), cancellationToken);
        events.Warning(entity.Metadata, AccountAssignment.Definition, nameof(Reason.InvalidSpec), "Read", $"{entity.Path}: {entity.Problem}");
    }

    /// <summary>Forgets an object that is gone.</summary>
    public void Forget(string uid)
    {
        annotations.Forget(uid);
        statuses.Forget(uid);
        _written.TryRemove(uid, out _);
        _healing.TryRemove(uid, out _);
        _taking.TryRemove(uid, out _);
    }

    private async Task<bool> ApplyAsync(AccountAssignment assignment, AccountAssignmentStatus before, AccountAssignmentPass pass, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // Two times that contradict each other declare no other end than the one before.
        var end = AccessWindow.Contradicts(assignment.Spec) ? before.DeclaredEnd : DeclaredEnds.Next(before.DeclaredEnd, assignment.Spec.ExpiresAt, pass.Decision, now);
        var told = pass with { DeclaredEnd = end };
        var after = AccountAssignmentReport.From(before, told, assignment.Metadata.Generation, now);
        if (!await statuses.WriteAsync(assignment, after, cancellationToken, nameof(AccountAssignmentStatus.LastSyncTime)))
            return false;
        _written[assignment.Metadata.Uid] = time.GetUtcNow();
        return true;
    }

    // That an approval is used up, and that what others gave is this object's now, is remembered before anything is done.
    private bool MustBeWritten(AccountAssignment assignment, AccountAssignmentStatus status, AccountAssignmentPass pass, Decision decision) =>
        decision.Adopts || (decision.IsJudged && pass.Approval != status.LastApproval) || (!IsBrief(assignment, status, decision) && IsNews(assignment, status));

    private bool IsNews(AccountAssignment assignment, AccountAssignmentStatus status) =>
        status.ObservedGeneration != assignment.Metadata.Generation
        || status.Conditions?.Any(condition => condition is { Type: Conditions.Ready, Reason: nameof(Reason.Progressing) }) != true
        || !_written.TryGetValue(assignment.Metadata.Uid, out var last)
        || IsOver(last);

    // Only something is taken away, and that not for long yet: what status says of the rest is true all the while.
    private bool IsBrief(AccountAssignment assignment, AccountAssignmentStatus status, Decision decision) =>
        decision is { Held: null, Counts: var counts } && counts.Assigned == counts.Desired && counts.Failed == 0
        && status.Conditions?.Any(condition => condition is { Type: Conditions.Ready, Status: "True" }) == true
        && !IsOver(_taking.GetOrAdd(assignment.Metadata.Uid, _ => time.GetUtcNow()));

    // A clock that was set back says nothing of how long ago it was.
    private bool IsOver(DateTimeOffset since) => time.GetUtcNow() - since is var age && (age >= ProgressInterval || age < TimeSpan.Zero);

    // Drift is what was recorded, was not asked to be taken away, and is gone, while AWS had been as declared.
    private static List<AccountAssignmentStep> DriftOf(AccountAssignment assignment, AccountAssignmentStatus status, AccountAssignmentPass pass)
    {
        var wasReady = status.ObservedGeneration == assignment.Metadata.Generation
            && status.Conditions?.Any(condition => condition is { Type: Conditions.Ready, Status: "True" }) == true;
        var recorded = wasReady ? pass.Recorded : AccessLedger.Empty;
        return [.. pass.Decision!.Differences.Where(step => step is Grant && recorded.Contains(step.Assignment))];
    }

    private static string Words(IReadOnlyCollection<AccountAssignmentStep> steps) => Listed(steps, step => step.Summary);

    private static string Listed(IReadOnlyCollection<AccountAssignmentStep> steps, Func<AccountAssignmentStep, string> words) =>
        string.Join("; ", steps.Take(5).Select(words)) + (steps.Count > 5 ? $"; and {steps.Count - 5} more" : "");

    private void Tell(AccountAssignment assignment, AccountAssignmentStatus before, AccountAssignmentPass pass)
    {
        TellExpiry(assignment, before, pass);
        if (pass.Outcome is Outcome.InSync && _healing.TryRemove(assignment.Metadata.Uid, out _))
            Normal(assignment, "DriftHealed", "Heal", "AWS is as declared again.");
        var (reason, message) = pass.Outcome switch
        {
            Outcome.Stalled stalled => (stalled.Reason, stalled.Message),
            Outcome.Waiting { Reason: not Reason.Progressing } waiting => (waiting.Reason, waiting.Message),
            Outcome.Withheld withheld => (withheld.Reason, withheld.Message),
            Outcome.Failed failed => (failed.Reason, failed.Message),
            Outcome.Paused { Doubt: { } doubt } => (Reason.Paused, doubt),
            _ => (Reason.Synced, ""),
        };
        if (reason is not Reason.Synced && before.Conditions?.Any(condition => condition.Type == Conditions.Ready && condition.Message == message) != true)
            Warning(assignment, reason.ToString(), "Reconcile", message);
    }

    private void TellExpiry(AccountAssignment assignment, AccountAssignmentStatus before, AccountAssignmentPass pass)
    {
        if (pass.Notice is { ExpiresAt: { } end } notice && notice != before.ExpiryNotice)
            Normal(assignment, "ExpiresSoon", "Expire", $"The access ends at {AccessWindow.Text(end)}, in less than {notice.Ahead}.");
        if (pass.Outcome is Outcome.InSync { Reason: Reason.Expired } expired && before.Conditions?.Any(condition => condition is { Type: Conditions.Ready, Reason: nameof(Reason.Expired) }) != true)
            Normal(assignment, nameof(Reason.Expired), "Expire", expired.Message);
    }

    private void Normal(AccountAssignment assignment, string reason, string action, string note) =>
        events.Normal(assignment.Metadata, AccountAssignment.Definition, reason, action, note);

    private void Warning(AccountAssignment assignment, string reason, string action, string note) =>
        events.Warning(assignment.Metadata, AccountAssignment.Definition, reason, action, note);
}
