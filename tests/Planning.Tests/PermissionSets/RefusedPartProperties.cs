using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Policies;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.PermissionSets.PermissionSetStep;
using PermissionSetPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.PermissionSets.PermissionSetStep>;

namespace Planning.Tests.PermissionSets;

/// <summary>What holds for every edit of which AWS refuses any parts.</summary>
public sealed class RefusedPartProperties
{
    private static readonly PolicyDocument[] _policies = [.. Any.Policies, Statement("Deny", "iam:*"), Statement("Deny", "s3:Get*"), Both("rds:*", "iam:*"), Both("s3:Get*", "iam:*")];

    // Each step may be refused; which ones is drawn with the edit, so that shrinking keeps them.
    private static readonly Arbitrary<(Situation Situation, int Refused)> _edits = (
        from situation in Any.Situations.Generator
        from before in Gen.Elements<PolicyDocument?>([null, .. _policies])
        from after in Gen.Elements<PolicyDocument?>([null, .. _policies])
        from refused in Gen.Choose(1, (1 << 16) - 1)
        select (Open(situation, before, after), refused)).ToArbitrary();

    [Fact]
    public void No_part_that_was_refused_is_tried_before_it_is_due_and_the_end_says_so() => ForAll((situation, refused) =>
    {
        var end = Run(situation, refused);
        return end.Plan() switch
        {
            PermissionSetPlan.Nothing => PermissionSetPlanner.Resting(end.Desired, end.Observed, end.Rules).Count == 0,
            PermissionSetPlan.Refuse told => end.Rules.Refused.Any(each => each.Reason == told.Reason) && told.Message.Contains("refused", StringComparison.Ordinal)
                && PermissionSetPlanner.Resting(end.Desired, end.Observed, end.Rules).Count > 0,
            _ => false,
        };
    });

    [Fact]
    public void What_is_not_refused_is_done_or_waits_for_what_takes_away() => ForAll((situation, refused) =>
    {
        var end = Run(situation, refused);
        if (end.Observed is not { State: var have } || end.Rules.Refused.Any(each => each.Step is Tag { Tags: var tags } && Owner.TagKeys.Any(tags.ContainsKey)))
            return true;
        var open = (end with { Rules = end.Rules with { Refused = [] } }).Steps().Where(step => step is not (ProvisionAllAccounts or ProvisionAccount)).ToList();
        var blocked = end.Rules.Refused.Any(each => PartialEdits.Tightens(each.Step, have));
        return open.All(step => end.Rules.Refused.Any(each => each.Step == step) || (blocked && PartialEdits.Loosens(step, have)));
    });

    [Fact]
    public void Every_account_has_what_could_be_done() => ForAll((situation, refused) => Run(situation, refused).Observed is not { OutdatedAccounts.Count: > 0 });

    [Fact]
    public void Whatever_is_refused_no_state_on_the_way_gives_more_than_before_and_after() => ForAll((situation, refused) =>
    {
        if (situation is not { Desired: { } want, Observed.State: { } old })
            return true;
        var (before, after) = (Given(old), Given(want));
        return Way(situation, refused).All(state => Given(state).IsSubsetOf(before) || Given(state).IsSubsetOf(after));
    });

    [Fact]
    public void Once_AWS_refuses_nothing_any_more_everything_is_as_declared() => ForAll((situation, refused) =>
    {
        var due = Run(situation, refused);
        var end = Run(due with { Rules = due.Rules with { Refused = [.. due.Rules.Refused.Select(each => each with { IsDue = true })] } }, refused: 0);
        return PermissionSetDrift.Between(end.Desired!, end.Observed?.State).Count == 0 && end.Observed!.OutdatedAccounts.Count == 0;
    });

    // As the controller does: a refused step is remembered, and what is left is planned anew from what was seen before the first step.
    private static Situation Run(Situation situation, int refused)
    {
        for (var round = 0; round < 8; round++)
            situation = Pass(situation, refused, _ => { });
        return situation;
    }

