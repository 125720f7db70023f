using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Reconciliation;
using Testing;

namespace Operator.Tests.PermissionSets;

/// <summary>What AWS accepted is so, also while it does not show it.</summary>
public sealed class AcceptedStepsTests
{
    private const string Arn = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0000000000000001";
    private const string ReadOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    private const string Audit = "arn:aws:iam::aws:policy/SecurityAudit";

    private readonly ManualTimeProvider _time = new();
    private readonly AcceptedSteps _accepted;

    public AcceptedStepsTests() => _accepted = new(new(TimeSpan.FromSeconds(30)), new(_time));

    [Fact]
    public void A_change_is_seen_in_a_read_that_lacks_it_and_leaves_behind_the_accounts_that_had_the_set()
    {
        Accept(new PermissionSetStep.AttachManagedPolicy(Audit), ["1", "2"]);
        var set = On(Shown(current: ["1", "2", "3"]));
        Assert.Equal([ReadOnly, Audit], set.ManagedPolicies);
        Assert.Equal(["3"], set.CurrentAccounts);
        Assert.Equal(["1", "2"], set.OutdatedAccounts);
    }

    [Fact]
    public void A_read_that_began_the_settling_time_later_is_taken_as_it_is()
    {
        Accept(new PermissionSetStep.AttachManagedPolicy(Audit), []);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal([ReadOnly], On(Shown()).ManagedPolicies);
    }

    [Fact]
    public void A_read_from_before_says_no_more_however_late_it_is_asked()
    {
        Accept(new PermissionSetStep.AttachManagedPolicy(Audit), []);
        var shown = Shown();
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([ReadOnly, Audit], On(shown).ManagedPolicies);
    }

    [Fact]
    public void Changes_come_in_their_order()
    {
        Accept(new PermissionSetStep.AttachManagedPolicy(Audit), []);
        Accept(new PermissionSetStep.DetachManagedPolicy(Audit), []);
        Assert.Equal([ReadOnly], On(Shown()).ManagedPolicies);
        Accept(new PermissionSetStep.AttachManagedPolicy(Audit), []);
        Assert.Equal([ReadOnly, Audit], On(Shown()).ManagedPolicies);
    }

    [Fact]
    public void A_provisioning_counts_once_it_has_ended_well()
    {
        Accept(new PermissionSetStep.AttachManagedPolicy(Audit), ["1"]);
        _accepted.Add(Arn, new PermissionSetStep.ProvisionAllAccounts(), "request", ["1"]);
        Assert.Equal(["1"], On(Shown(current: ["1"])).OutdatedAccounts);
        _accepted.End(Arn, "request", isDone: true);
        Assert.Equal(["1"], On(Shown(outdated: ["1"])).CurrentAccounts);
        Assert.Empty(On(Shown(outdated: ["1"])).OutdatedAccounts);
    }

    [Fact]
    public void After_a_provisioning_that_failed_the_accounts_are_as_AWS_shows_them()
    {
        Accept(new PermissionSetStep.AttachManagedPolicy(Audit), ["1", "2"]);
        _accepted.Add(Arn, new PermissionSetStep.ProvisionAllAccounts(), "request", ["1", "2"]);
        _accepted.End(Arn, "request", isDone: false);
        var set = On(Shown(current: ["1"], outdated: ["2"]));
        Assert.Equal(["1"], set.CurrentAccounts);
        Assert.Equal(["2"], set.OutdatedAccounts);
        Assert.Equal([ReadOnly, Audit], set.ManagedPolicies);
    }

    [Fact]
    public void What_was_deleted_is_forgotten()
    {
        Accept(new PermissionSetStep.AttachManagedPolicy(Audit), []);
        _accepted.Forget(Arn);
        Assert.Equal([ReadOnly], On(Shown()).ManagedPolicies);
    }

    private void Accept(PermissionSetStep step, ValueSet<string> accounts) => _accepted.Add(Arn, step, null, accounts);

    private PermissionSetFacts On(Fact<PermissionSetFacts>.Present shown) => _accepted.On(shown);

    private Fact<PermissionSetFacts>.Present Shown(string[]? current = null, string[]? outdated = null) => new(
        new()
        {
            Arn = Arn,
            Name = "reader",
            ManagedPolicies = [ReadOnly],
            CustomerManagedPolicies = [],
            Tags = new Dictionary<string, string>(),
            CurrentAccounts = current ?? [],
            OutdatedAccounts = outdated ?? [],
        },
        _time.GetUtcNow());
}
