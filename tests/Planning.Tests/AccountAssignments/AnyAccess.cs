using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace Planning.Tests.AccountAssignments;

/// <summary>Any wishes, ledgers and worlds, from small vocabularies, so that everything meets everything.</summary>
internal static class AnyAccess
{
    public static readonly string[] Arns = ["arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-aaaaaaaaaaaaaaaa", "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-bbbbbbbbbbbbbbbb"];

    public static readonly string[] Accounts = ["400000000001", "400000000002", "400000000003"];

    public static readonly Principal[] Principals =
    [
        new(PrincipalKind.Group, "00000000-0000-4000-8000-00000000000a"), new(PrincipalKind.Group, "00000000-0000-4000-8000-00000000000b"), new(PrincipalKind.User, "00000000-0000-4000-8000-00000000000c"),
    ];

    /// <summary>Every assignment that can be.</summary>
    public static readonly Assignment[] All = [.. from arn in Arns from account in Accounts from principal in Principals select new Assignment(account, arn, principal)];

    public static readonly Gen<AccessState> State =
        from arn in Gen.Elements(Arns)
        from accounts in Gen.SubListOf(Accounts)
        from principals in Gen.SubListOf(Principals)
        select new AccessState(arn, accounts.ToValueSet(), principals.ToValueSet());

    private static readonly Gen<AccessLedger> Ledger =
        from recorded in Gen.SubListOf(All)
        from revoking in Few
        select new AccessLedger(recorded.Select(assignment => new LedgerEntry(assignment, revoking.Contains(assignment))));

    private static readonly Gen<Dictionary<Assignment, Claim>> Claims =
        from claims in Gen.ArrayOf(Gen.Frequency((6, Gen.Constant(Claim.None)), (1, Gen.Constant(Claim.Recorded)), (1, Gen.Constant(Claim.Unrecorded)), (1, Gen.Constant(Claim.Passive)), (1, Gen.Constant(Claim.Unknown))), All.Length)
        select All.Zip(claims).ToDictionary();

    private static Gen<HashSet<Assignment>> Few => Gen.Frequency(
        (2, Gen.Constant<HashSet<Assignment>>([])), (1, Gen.SubListOf(All).Select(some => some.Where((_, index) => index % 3 == 0).ToHashSet())));

    private static readonly Gen<AccountAssignmentRules> Rules =
        from management in Gen.Frequency((9, Gen.Constant(ManagementPolicy.Enforce)), (1, Gen.Constant(ManagementPolicy.Observe)))
        from deletion in Gen.Frequency((4, Gen.Constant(DeletionPolicy.Delete)), (1, Gen.Constant(DeletionPolicy.Retain)))
        from deleting in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from ledger in Ledger
        from claims in Claims
        from held in Few
        from busy in Few
        from resting in Few
        from wait in Gen.Frequency((5, Gen.Constant<AccountAssignmentPlan.Wait?>(null)), (1, Gen.Constant<AccountAssignmentPlan.Wait?>(new(Reason.PermissionSetNotReady, "The permission set is not ready."))))
        from left in Gen.Choose(0, 12)
        from used in Gen.Choose(0, 12)
        from waiting in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 6)))
        from shown in Gen.Frequency((3, Gen.Constant<string?>(null)), (1, Gen.Constant<string?>("another")))
        from reasons in Gen.ArrayOf(Gen.Frequency((3, Gen.Constant(RevocationReason.Edit)), (1, Gen.Elements(Enum.GetValues<RevocationReason>()))), All.Length)
        from shrunk in Gen.Frequency((5, Gen.Constant<string[]>([])), (1, Gen.Constant(Accounts[..1])))
        select new AccountAssignmentRules
        {
            Management = management,
            Deletion = deletion,
            IsDeleting = deleting,
            Ledger = ledger,
            ClaimOf = assignment => claims[assignment],
            IsHeld = held.Contains,
            ReasonOf = assignment => reasons[Array.IndexOf(All, assignment)],
            IsBusy = busy.Contains,
            IsResting = resting.Contains,
            GrantsWait = wait,
            Room = new(left, left + used, waiting),
            Approval = new(null, null, shown),
            ShrunkAccounts = shrunk.ToHashSet(),
        };

    /// <summary>Any wish, any world, any rules; now and then nothing is wanted.</summary>
    public static readonly Arbitrary<AccessSituation> Situations = (
        from state in State
        from desired in Gen.Frequency((5, Gen.Constant<AccessState?>(state)), (1, Gen.Constant<AccessState?>(null)))
        from present in Gen.SubListOf(All)
        from unknown in Few
        from rules in Rules
        select new AccessSituation(desired, new(present.Where(assignment => !unknown.Contains(assignment)).ToHashSet(), unknown), rules)).ToArbitrary();
}

/// <summary>All that the planner is told.</summary>
internal sealed record AccessSituation(AccessState? Desired, ObservedAccess Observed, AccountAssignmentRules Rules)
{
    /// <summary>What is wanted after all: a deletion wants nothing.</summary>
    public HashSet<Assignment> Wanted => Rules.IsDeleting || Desired is null ? [] : [.. Desired.Tuples];

    public Decision Decide() => AccountAssignmentPlanner.Plan(Desired, Observed, Rules);

    public IReadOnlyList<AccountAssignmentStep> Steps() => Decide().Plan is AccountAssignmentPlan.Do plan ? plan.Steps : [];

    public IEnumerable<Assignment> Grants() => Steps().OfType<AccountAssignmentStep.Grant>().Select(step => step.Assignment);

    public IEnumerable<Assignment> Revocations() => Steps().OfType<AccountAssignmentStep.Revoke>().Select(step => step.Assignment);
}