    private static List<PermissionSetState> Way(Situation situation, int refused)
    {
        var states = new List<PermissionSetState>();
        for (var round = 0; round < 3; round++)
            situation = Pass(situation, refused, states.Add);
        return states;
    }

    private static Situation Pass(Situation situation, int refused, Action<PermissionSetState> reached)
    {
        var (observed, rules, tried) = (situation.Observed, situation.Rules, new List<PermissionSetStep>());
        var left = new Queue<PermissionSetStep>(situation.Steps());
        while (left.TryDequeue(out var step))
        {
            tried.Add(step);
            if (IsRefused(step, refused))
            {
                rules = rules with { Refused = [.. rules.Refused.Where(other => other.Step != step), new(step, Reason.InvalidSpec, $"refused: {step.Summary}.")] };
                left = new(PermissionSetPlanner.Left(situation.Desired!, situation.Observed, rules, tried));
                continue;
            }

            observed = Model.Apply(observed, step);
            rules = rules with { Refused = [.. rules.Refused.Where(other => other.Step != step)] };
            if (observed is { State: var state } && step is not (ProvisionAllAccounts or ProvisionAccount or Tag or Untag))
                reached(state);
        }

        return situation with { Observed = observed, Rules = rules };
    }

    // By what the step is, so that it is the same step in every round.
    private static bool IsRefused(PermissionSetStep step, int refused) => step is not (ProvisionAllAccounts or ProvisionAccount)
        && (refused & (1 << (int)(Fingerprint.Of(step.Summary).Aggregate(0u, (sum, letter) => (sum * 31) + letter) % 16))) != 0;

    // What is allowed, under which boundary, without what is denied.
    private static HashSet<(string Policy, string Boundary)> Given(PermissionSetState state)
    {
        string[] policies = [.. state.ManagedPolicies, .. state.CustomerManagedPolicies.Select(policy => policy.ToString()), .. state.InlinePolicy is { } inline ? inline.Statements.Where(IsAllow) : []];
        string[] through = state.Boundary is { } boundary ? [boundary.ToString()!] : [.. All];
        return [.. policies.SelectMany(policy => through.Select(b => (policy, b)))];
    }

    private static IEnumerable<string> All =>
        ["none", .. Enumerable.Range(0, 5).Select(i => $"arn:aws:iam::aws:policy/Policy{i}"), "customer-managed policy /operators", "customer-managed policy /teams/operators", "customer-managed policy /readers"];

    private static bool IsAllow(string statement) => statement.Contains("\"Effect\":\"Allow\"", StringComparison.Ordinal);

    private static Situation Open(Situation situation, PolicyDocument? before, PolicyDocument? after) => situation with
    {
        Desired = (situation.Desired ?? new PermissionSetState { Name = Any.Name }) with { InlinePolicy = after },
        Observed = situation.Observed is { } have ? have with { IsProvisioning = false, State = have.State with { InlinePolicy = before, Tags = new([.. have.State.Tags, .. Any.Me.Tags]) } } : null,
        Rules = situation.Rules with { Management = ManagementPolicy.Enforce, Provisioning = ProvisioningPolicy.Automatic, FleetFailed = false, RestingAccounts = ValueDictionary.Empty },
    };

    private static PolicyDocument Statement(string effect, string action) => Read($$$"""{"Effect":"{{{effect}}}","Action":"{{{action}}}","Resource":"*"}""");

    private static PolicyDocument Both(string allowed, string denied) =>
        Read($$$"""{"Effect":"Allow","Action":"{{{allowed}}}","Resource":"*"},{"Effect":"Deny","Action":"{{{denied}}}","Resource":"*"}""");

    private static PolicyDocument Read(string statements) =>
        Assert.IsType<PolicyResult.Valid>(PolicyDocument.Parse($$$"""{"Version":"2012-10-17","Statement":[{{{statements}}}]}""", "aws")).Policy;

    private static void ForAll(Func<Situation, int, bool> property) =>
        Prop.ForAll(_edits, drawn => property(drawn.Situation, drawn.Refused)).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
}
