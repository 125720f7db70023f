using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.PermissionSets.PermissionSetStep;
using PermissionSetPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.PermissionSets.PermissionSetStep>;

namespace Planning.Tests.PermissionSets;

/// <summary>What holds for every wish, every world and all rules.</summary>
public sealed class PlannerProperties
{
    [Fact]
    public void Plans_converge_and_then_there_is_nothing_to_do() => ForAll(situation =>
    {
        var end = Run(situation, rounds: 3);
        return end.Plan() is not PermissionSetPlan.Do
            && (end.Plan() is not PermissionSetPlan.Nothing || end.Desired is not { } want || end.Rules.Management is ManagementPolicy.Observe
                || PermissionSetDrift.Between(want, end.Observed?.State).Count == 0);
    });

    [Fact]
    public void An_owned_set_without_obstacles_reaches_what_is_desired_within_two_plans() => ForAll(situation =>
    {
        var open = Unobstructed(situation);
        var end = Run(open, rounds: 2);
        return end.Plan() is PermissionSetPlan.Nothing && end.Observed is { OutdatedAccounts.Count: 0 } have
            && have.State with { Tags = open.Desired!.Tags } == open.Desired
            && open.Desired.Tags.All(tag => have.State.Tags[tag.Key] == tag.Value) && have.Owner == Any.Me;
    });

    [Fact]
    public void What_is_equal_is_left_alone() => ForAll(situation =>
    {
        var open = Unobstructed(situation);
        var tags = new ValueDictionary([.. open.Desired!.Tags, .. Any.Me.Tags]);
        var same = open with { Observed = new ObservedPermissionSet(Model.Arn, open.Desired with { Tags = tags }) { ProvisionedAccounts = ["000000000001"] } };
        return same.Plan() is PermissionSetPlan.Nothing;
    });

    [Fact]
    public void AWS_would_refuse_no_step_and_none_is_for_nothing() => ForAll(situation =>
    {
        Run(situation, rounds: 1);
        return true;
    });

    [Fact]
    public void The_same_facts_give_the_same_plan() => ForAll(situation => situation.Plan().Equals(Reordered(situation).Plan()));

    [Fact]
    public void Only_the_owner_or_an_adopter_writes() => ForAll(situation =>
        situation.Steps().Count == 0 || situation.Observed is not { } have || have.Owner == Any.Me
        || (situation.Desired is not null && (have.Owner is null || situation.Rules.OwnerIsGone) && situation.Rules.Adoption is not AdoptionPolicy.Never));

    [Fact]
    public void Who_owns_a_set_is_not_disturbed_by_a_claim_to_its_name() => ForAll(situation =>
    {
        var owned = Unobstructed(situation);
        return owned.Observed is null || (owned with { Rules = owned.Rules with { ClaimedBy = "older" } }).Plan().Equals(owned.Plan());
    });

    [Fact]
    public void Tags_that_nobody_here_declared_stay() => ForAll(situation =>
    {
        var mine = situation.Rules.ManagedTagKeys.Concat(situation.Desired?.Tags.Keys ?? []).Concat(Owner.TagKeys).ToHashSet();
        var touched = situation.Steps().SelectMany(step => step is Untag untag ? untag.Keys : step is Tag tag ? tag.Tags.Keys : []);
        return touched.All(mine.Contains);
    });

    [Fact]
    public void What_is_equal_is_not_written_again() => ForAll(situation => situation.Desired is not { } want || situation.Observed is not { State: var have }
        || situation.Steps().All(step => step switch
        {
            UpdateDetails => want.Details != have.Details,
            PutInlinePolicy put => !put.Policy.Equals(have.InlinePolicy),
            PutPermissionsBoundary => want.Boundary != have.Boundary,
            Tag tag => tag.Tags.All(pair => have.Tags.GetValueOrDefault(pair.Key) != pair.Value),
            _ => true,
        }));

    [Fact]
    public void Deletion_only_deletes_or_lets_go() => ForAll(situation => (situation with { Desired = null }).Plan() switch
    {
        PermissionSetPlan.Do plan => plan.Steps is [Delete] or [Untag] && situation.Observed?.Owner == Any.Me,
        PermissionSetPlan.Wait or PermissionSetPlan.Nothing => true,
        _ => false,
    });

    [Fact]
    public void Only_observing_does_nothing() => ForAll(situation =>
        (situation with { Rules = situation.Rules with { Management = ManagementPolicy.Observe } }).Plan() is not PermissionSetPlan.Do);

    [Fact]
    public void A_plan_provisions_at_most_once_and_last() => ForAll(situation =>
    {
        var steps = situation.Steps();
        var first = steps.TakeWhile(step => step is not (ProvisionAllAccounts or ProvisionAccount)).Count();
        return steps.Skip(first).All(step => step is ProvisionAccount) || steps.Count == first + 1;
    });

