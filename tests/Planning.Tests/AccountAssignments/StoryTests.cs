using System.Text;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using AccountAssignmentPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.AccountAssignments.AccountAssignmentStep>;

namespace Planning.Tests.AccountAssignments;

/// <summary>
/// Stories told as text that a person can review: each is a situation here, and what is planned and recorded in <c>Cases/NAME/plan.txt</c> beside this file. With
/// UPDATE_CASES=1 the texts are written anew; look at the diff.
/// </summary>
public sealed class StoryTests
{
    private static readonly string[] Accounts = ["400000000001", "400000000002"];
    private static readonly Principal Data = AnyAccess.Principals[0];
    private static readonly Principal Recreated = AnyAccess.Principals[1];
    private static readonly Principal Alice = AnyAccess.Principals[2];
    private static readonly AccessState Wanted = new(AnyAccess.Arns[0], [.. Accounts], [Data, Alice]);
    private static readonly AccessState OfTheOldSet = Wanted with { PermissionSetArn = AnyAccess.Arns[1] };
    private static readonly AccountAssignmentRules Rules = new() { Room = new(50, 50), NameOf = principal => principal == Alice ? "alice@example.com" : principal == Data ? "Data Platform" : null };

    private static readonly Dictionary<string, AccessSituation> Stories = new()
    {
        ["everything-is-new"] = new(Wanted, Nothing(), Rules),
        ["nothing-to-do"] = new(Wanted, Has(Wanted), Recorded(Wanted)),
        ["what-was-there-before-is-adopted"] = new(Wanted, Has(Wanted), Rules),
        ["an-account-joined"] = new(Wanted with { Accounts = [.. Accounts, "400000000003"] }, Has(Wanted), Recorded(Wanted)),
        ["an-account-is-no-target-any-more"] = new(Wanted with { Accounts = [Accounts[0]] }, Has(Wanted), Recorded(Wanted)),
        ["revoked-in-the-console"] = new(Wanted, Has(Wanted with { Principals = [Data] }), Recorded(Wanted)),
        ["granted-in-the-console-is-not-ours"] = new(Wanted with { Principals = [Data] }, Has(Wanted), Recorded(Wanted with { Principals = [Data] })),
        ["a-group-was-recreated"] = new(Wanted with { Principals = [Recreated] }, Has(Wanted with { Principals = [Data] }), Recorded(Wanted with { Principals = [Data] })),
        ["then-its-former-id-goes"] = new(
            Wanted with { Principals = [Recreated] }, Has(Wanted with { Principals = [Data, Recreated] }), Recorded(Wanted with { Principals = [Data, Recreated] })),
        ["another-permission-set-waits-for-it-to-be-ready"] = new(Wanted, Has(OfTheOldSet), Recorded(OfTheOldSet) with
        {
            GrantsWait = new(Reason.PermissionSetNotReady, "PermissionSet \"database-admin\" is not ready."),
        }),
        ["another-object-wants-it-too"] = new(Wanted with { Principals = [Data] }, Has(Wanted), Recorded(Wanted) with { ClaimOf = _ => Claim.Recorded }),
        ["another-object-is-about-to-record-it"] = new(Wanted with { Principals = [Data] }, Has(Wanted), Recorded(Wanted) with { ClaimOf = _ => Claim.Unrecorded }),
        ["goes-while-another-object-is-about-to-record-it"] = new(null, Has(Wanted), Recorded(Wanted) with { IsDeleting = true, ClaimOf = _ => Claim.Unrecorded }),
        ["expired"] = new(null, Has(Wanted), Recorded(Wanted)),
        ["deleted-and-retained"] = new(Wanted, Has(Wanted), Recorded(Wanted) with { IsDeleting = true, Deletion = DeletionPolicy.Retain }),
        ["more-than-the-guard-allows"] = new(null, Has(Wanted), Recorded(Wanted) with { Room = new(3, 50) }),
        ["little-that-waits-for-room"] = new(Wanted with { Accounts = [Accounts[0]] }, Has(Wanted), Recorded(Wanted) with { Room = new(1, 12) }),
        ["many-that-are-little-each"] = new(Wanted with { Accounts = [Accounts[0]] }, Has(Wanted), Recorded(Wanted) with { Room = new(12, 12, 40), Approval = new(null, null, "before") }),
        ["the-annotation-says-something-else"] = new(null, Has(Wanted), Recorded(Wanted) with { Room = new(3, 50), Approval = new("0123456789ab", null, null) }),
        ["nobody-knows-the-limits"] = new(null, Has(Wanted), Recorded(Wanted) with { Room = new(0, 0) { IsUnknown = true } }),
        ["an-edit-of-which-not-all-is-seen"] = new(
            Wanted with { Principals = [Data] }, new(Wanted.Tuples.Take(3).ToHashSet(), Wanted.Tuples.Skip(3).ToHashSet()), Recorded(Wanted)),
        ["the-right-to-the-set-is-lost"] = new(null, Has(Wanted), Recorded(Wanted) with { Room = new(0, 50), ReasonOf = _ => RevocationReason.PermissionLost }),
        ["a-group-is-gone-and-a-user-was-dropped"] = new(
            Wanted with { Principals = [] }, Has(Wanted), Recorded(Wanted) with { Room = new(1, 50), ReasonOf = held => held.Principal == Data ? RevocationReason.PrincipalGone : RevocationReason.Edit }),
        ["new-ones-are-made-while-the-guard-holds-back"] = new(
            Wanted with { Accounts = ["400000000003"] }, Has(Wanted), Recorded(Wanted) with { Room = new(3, 50) }),
        ["many-accounts-left-at-once"] = new(
            Wanted with { Accounts = [Accounts[0]] }, Has(Wanted), Recorded(Wanted) with { ShrunkAccounts = new HashSet<string> { Accounts[1] } }),
        ["the-revocation-that-was-interrupted-goes-on"] = new(Wanted with { Principals = [Data] }, Has(Wanted), Rules with
        {
            Room = new(0, 50),
            Ledger = new(Wanted.Tuples.Select(assignment => new LedgerEntry(assignment, assignment.Principal == Alice))),
        }),
        ["refused-by-AWS"] = new(Wanted, Has(Wanted with { Principals = [Data] }), Recorded(Wanted) with { IsResting = assignment => assignment.Principal == Alice }),
        ["AWS-works-on-it"] = new(Wanted, Has(Wanted with { Principals = [Data] }), Recorded(Wanted) with { IsBusy = assignment => assignment.Principal == Alice }),
        ["not-read-yet"] = new(Wanted, new(new HashSet<Assignment>(), Wanted.Tuples.ToHashSet()), Recorded(Wanted)),
        ["only-observed"] = new(Wanted with { Principals = [Data, Recreated] }, Has(Wanted), Recorded(Wanted) with { Management = ManagementPolicy.Observe }),
    };

