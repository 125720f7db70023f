using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.PermissionSets.PermissionSetStep;
using PermissionSetPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.PermissionSets.PermissionSetStep>;

namespace Planning.Tests.PermissionSets;

/// <summary>What holds whichever accounts are closed.</summary>
public sealed class ClosedAccountProperties
{
    private static readonly Arbitrary<Situation> _situations = (
        from situation in Any.Situations.Generator
        from inactive in Gen.SubListOf((IEnumerable<string>?)situation.Observed?.ProvisionedAccounts ?? [])
        from unreachable in Gen.SubListOf((IEnumerable<string>?)situation.Observed?.OutdatedAccounts ?? [])
        select Open(situation, Words(inactive), Words(unreachable.Except(inactive)))).ToArbitrary();

    [Fact]
    public void An_account_that_is_not_active_is_not_tried_alone() => ForAll(situation =>
        situation.Steps().OfType<ProvisionAccount>().All(step => !situation.Rules.InactiveAccounts.ContainsKey(step.AccountId)));

    [Fact]
    public void Nothing_is_provisioned_where_no_account_is_active() => ForAll(situation =>
        situation.Observed is not { } have || have.ProvisionedAccounts.Any(id => !situation.Rules.InactiveAccounts.ContainsKey(id)) || !situation.Steps().Any(step => step is ProvisionAllAccounts or ProvisionAccount));

    [Fact]
    public void Accounts_that_are_left_out_keep_no_set_from_being_as_declared() => ForAll(situation =>
    {
        for (var round = 0; round < 8; round++)
            situation = situation with { Observed = situation.Steps().Aggregate(situation.Observed, Apply(situation.Rules)) };
        var skipped = situation.Observed is { } have ? situation.Rules.Skipped(have) : ValueDictionary.Empty;
        return situation.Plan() is PermissionSetPlan.Nothing
            ? situation.Observed?.OutdatedAccounts.All(skipped.ContainsKey) != false
            : situation.Observed!.OutdatedAccounts.Any(id => !skipped.ContainsKey(id)) || situation.Steps().All(step => step is ProvisionAccount one && skipped.ContainsKey(one.AccountId));
    });

    [Fact]
    public void All_active_accounts_receive_what_is_declared() => ForAll(situation =>
    {
        for (var round = 0; round < 8; round++)
            situation = situation with { Observed = situation.Steps().Aggregate(situation.Observed, Apply(situation.Rules)) };
        return situation.Observed!.OutdatedAccounts.All(id => situation.Rules.InactiveAccounts.ContainsKey(id) || situation.Rules.UnreachableAccounts.ContainsKey(id));
    });

    // AWS brings nothing to an account that it cannot enter.
    private static Func<ObservedPermissionSet?, PermissionSetStep, ObservedPermissionSet?> Apply(PermissionSetRules rules) => (set, step) => (set, step) switch
    {
        (not null, ProvisionAllAccounts) => set with { OutdatedAccounts = [.. set.OutdatedAccounts.Where(id => IsClosed(rules, id))] },
        (not null, ProvisionAccount one) when IsClosed(rules, one.AccountId) => set,
        (not null, ProvisionAccount one) => set with { OutdatedAccounts = [.. set.OutdatedAccounts.Where(id => id != one.AccountId)] },
        _ => Model.Apply(set, step),
    };

    private static bool IsClosed(PermissionSetRules rules, string id) => rules.InactiveAccounts.ContainsKey(id) || rules.UnreachableAccounts.ContainsKey(id);

    // What AWS could not enter rests until it is due.
    private static Situation Open(Situation situation, ValueDictionary inactive, ValueDictionary unreachable) => situation with
    {
        Desired = situation.Desired ?? new PermissionSetState { Name = Any.Name },
        Observed = situation.Observed is { } have ? have with { IsProvisioning = false, State = have.State with { Tags = new([.. have.State.Tags, .. Any.Me.Tags]) } } : null,
        Rules = situation.Rules with
        {
            Management = ManagementPolicy.Enforce,
            Provisioning = ProvisioningPolicy.Automatic,
            RestingAccounts = unreachable,
            InactiveAccounts = inactive,
            UnreachableAccounts = unreachable,
        },
    };

    private static ValueDictionary Words(IEnumerable<string> accounts) => new(accounts.Select(id => KeyValuePair.Create(id, $"account {id} (SUSPENDED)")));

    private static void ForAll(Func<Situation, bool> property) => Prop.ForAll(_situations, property).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
}
