using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using LocalIdentityCenter.Seeding;
using Operator.Tests.CommandLine.Support;
using Operator.Tests.Harness;

namespace Operator.Tests.CommandLine;

/// <summary>One object that a schema once let through keeps no command from answering for all others.</summary>
public sealed class UnreadableStories : CommandStory
{
    private protected override Seed Seed => Organization.Seed() with { PermissionSets = [new() { Name = "reader" }] };

    private protected override ResourceDefinition? Loosened => AccountAssignment.Definition;

    [Fact]
    public async Task An_object_that_cannot_be_read_is_shown_beside_the_others()
    {
        await Cluster.Assignments.ApplyAsync("data", "{permissionSetName: reader, principals: [{group: Data}], targets: {accounts: [\"400000000001\"]}}");
        await Cluster.Assignments.ApplyAsync("odd", "{permissionSetName: reader, principals: 7, targets: {accounts: [\"400000000001\"]}}");
        await StartOperatorAsync();
        await Cluster.Assignments.ReadyAsync("data");
        await Cluster.Assignments.ReasonAsync("odd", "InvalidSpec");
        var screen = await AnswerAsync(["status", .. InCluster]);
        Assert.Contains("AccountAssignment   1/2     0\n", screen, StringComparison.Ordinal);
        Assert.Matches("AccountAssignment trusted/odd +InvalidSpec", screen);
        Assert.Contains("The object cannot be read at $.spec.principals", screen, StringComparison.Ordinal);
        Assert.Contains("trusted/data", await AnswerAsync(["who-can", "400000000001", .. InCluster]), StringComparison.Ordinal);
        Assert.Contains("trusted/data", await AnswerAsync(["where-can", "group:Data", .. InCluster]), StringComparison.Ordinal);
    }
}
