using System.Text;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.AccountAssignments;

/// <summary>Users, of whom no list tells as the list of groups tells of groups: they are looked at because somebody declares them.</summary>
public sealed class UserStories : AccessStory
{
    // So that a round reads one pair of account and permission set at most, as it does of thousands.
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    private const string AliceInFour =
        "{permissionSetRef: {name: reader}, principals: [{user: alice@example.com}], targets: {accounts: [\"400000000001\", \"400000000002\", \"400000000003\", \"400000000004\"]}}";

    [Fact]
    public async Task What_a_user_lost_while_the_operator_was_away_is_found_by_its_first_look()
    {
        var arn = await BeginWithDataAsync(Quarter, AliceInFour);
        await Operator.StopAsync();
        foreach (var account in Accounts.Take(4))
            await Aws.Access.RevokeAsync(arn, account, Alice, user: true);
        await Aws.Access.GrantAsync(arn, Accounts[0], Group);
        await StartOperatorAsync(Quarter);
        await Aws.Access.UntilAsync(arn, [.. Holds(Alice, 1, 2, 3, 4), .. DataHolds(1)]);
    }

    [Fact]
    public async Task What_a_group_lost_is_found_although_its_object_names_a_user_too()
    {
        var arn = await BeginWithDataAsync(Quarter, AliceInFour.Replace("[{user", "[{group: Data}, {user", StringComparison.Ordinal));
        await Operator.StopAsync();
        await Aws.Access.RevokeAsync(arn, Accounts[3], Group);
        await StartOperatorAsync(Quarter);
        await Aws.Access.UntilAsync(arn, [.. Holds(Alice, 1, 2, 3, 4), .. DataHolds(1, 2, 3, 4)]);
    }

    [Fact]
    public async Task An_object_that_says_that_it_is_settled_and_that_no_sweep_has_looked_for_does_not_wait_for_the_next_one()
    {
        await StartOperatorAsync(Quarter);
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReasonAsync("data", "PermissionSetNotFound");
        await Assignments.AnnotateAsync("data", "identitycenter.dev/paused", "true");
        await Assignments.ReasonAsync("data", "Paused");
        await Cluster.ApplyAsync("reader", "{}");
        var arn = (await Cluster.ReadyAsync("reader")).Status.Arn!;
        await RestsAsync();
        await SettledAsync("data");
        await Assignments.AnnotateAsync("data", "identitycenter.dev/paused", null);
        await Aws.Access.UntilAsync(arn, DataHolds(1, 2));
    }

    // As one is that was brought back from a backup, or that is looked at for the first time when the sweep has ended.
    private Task SettledAsync(string name) => Cluster.User.PatchAsync(
        AccountAssignment.Definition,
        new(Cluster.TrustedNamespace, name),
        new Patch.Merge(Encoding.UTF8.GetBytes($$$"""
            {"status": {"observedGeneration": 1, "conditions": [
              {"type": "Ready", "status": "True", "reason": "Synced", "message": "As declared.", "observedGeneration": 1, "lastTransitionTime": "{{{Time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}}}"}
            ]}}
            """)),
        "status");
}
