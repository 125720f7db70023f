using System.Text.Json;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>From an object and what is recorded for it to what is to become of that. The right of its namespace comes first, entry by entry, whatever the object says.</summary>
internal sealed class Stances(
    AccessRecords records, AssignmentRegister register, PermissionSetReferences references, OrganizationDirectory organization, FactStore facts, RevocationCauses causes, TimeProvider time)
{
    /// <summary>Of an object.</summary>
    /// <param name="assignment">The object.</param>
    /// <param name="status">Its status.</param>
    /// <param name="outlook">What it asks for.</param>
    /// <param name="deleting">Whether it is being deleted.</param>
    public AccessStance Of(AccountAssignment assignment, AccountAssignmentStatus status, Outlook outlook, bool deleting)
    {
        var record = records.Of(assignment.Metadata.Uid);
        var leavesAlone = LeavesAlone(assignment, outlook, deleting);
        var stance = Of(AuditSubject.Of(AccountAssignment.Definition, assignment.Metadata), assignment.Metadata.Namespace!, record, deleting || leavesAlone ? [] : Predecessors(assignment.Metadata));
        if (deleting && !leavesAlone && LostRecord(assignment, status) && outlook is Outlook.Open { Desired.Principals.AreKnown: true } lost)
            stance = Begun(stance, lost);
        var open = deleting || leavesAlone ? null : outlook as Outlook.Open;
        return stance with
        {
            Desired = open?.Desired.State,
            DesiredSet = open is null ? stance.DesiredSet : (open.Set.Arn, new(open.Set.Name, open.Set.ByName)),
            IsDeleting = deleting,
            LeavesAlone = leavesAlone,
            IsLeftAlone = outlook is Outlook.NoSet noSet && !deleting ? held => noSet.Desired?.Keeps(held) != false : _ => false,
            IsHeld = held => IsHeld(open, held),
            Management = assignment.Spec.ManagementPolicy,
            ReasonOf = _ => causes.Of(assignment, status, outlook, EndOf(assignment.Spec, record), deleting),
            Former = causes.FormerOf(assignment, status),
            GrantsWait = open is null ? null : GrantsWait(open),
            Approval = new(Wishes.Approval(assignment.Metadata), status.LastApproval, AccountAssignmentReport.ShownPlan(status)),
            NameOf = NamesIn(open, status),
            EndsAt = deleting ? record?.EndsAt : EndsAt(assignment.Spec, record),
        };
    }

    /// <summary>Whether something was recorded for an object and the record is gone: somebody deleted it.</summary>
    public bool LostRecord(AccountAssignment assignment, AccountAssignmentStatus status) => status.AccessRecord is not null && records.Of(assignment.Metadata.Uid) is null;

    /// <summary>Whether an object has what it shall have no more: its time is over, or its namespace may not have all of it any more.</summary>
    public bool IsEnding(AccountAssignment assignment, Outlook outlook) =>
        outlook is Outlook.Closed or Outlook.Forbidden ? records.Of(assignment.Metadata.Uid) is { Ledger.Count: > 0 } : IsEnding(assignment.Metadata);

    /// <summary>Whether something is recorded for an object that is to go, whatever it says: the end that it had declared has come, or its namespace may not have it any more.</summary>
    public bool IsEnding(ObjectMeta metadata) => records.Of(metadata.Uid) is { Ledger: { Count: > 0 } ledger } record
        && (record.EndsAt <= time.GetUtcNow() || ledger.PermissionSetArns.Any(arn => references.StandingOf(arn, record.SetOf(arn), record.Owner.Namespace) is Standing.Lost));

    /// <summary>Of an object that cannot be read: it is judged by what is recorded for it, and by so much of it as can be read.</summary>
    public AccessStance Of(UndecodableObject entity, ReadOnlyMemory<byte> json, bool deleting)
    {
        var record = records.Of(entity.Metadata.Uid);
        var stance = Of(AuditSubject.Of(AccountAssignment.Definition, entity.Metadata), entity.Metadata.Namespace!, record, []);
        var isOver = record?.EndsAt <= time.GetUtcNow();
        return stance with
        {
            IsDeleting = deleting,
            LeavesAlone = deleting ? !GoesWithAll(json) : !isOver,
            IsHeld = held => IsHeld(null, held),
            ReasonOf = _ => deleting ? RevocationReason.Deletion : causes.OfEnd(DeclaredEndIn(json), record?.EndsAt),
            // Its plan is shown at the IdentityCenter alone, and approved there.
            Approval = new(Wishes.Approval(entity.Metadata), null, null),
            NameOf = NamesIn(null, new()),
            EndsAt = record?.EndsAt,
        };
    }

    /// <summary>Of a record whose object is gone. The end that the object had declared outlives it: nobody keeps access beyond it by taking the object away.</summary>
    /// <param name="record">The record.</param>
    /// <param name="isRevoked">Whether somebody who may decide so wants it revoked.</param>
    /// <param name="hasNamespace">Whether the namespace is there; one that is not may use nothing.</param>
    public AccessStance Of(AccessRecordEntry record, bool isRevoked, bool hasNamespace)
    {
        var stance = Of(AuditSubject.Of(AccessRecord.Definition, record.Metadata), record.Owner.Namespace, record, []);
        var isOver = record.EndsAt <= time.GetUtcNow();
        return stance with
        {
            LeavesAlone = !isRevoked && hasNamespace && !isOver,
            IsDeleting = true,
            // Nobody can have changed it since the object went.
            ReasonOf = _ => causes.OfEnd(new() { ExpiresAt = record.EndsAt, Since = record.Since }, record.EndsAt) is RevocationReason.Expired ? RevocationReason.Expired : RevocationReason.Deletion,
            Approval = new(Wishes.Approval(record.Metadata), record.Status?.LastApproval, record.Status?.Plan?.Hash),
            NameOf = NamesIn(null, new()),
            EndsAt = record.EndsAt,
        };
    }

    /// <summary>
    /// Tells right before a step leaves, maybe much later than it was planned, whether it still may, by what its owner and all others are then, be it by a change that no pass has
    /// looked at yet. Nothing leaves that stands in no record.
    /// </summary>
    /// <param name="key">The object that it was planned for. Of one that is gone or cannot be read by then nothing leaves: whoever looks at that plans anew.</param>
    public Func<AccountAssignmentStep, bool> MayLeave(ObjectKey key) => step => Now(key) is { } now && MayLeave(now, step);

    /// <summary>The same for an owner that has no word in it.</summary>
    /// <param name="planned">What it was planned for, which holds still but for rights, claims and what is recorded.</param>
    public Func<AccountAssignmentStep, bool> MayLeave(AccessStance planned) => step => MayLeave(Now(planned.Key) ?? Recorded(planned), step);

    private AccessStance? Now(ObjectKey key) => register.Now(key) is var (entity, outlook)
        ? Of(entity, entity.Status ?? new(), outlook, deleting: entity.Metadata.DeletionTimestamp is not null)
        : null;

    private AccessStance Recorded(AccessStance planned) => planned with { Ledger = planned.Record is { Uid: var uid } ? records.Of(uid)?.Ledger ?? AccessLedger.Empty : AccessLedger.Empty };

    private bool MayLeave(AccessStance now, AccountAssignmentStep step) =>
        !now.IsBegun && now.Ledger.Contains(step.Assignment) && (step is AccountAssignmentStep.Grant ? MayAssign(now, step.Assignment) : MayRevoke(now, step.Assignment));

    private static bool MayAssign(AccessStance now, Assignment assignment) => now is { Management: ManagementPolicy.Enforce, GrantsWait: null } && now.Wants(assignment);

    // Nobody claims it, its owner does not want it again, the permission set is this cluster's, and where the loss of the right was the only reason, the namespace did not get it back.
    private bool MayRevoke(AccessStance now, Assignment assignment) =>
        register.ClaimsBeside(now.Key, [assignment.PermissionSetArn]).Of(assignment) is Claim.None
        && references.StandingOf(assignment.PermissionSetArn, now.SetOf(assignment.PermissionSetArn), now.Namespace) switch
        {
            Standing.Lost => true,
            Standing.Ours => !now.Wants(assignment) && !IsKept(now, assignment),
            _ => false,
        };

    private bool IsKept(AccessStance now, Assignment assignment) => now.LeavesAlone || now.IsLeftAlone(assignment) || now.Management is ManagementPolicy.Observe
        || (!now.IsDeleting && now.IsHeld(assignment)) || register.IsPaused(now.Key);

    // An object that goes and whose record is lost is taken at its word: what it asks for, and AWS has, is what it was given.
    private AccessStance Begun(AccessStance stance, Outlook.Open open)
    {
        var begun = stance with
        {
            Ledger = new(open.Desired.State.Tuples.Select(assignment => new LedgerEntry(assignment, IsRevoking: false))),
            DesiredSet = (open.Set.Arn, new(open.Set.Name, open.Set.ByName)),
            IsBegun = open.Desired.State.Count > 0,
        };
        return begun with { Standings = new Dictionary<string, Standing> { [open.Set.Arn] = references.StandingOf(open.Set.Arn, begun.SetOf(open.Set.Arn), stance.Namespace) } };
    }

    private AccessStance Of(AuditSubject owner, string ns, AccessRecordEntry? record, IReadOnlyList<AccessRecordEntry> takenOver)
    {
        var ledger = takenOver.Count == 0 ? record?.Ledger ?? AccessLedger.Empty : new AccessLedger(takenOver.Prepend(record).SelectMany(entry => entry?.Ledger ?? AccessLedger.Empty));
        var stance = new AccessStance(owner, ns, record) { TakenOver = takenOver, Ledger = ledger };
        return stance with { Standings = ledger.PermissionSetArns.ToDictionary(arn => arn, arn => references.StandingOf(arn, stance.SetOf(arn), ns)) };
    }

    // What an earlier object of the name left behind is this one's. One that is still there, or whose record cannot be taken as it is, answers for itself.
    private List<AccessRecordEntry> Predecessors(ObjectMeta metadata) =>
        [.. records.Of(metadata.Key).Where(entry => entry.IsSound && entry.Uid != metadata.Uid && !register.Exists(entry.Uid))];

    private static bool LeavesAlone(AccountAssignment assignment, Outlook outlook, bool deleting) =>
        Wishes.Paused(assignment.Metadata)
        || (deleting
            ? assignment.Spec is { DeletionPolicy: DeletionPolicy.Retain } or { ManagementPolicy: ManagementPolicy.Observe }
            : outlook is Outlook.Invalid or Outlook.Unread or Outlook.Open { Desired.Principals.AreKnown: false });

    // What cannot be read of the two is no word for taking anything away.
    private static bool GoesWithAll(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, JsonDepth.AnyDocument);
        return document.RootElement.TryGetProperty("spec", out var spec) && spec.ValueKind is JsonValueKind.Object
            && Is("deletionPolicy", nameof(DeletionPolicy.Delete)) && Is("managementPolicy", nameof(ManagementPolicy.Enforce));

        bool Is(string field, string word) => !spec.TryGetProperty(field, out var value) || (value.ValueKind is JsonValueKind.String && value.ValueEquals(word));
    }

    // What a status remembers of the end of an object that cannot be read; null where that cannot be read either.
    private static DeclaredEnd? DeclaredEndIn(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, JsonDepth.AnyDocument);
        try
        {
            return document.RootElement.TryGetProperty("status", out var status) && status.ValueKind is JsonValueKind.Object && status.TryGetProperty("declaredEnd", out var end)
                ? end.Deserialize(EntitiesJson.Default.DeclaredEnd)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Where nothing is wanted any more, only what AWS cannot revoke is left alone. Where the permission set was replaced, the old one is kept until the new one can be assigned.
    private bool IsHeld(Outlook.Open? open, Assignment held) => open is null
        ? organization.Current is { } known && known.Accounts.GetValueOrDefault(held.AccountId)?.State != AccountFacts.Active
        : open.Desired.IsHeld(held) || (open.Set.NotYet is not null && held.PermissionSetArn != open.Set.Arn);

    // Only one that is still to come is recorded; one that was recorded stays as long as it is the one that is declared.
    private DateTimeOffset? EndsAt(AccountAssignmentSpec spec, AccessRecordEntry? record) => EndOf(spec, record) is { } end && (end > time.GetUtcNow() || end == record?.EndsAt) ? end : null;

    // Of a spec that contradicts itself the end is the one that it had before.
    private static DateTimeOffset? EndOf(AccountAssignmentSpec spec, AccessRecordEntry? record) =>
        AccessWindow.Contradicts(spec) ? record?.EndsAt : spec.ExpiresAt is { } end ? ConditionMapping.WholeSeconds(end) : null;

    private static AccountAssignmentPlan.Wait? GrantsWait(Outlook.Open open) => (open.Set.NotYet, open.Desired.GrantsWait) switch
    {
        ({ } objection, _) => new(objection.Reason, objection.Message),
        (_, { } message) => new(Reason.AccountNotFound, message),
        _ => null,
    };

    private Func<Principal, string?> NamesIn(Outlook.Open? open, AccountAssignmentStatus status)
    {
        var found = (open?.Desired.Principals.Findings ?? []).OfType<PrincipalFinding.Found>().DistinctBy(one => one.Principal).ToDictionary(one => one.Principal, one => one.Name);
        return principal => found.GetValueOrDefault(principal)
            ?? (facts.PrincipalNames.Of(principal) as Fact<string>.Present)?.Value
            ?? status.Principals?.FirstOrDefault(recorded => recorded.Id == principal.Id)?.Name;
    }
}
