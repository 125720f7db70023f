using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Reconciliation;
using PermissionSetPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.PermissionSets.PermissionSetStep>;

namespace Operator.Tests.PermissionSets;

/// <summary>What a status says of differences and plans.</summary>
public sealed class ReportTests
{
    private static readonly DateTimeOffset Then = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_difference_keeps_the_time_at_which_it_was_first_seen()
    {
        var first = PermissionSetReport.Drift([new("spec.description", "a", "b")], null, Then);
        var second = PermissionSetReport.Drift([new("spec.description", "a", "c"), new("spec.relayState", "a", "b")], first, Then.AddHours(1))!;
        Assert.Equal([Then, Then.AddHours(1)], second.Entries!.Select(entry => entry.Since!.Value));
    }

    [Fact]
    public void No_difference_is_no_drift_and_no_condition()
    {
        Assert.Null(PermissionSetReport.Drift([], new() { Total = 1 }, Then));
        Assert.Empty(PermissionSetReport.Drifted([]));
    }

    [Fact]
    public void Long_lists_are_counted_and_cut()
    {
        var many = Enumerable.Range(0, 30).Select(i => new Difference($"spec.tags[{i}]", "a", "b")).ToValueList();
        var drift = PermissionSetReport.Drift(many, null, Then)!;
        Assert.Equal((30, 20), (drift.Total, drift.Entries!.Count));
        var steps = Enumerable.Range(0, 30).Select(PermissionSetStep (i) => new PermissionSetStep.AttachManagedPolicy($"{i}")).ToValueList();
        var plan = PermissionSetReport.Plan(new PermissionSetPlan.Do(steps))!;
        Assert.Equal((30, 20), (plan.Total, plan.Steps!.Count));
    }

    [Fact]
    public void A_withheld_plan_shows_the_hash_that_approves_it() => Assert.Equal(
        "abc", PermissionSetReport.Plan(new PermissionSetPlan.Withhold(Reason.PendingApproval, "m", [new PermissionSetStep.ProvisionAllAccounts()], "abc"))!.Hash);

    [Fact]
    public void Conditions_survive_the_way_to_Kubernetes_and_back()
    {
        ConditionState[] conditions = [new("Ready", ConditionStatus.False, "Throttled", "m", 3, Then), new("Drifted", ConditionStatus.Unknown, "Drifted", "m", null, Then)];
        Assert.Equal(conditions, conditions.ToKubernetes().FromKubernetes());
        Assert.Empty(((IEnumerable<IdentityCenterOperator.Kubernetes.Entities.Condition>?)null).FromKubernetes());
    }
}
