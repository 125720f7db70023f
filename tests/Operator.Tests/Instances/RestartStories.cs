using IdentityCenterOperator.Kubernetes.Client;
using Operator.Tests.AccountAssignments;
using Operator.Tests.Harness;

namespace Operator.Tests.Instances;

/// <summary>An operator starts anew while the spec of IdentityCenter breaks a rule: nothing is looser than before.</summary>
public sealed class RestartStories : AccessStory
{
    private const string Default = "default";

    // As an API server has it that knows no rules of CEL, or as an earlier version of the schema did.
    private protected override ResourceDefinition? Loosened => IdentityCenterOperator.Entities.IdentityCenter.Definition;

    [Theory]
    [InlineData("{sweepInterval: 30s, deletionGuard: {maxRevocations: 0}}")]
    [InlineData("{sweepInterval: 30s}")]
    [InlineData("{deletionGuard: {maxRevocations: -1}}")]
    [InlineData("{deletionGuard: {maxRevocations: many}}")]
    [InlineData("{deletionGuard: none}")]
    public async Task The_limits_that_were_in_force_before_stay_in_force(string broken)
    {
        await Cluster.Instances.ApplyAsync(Default, "{deletionGuard: {maxRevocations: 0}}");
        var arn = await BeginWithDataAsync(spec: For("{group: Data}, {group: Web}"));
        await Cluster.Instances.UntilAsync(Default, seen => seen.Instance.Guard?.Limits is { MaxRevocations: 0 }, "tells the limits");
        await Cluster.Instances.ApplyAsync(Default, broken);
        await Cluster.Instances.ReasonAsync(Default, "InvalidSpec");
        await Operator.StopAsync();
        await LaunchOperatorAsync();
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReasonAsync("data", "GuardTripped");
        Assert.Equal(4, (await Aws.Access.HeldAsync(arn)).Count);
    }

    [Fact]
    public async Task Where_nobody_can_tell_the_limits_nothing_passes_and_the_object_says_why()
    {
        await Cluster.Instances.ApplyAsync(Default, "{deletionGuard: {maxRevocations: -1}}");
        await LaunchOperatorAsync();
        await Cluster.ApplyAsync("reader", "{}");
        await Cluster.ReadyAsync("reader");
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        await Assignments.DeleteAsync("data");
        var held = await Assignments.ReasonAsync("data", "GuardTripped");
        Assert.Contains("it is not known how many the deletion guard allows, since the spec of IdentityCenter default breaks a rule", held.Message, StringComparison.Ordinal);
        await Cluster.Instances.ApplyAsync(Default, "{}");
        await Assignments.GoneAsync("data");
    }

    [Fact]
    public async Task What_is_good_by_itself_counts_beside_what_is_not()
    {
        await Cluster.Instances.ApplyAsync(Default, "{sweepInterval: 30s, deletionGuard: {maxRevocations: 0}}");
        await LaunchOperatorAsync();
        await Cluster.Instances.UntilAsync(Default, seen => seen.Instance.Guard?.Limits is { MaxRevocations: 0 }, "tells the limits");
    }
}
