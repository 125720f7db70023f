using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Records;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// What is to become of what is recorded for one owner, and what it wants beside that: of an object as it is, of one that cannot be read, or of one that is gone. The
/// planner is asked the same way for all of them.
/// </summary>
/// <param name="Owner">Whose assignments they are.</param>
/// <param name="Namespace">The namespace whose rights count.</param>
/// <param name="Record">What is recorded; null for nothing.</param>
internal sealed record AccessStance(AuditSubject Owner, string Namespace, AccessRecordEntry? Record)
{
    /// <summary>Under what the owner goes.</summary>
    public ObjectKey Key => Owner.Key;

    /// <summary>Records of earlier objects of the same name that this one takes over.</summary>
    public IReadOnlyList<AccessRecordEntry> TakenOver { get; init; } = [];

    /// <summary>All that is recorded, also what is taken over.</summary>
    public AccessLedger Ledger { get; init; } = AccessLedger.Empty;

    /// <summary>Whether it is not recorded yet, since somebody deleted the record, and is to be before anything else.</summary>
    public bool IsBegun { get; init; }

    /// <summary>How it stands, by permission set.</summary>
    public IReadOnlyDictionary<string, Standing> Standings { get; init; } = new Dictionary<string, Standing>();

    /// <summary>What is wanted; null for nothing.</summary>
    public AccessState? Desired { get; init; }

    /// <summary>The permission set of what is wanted: its ARN and what is recorded of it.</summary>
    public (string Arn, RecordedSet Set)? DesiredSet { get; init; }

    /// <summary>Whether the object is being deleted.</summary>
    public bool IsDeleting { get; init; }

    /// <summary>Whether nothing is touched but what the namespace may not have any more.</summary>
    public bool LeavesAlone { get; init; }

    /// <summary>Whether one assignment is left alone in the same way.</summary>
    public Func<Assignment, bool> IsLeftAlone { get; init; } = _ => false;

    /// <summary>Whether one assignment is not wanted only for lack of knowledge.</summary>
    public Func<Assignment, bool> IsHeld { get; init; } = _ => false;

    /// <summary>Whether AWS is written to at all.</summary>
    public ManagementPolicy Management { get; init; }

    /// <summary>Why an assignment is wanted no longer, where the right to it was not lost and its principal is there.</summary>
    public Func<Assignment, RevocationReason> ReasonOf { get; init; } = _ => RevocationReason.Edit;

    /// <summary>Why nothing new can be assigned; null when it can.</summary>
    public AccountAssignmentPlan.Wait? GrantsWait { get; init; }

    /// <summary>What was approved at the object.</summary>
    public PlanApproval Approval { get; init; } = PlanApproval.None;

    /// <summary>Principals that were found under names that mean somebody else by now.</summary>
    public IReadOnlySet<Principal> Former { get; init; } = new HashSet<Principal>();

    /// <summary>Name of a principal, for people.</summary>
    public Func<Principal, string?> NameOf { get; init; } = _ => null;

    /// <summary>The end that is to be recorded.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Whether anything is recorded that the namespace may not have any more.</summary>
    public bool HasLost => Standings.Values.Contains(Standing.Lost);

    /// <summary>How an assignment stands.</summary>
    public Standing StandingOf(Assignment assignment) => Standings.GetValueOrDefault(assignment.PermissionSetArn, Standing.Unknown);

    /// <summary>Whether the object is gone.</summary>
    public bool IsOwnerless => Key.Namespace is null;

    /// <summary>Whether there is nothing to look at AWS for, nor to say of what is recorded.</summary>
    public bool IsAtRest => Desired is null && (LeavesAlone || !Standings.Values.Any(IsTold)) && Ledger.Tuples.All(IsPassedOver);

    /// <summary>All of which AWS is asked whether it has it: what is wanted, and what is recorded and not passed over.</summary>
    public List<Assignment> Asked => [.. (Desired?.Tuples ?? []).Concat(Ledger.Tuples.Where(held => !Wants(held) && !IsPassedOver(held)))];

    /// <summary>Whether just what is wanted is recorded, beside what is passed over.</summary>
    public bool HoldsWhatItWants => Ledger.Tuples.Where(held => !IsPassedOver(held)).ToList() is var held && held.Count == Desired?.Count && held.TrueForAll(Wants);

    /// <summary>How good what is known of AWS has to be: nothing that is wanted no more is given up because AWS does not show it yet.</summary>
    public AccessNeed Careful(AccessNeed need) => need with { GivesUp = one => !Wants(one) };

    /// <summary>What was seen of <see cref="Asked"/>, and of what was passed over that nobody has looked.</summary>
    public ObservedAccess Beside(ObservedAccess observed)
    {
        var passedOver = Ledger.Tuples.Where(held => !Wants(held) && IsPassedOver(held)).ToList();
        return passedOver.Count == 0 ? observed : observed with { Unknown = observed.Unknown.Concat(passedOver).ToHashSet() };
    }

    /// <summary>Whether an assignment is passed over: it is recorded, and neither AWS nor others are asked about it.</summary>
    public bool IsPassedOver(Assignment assignment) => StandingOf(assignment) switch
    {
        Standing.Lost => false,
        Standing.Foreign or Standing.Elsewhere => true,
        _ => LeavesAlone || IsLeftAlone(assignment),
    };

    // What keeps an object that is deleted, or what its status has to speak of.
    private bool IsTold(Standing standing) => standing is Standing.Foreign || (standing is Standing.Elsewhere && IsDeleting);

    /// <summary>Whether an assignment is wanted.</summary>
    public bool Wants(Assignment assignment) => Desired?.Contains(assignment) == true;

    /// <summary>What is recorded of a permission set.</summary>
    public RecordedSet SetOf(string arn) => DesiredSet is { } desired && desired.Arn == arn
        ? desired.Set
        : TakenOver.Prepend(Record).Select(entry => entry?.SetOf(arn) ?? default).FirstOrDefault(set => set.Name is not null || set.ByName);
}