    [Fact]
    public void What_people_can_do_in_accounts_changes_with_the_plan_that_changes_it() => ForAll(situation =>
    {
        var steps = (situation with { Rules = situation.Rules with { Provisioning = ProvisioningPolicy.Automatic } }).Steps();
        return situation.Observed is not { ProvisionedAccounts.Count: > 0 }
            || steps.All(step => step is Tag or Untag or UpdateDetails) || steps[^1] is ProvisionAllAccounts or ProvisionAccount;
    });

    [Fact]
    public void An_account_that_just_failed_is_not_tried_alone() => ForAll(situation =>
        situation.Steps().OfType<ProvisionAccount>().All(step => !situation.Rules.RestingAccounts.ContainsKey(step.AccountId)));

    [Fact]
    public void Nothing_to_do_means_that_no_account_is_outdated() => ForAll(situation =>
        situation.Desired is null || situation.Plan() is not PermissionSetPlan.Nothing || situation.Observed?.OutdatedAccounts.Count is null or 0);

    [Fact]
    public void Accounts_receive_nothing_unapproved_when_provisioning_is_manual() => ForAll(situation =>
        !(situation with { Rules = situation.Rules with { Provisioning = ProvisioningPolicy.Manual, Approval = PlanApproval.None } })
            .Steps().Any(step => step is ProvisionAllAccounts or ProvisionAccount));

    [Fact]
    public void No_state_on_the_way_grants_more_than_the_old_or_the_new() => ForAll(situation =>
    {
        if (situation is not { Desired: { } want, Observed.State: { } old })
            return true;
        var state = old;
        foreach (var step in situation.Steps().Where(step => step is not (Tag or Untag or ProvisionAllAccounts or ProvisionAccount)))
        {
            state = Model.Edit(state, step);
            if (!Grants(state).IsSubsetOf(Grants(old)) && !Grants(state).IsSubsetOf(Grants(want)))
                return false;
        }

        return true;
    });

    [Fact]
    public void Drift_is_reported_exactly_when_something_differs() => ForAll(situation =>
    {
        if (situation is not { Desired: { } want, Observed.State: { } have })
            return true;
        var differs = want with { Tags = ValueDictionary.Empty } != have with { Tags = ValueDictionary.Empty }
            || want.Tags.Any(tag => have.Tags.GetValueOrDefault(tag.Key) != tag.Value);
        return PermissionSetDrift.Between(want, have).Count > 0 == differs;
    });

    /// <summary>
    /// What policies allow, as pairs of a policy and a boundary that lets it through: two boundaries have something in common, one policy more than another,
    /// but nothing is known of how much; so every pair is something of its own, and no boundary lets every pair through.
    /// </summary>
    private static HashSet<(string Policy, string Boundary)> Grants(PermissionSetState state)
    {
        string[] policies = [.. state.ManagedPolicies, .. state.CustomerManagedPolicies.Select(p => p.ToString()), .. state.InlinePolicy is { } p ? [p.Canonical] : Array.Empty<string>()];
        string[] all = ["none", "arn:aws:iam::aws:policy/Policy0", .. Enumerable.Range(1, 4).Select(i => $"arn:aws:iam::aws:policy/Policy{i}"), "customer-managed policy /operators", "customer-managed policy /teams/operators", "customer-managed policy /readers"];
        string[] through = state.Boundary is { } boundary ? [boundary.ToString()!] : all;
        return [.. policies.SelectMany(policy => through.Select(b => (policy, b)))];
    }

    private static void ForAll(Func<Situation, bool> property) =>
        Prop.ForAll(Any.Situations, property).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static Situation Unobstructed(Situation situation) => situation with
    {
        Desired = situation.Desired ?? new PermissionSetState { Name = Any.Name },
        Observed = situation.Observed is { } have ? have with { IsProvisioning = false, State = have.State with { Tags = new([.. have.State.Tags, .. Any.Me.Tags]) } } : null,
        Rules = situation.Rules with
        {
            Management = ManagementPolicy.Enforce,
            Provisioning = ProvisioningPolicy.Automatic,
            FleetFailed = false,
            RestingAccounts = ValueDictionary.Empty,
        },
    };

    private static Situation Run(Situation situation, int rounds)
    {
        for (var round = 0; round < rounds; round++)
            situation = situation with { Observed = situation.Steps().Aggregate(situation.Observed, Model.Apply) };
        return situation;
    }

    private static Situation Reordered(Situation situation) => situation with
    {
        Desired = situation.Desired is { } want ? Reordered(want) : null,
        Observed = situation.Observed is { } have ? have with { State = Reordered(have.State), OutdatedAccounts = have.OutdatedAccounts.Reverse().ToValueSet() } : null,
    };

    private static PermissionSetState Reordered(PermissionSetState state) => state with
    {
        ManagedPolicies = state.ManagedPolicies.Reverse().ToValueSet(),
        CustomerManagedPolicies = state.CustomerManagedPolicies.Reverse().ToValueSet(),
        Tags = new(state.Tags.Reverse()),
    };
}
