using IdentityCenterOperator.Entities;
using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Reconciliation;
using PermissionSetPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.PermissionSets.PermissionSetStep>;

namespace Planning.Tests.PermissionSets;

/// <summary>What an approval of a provisioning lets through, and what a ledger of tags lets go.</summary>
public sealed class ApprovalTests
{
    private static readonly PermissionSetState Wanted = new() { Name = Any.Name, InlinePolicy = Any.Policy("rds:*") };
    private static readonly PermissionSetRules Manual = new(Any.Me) { Provisioning = ProvisioningPolicy.Manual };

    [Fact]
    public void An_approved_provisioning_is_carried_out() =>
        Assert.Equal([new PermissionSetStep.ProvisionAllAccounts()], Approved(Wanted, outdated: 9, Hash(Wanted, outdated: 9)).Steps);

    [Fact]
    public void An_approval_holds_when_another_account_comes_to_be_outdated() =>
        Assert.Equal([new PermissionSetStep.ProvisionAllAccounts()], Approved(Wanted, outdated: 8, Hash(Wanted, outdated: 9)).Steps);

    [Fact]
    public void An_approval_does_not_outlive_a_change_of_what_accounts_would_receive()
    {
        var changed = Wanted with { InlinePolicy = Any.Policy("*") };
        Assert.NotEqual(Hash(Wanted, outdated: 9), Hash(changed, outdated: 9));
        Assert.IsType<PermissionSetPlan.Withhold>(Plan(changed, outdated: 9, Hash(Wanted, outdated: 9)));
    }

    [Fact]
    public void An_approval_that_stays_behind_or_came_first_does_not_let_the_same_content_through_again()
    {
        var hash = Hash(Wanted, outdated: 9);
        foreach (var approval in new PlanApproval[] { new(hash, hash, null), new(hash, null, null) })
        {
            var held = Assert.IsType<PermissionSetPlan.Withhold>(Plan(Wanted, outdated: 9, Manual with { Approval = approval }));
            Assert.NotEqual(hash, held.Hash);
            Assert.IsType<PermissionSetPlan.Do>(Plan(Wanted, outdated: 9, Manual with { Approval = new(held.Hash, hash, held.Hash) }));
        }
    }

    [Fact]
    public void A_provisioning_that_is_under_way_goes_on_until_all_accounts_have_it()
    {
        var rules = Manual with { Approval = new(Hash(Wanted, outdated: 9), null, Hash(Wanted, outdated: 9)) };
        var begun = ApprovedAfter(Wanted, outdated: 9, rules);
        var underWay = Manual with { Approval = rules.Approval with { LastAnswered = rules.Approval.Annotation, Shown = null }, ApprovedContent = begun };
        Assert.IsType<PermissionSetPlan.Do>(Plan(Wanted, outdated: 2, underWay));
        Assert.Equal(begun, ApprovedAfter(Wanted, outdated: 2, underWay));
        Assert.Null(ApprovedAfter(Wanted, outdated: 0, underWay));
        Assert.IsType<PermissionSetPlan.Withhold>(Plan(Wanted with { InlinePolicy = Any.Policy("*") }, outdated: 2, underWay));
    }

    [Fact]
    public void The_ledger_of_tags_has_what_is_declared_and_what_was_and_is_still_there()
    {
        var desired = Wanted with { Tags = new([new("team", "data")]) };
        var observed = Wanted with { Tags = new([new("stage", "prod"), new("cost", "42")]) };
        Assert.Equal(["stage", "team"], TagLedger.Next(["stage", "gone"], desired, observed));
        Assert.Empty(TagLedger.Next(["stage"], null, null));
    }

    private static string Hash(PermissionSetState want, int outdated) => Assert.IsType<PermissionSetPlan.Withhold>(Plan(want, outdated, approval: null)).Hash;

    private static PermissionSetPlan.Do Approved(PermissionSetState want, int outdated, string approval) =>
        Assert.IsType<PermissionSetPlan.Do>(Plan(want, outdated, approval));

    private static PermissionSetPlan Plan(PermissionSetState want, int outdated, string? approval) => Plan(want, outdated, Manual with { Approval = new(approval, null, approval) });

    private static PermissionSetPlan Plan(PermissionSetState want, int outdated, PermissionSetRules rules) => PermissionSetPlanner.Plan(want, Have(want, outdated), rules);

    private static string? ApprovedAfter(PermissionSetState want, int outdated, PermissionSetRules rules) =>
        PermissionSetPlanner.ApprovedContent(Plan(want, outdated, rules), want, Have(want, outdated), rules);

    private static ObservedPermissionSet Have(PermissionSetState want, int outdated)
    {
        string[] accounts = [.. Enumerable.Range(1, 10).Select(i => $"{i:D12}")];
        return new(Model.Arn, want with { Tags = Any.Me.Tags })
        {
            ProvisionedAccounts = [.. accounts],
            OutdatedAccounts = [.. accounts.Take(outdated)],
        };
    }
}
