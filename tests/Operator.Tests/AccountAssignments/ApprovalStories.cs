using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.AccountAssignments;

/// <summary>An approval lets through the plan that was shown, once.</summary>
public sealed class ApprovalStories : AccessStory
{
    private const string Default = "default";
    private const string Approve = "identitycenter.dev/approve";
    private static readonly string[] BothHold = [.. DataHolds(1, 2).Concat(Holds(Web, 1, 2)).Order(StringComparer.Ordinal)];
    private static readonly string Both = For("{group: Data}, {group: Web}");

    [Fact]
    public async Task An_annotation_that_stays_behind_does_not_approve_the_same_plan_again()
    {
        var arn = await BothGivenAsync();
        await Assignments.ApplyAsync("data", DataInTwo);
        var first = await Assignments.ReasonAsync("data", "GuardTripped");
        await Assignments.AnnotateAsync("data", Approve, first.Assignment.Plan!.Hash);
        await Aws.Access.UntilAsync(arn, DataHolds(1, 2));
        await Assignments.ApplyAsync("data", Both);
        await Assignments.ReadyAsync("data");
        await Assignments.ApplyAsync("data", DataInTwo);
        var again = await Assignments.ReasonAsync("data", "GuardTripped");
        Assert.Equal(BothHold, await Aws.Access.HeldAsync(arn));
        Assert.NotEqual(first.Assignment.Plan.Hash, again.Assignment.Plan!.Hash);
        Assert.Contains($"is set to \"{first.Assignment.Plan.Hash}\", which is not the name of what is held back", again.Message, StringComparison.Ordinal);
        // One edit is enough.
        await Assignments.AnnotateAsync("data", Approve, again.Assignment.Plan.Hash);
        await Aws.Access.UntilAsync(arn, DataHolds(1, 2));
        Assert.Equal(again.Assignment.Plan.Hash, (await Assignments.ReadyAsync("data")).Assignment.LastApproval);
    }

    [Fact]
    public async Task An_annotation_that_comes_together_with_the_change_that_it_names_approves_nothing()
    {
        var arn = await BothGivenAsync();
        await Assignments.ApplyAsync("data", DataInTwo);
        var first = await Assignments.ReasonAsync("data", "GuardTripped");
        await Assignments.ApplyAsync("data", Both);
        await Assignments.ReadyAsync("data");
        await Assignments.EditAsync("data", DataInTwo, Approve, first.Assignment.Plan!.Hash);
        await Assignments.ReasonAsync("data", "GuardTripped");
        await RestsAsync();
        Assert.Equal(BothHold, await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task A_restart_does_not_make_an_approval_good_for_twice()
    {
        var arn = await BothGivenAsync();
        await Assignments.ApplyAsync("data", DataInTwo);
        var first = await Assignments.ReasonAsync("data", "GuardTripped");
        await Assignments.AnnotateAsync("data", Approve, first.Assignment.Plan!.Hash);
        await Aws.Access.UntilAsync(arn, DataHolds(1, 2));
        await Assignments.ApplyAsync("data", Both);
        await Assignments.ReadyAsync("data");
        await Operator.StopAsync();
        await Assignments.ApplyAsync("data", DataInTwo);
        await StartOperatorAsync();
        await Assignments.ReasonAsync("data", "GuardTripped");
        Assert.Equal(BothHold, await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task An_approval_at_the_instance_that_stays_behind_approves_nothing_later_and_says_so()
    {
        var arn = await BothGivenAsync();
        await Assignments.ApplyAsync("data", DataInTwo);
        var first = await BlockedAsync(null);
        await Cluster.Instances.AnnotateAsync(Default, Approve, first);
        await Aws.Access.UntilAsync(arn, DataHolds(1, 2));
        await Assignments.ApplyAsync("data", Both);
        await Assignments.ReadyAsync("data");
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReasonAsync("data", "GuardTripped");
        var again = await BlockedAsync(first);
        await RestsAsync();
        Assert.Equal(BothHold, await Aws.Access.HeldAsync(arn));
        Assert.Contains($"is set to \"{first}\"", (await Cluster.Instances.GetAsync(Default)).Instance.Guard!.Blocked!.Note, StringComparison.Ordinal);
        await Cluster.Instances.AnnotateAsync(Default, Approve, again);
        await Aws.Access.UntilAsync(arn, DataHolds(1, 2));
    }

    [Theory]
    [InlineData("{metadata: {annotations: {identitycenter.dev/paused: \"true\"}}}")]
    [InlineData("{spec: {principals: [{group: Data, user: alice@example.com}]}}")]
    public async Task What_is_left_alone_is_not_held_back_and_no_approval_of_the_rest_approves_it_for_later(string patch)
    {
        var arn = await BothGivenAsync();
        await Assignments.ApplyAsync("data", DataInTwo);
        var first = await BlockedAsync(null);
        await MergeAsync("data", patch);
        await Cluster.Instances.UntilAsync(Default, seen => seen.Instance.Guard is { Blocked: null }, "holds nothing back");
        await Assignments.UntilAsync("data", seen => seen.Json["status"]!["plan"] is null, "shows no plan");
        await Cluster.Instances.AnnotateAsync(Default, Approve, first);
        await Assignments.AnnotateAsync("data", "identitycenter.dev/paused", null);
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReasonAsync("data", "GuardTripped");
        await RestsAsync();
        Assert.Equal(BothHold, await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task What_an_edit_took_away_stays_held_back_while_the_permission_set_is_not_there_and_can_be_approved()
    {
        var arn = await BothGivenAsync();
        await Assignments.ApplyAsync("data", DataInTwo);
        var first = await BlockedAsync(null);
        await MergeAsync("data", "{spec: {permissionSetRef: {name: nobody-made-this}}}");
        await RestsAsync();
        Assert.Equal(first, await BlockedAsync(null));
        Assert.Equal(BothHold, await Aws.Access.HeldAsync(arn));
        await Cluster.Instances.AnnotateAsync(Default, Approve, first);
        await Aws.Access.UntilAsync(arn, DataHolds(1, 2));
    }

    private async Task<string> BothGivenAsync()
    {
        await Cluster.Instances.ApplyAsync(Default, "{deletionGuard: {maxRevocations: 0}}");
        return await BeginWithDataAsync(spec: Both);
    }

    private async Task<string> BlockedAsync(string? other) =>
        (await Cluster.Instances.UntilAsync(Default, seen => seen.Instance.Guard?.Blocked is { Plans: 1 } blocked && blocked.Hash != other, "shows what is held back")).Instance.Guard!.Blocked!.Hash;

    private async Task MergeAsync(string name, string patch)
    {
        try
        {
            await Cluster.User.PatchAsync(
                IdentityCenterOperator.Entities.AccountAssignment.Definition,
                new(Cluster.TrustedNamespace, name),
                new IdentityCenterOperator.Kubernetes.Client.Patch.Merge(System.Text.Encoding.UTF8.GetBytes(IdentityCenterOperator.Kubernetes.Yaml.YamlReader.ReadAll(patch)[0]!.ToJsonString())));
        }
        catch (IdentityCenterOperator.Kubernetes.Client.KubernetesException e) when (e.Reason == "Invalid")
        {
            // The schema knows better already: another way to be left alone.
            await Assignments.AnnotateAsync(name, "identitycenter.dev/paused", "true");
        }
    }
}