    public static TheoryData<string> Names => [.. Stories.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_plan_is_as_told(string name)
    {
        var told = Tell(Stories[name]);
        if (Environment.GetEnvironmentVariable("UPDATE_CASES") == "1")
            Update(name, told);
        else
            Assert.Equal(File.ReadAllText(Path.Combine(Cases(AppContext.BaseDirectory), name, "plan.txt")), told);
    }

    [Fact]
    public void Every_told_plan_has_its_story() => Assert.Equal(
        Stories.Keys.Order(StringComparer.Ordinal), Directory.GetDirectories(Cases(AppContext.BaseDirectory)).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    private static string Tell(AccessSituation situation)
    {
        var decision = situation.Decide();
        var text = new StringBuilder(Tell(decision.Plan));
        if (decision.Plan is not AccountAssignmentPlan.Withhold && decision.Held?.Plan is { } held)
            text.Append($"held back: {held.Message}\n{Tell(held.Steps)}");
        if (decision.Admission is { } admission)
            text.Append($"let through the guard: {admission.Count}\n");
        foreach (var granted in decision.Ledger.ToStatus())
            text.Append($"ledger {granted.PermissionSetArn[^19..]} {granted.Type} {granted.Id}: {Words(granted)}\n");
        var counts = decision.Counts;
        return text.Append($"{counts.Assigned} of {counts.Desired} assigned, {counts.Pending} pending, {counts.Failed} failed\n").ToString();
    }

    private static string Tell(AccountAssignmentPlan plan) => plan switch
    {
        AccountAssignmentPlan.Nothing => "nothing to do\n",
        AccountAssignmentPlan.Do work => Tell(work.Steps),
        AccountAssignmentPlan.Wait wait => $"wait, {wait.Reason}: {wait.Message}\n",
        AccountAssignmentPlan.Withhold withhold => $"withhold, {withhold.Reason}: {withhold.Message}\nplan {withhold.Hash}\n{Tell(withhold.Steps)}",
        _ => throw new ArgumentException($"{plan} is of an unknown kind", nameof(plan)),
    };

    private static string Tell(ValueList<AccountAssignmentStep> steps) => string.Concat(steps.Select((step, index) => $"{index + 1}. {step.Summary}\n"));

    private static string Words(GrantedAccess granted) => string.Join(", ", [.. granted.Accounts ?? [], .. (granted.Revoking ?? []).Select(account => $"{account} being revoked")]);

    private static ObservedAccess Nothing() => new(new HashSet<Assignment>(), new HashSet<Assignment>());

    private static ObservedAccess Has(AccessState state) => new(state.Tuples.ToHashSet(), new HashSet<Assignment>());

    private static AccountAssignmentRules Recorded(AccessState state) => Rules with { Ledger = new(state.Tuples.Select(assignment => new LedgerEntry(assignment, IsRevoking: false))) };

    private static string Cases(string folder) => Path.Combine(folder, "AccountAssignments", "Cases");

    private static void Update(string name, string told)
    {
        var project = Directory.GetParent(AppContext.BaseDirectory)!.Parent!.Parent!.Parent!.FullName;
        var folder = Directory.CreateDirectory(Path.Combine(Cases(project), name));
        File.WriteAllText(Path.Combine(folder.FullName, "plan.txt"), told);
    }
}
