using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Records;

/// <summary>Objects that the API server stores and the operator cannot read are judged by what is recorded for them: nothing about them is for ever.</summary>
public sealed class UnreadableStories : TenantStory
{
    private protected override ResourceDefinition? Loosened => AccountAssignment.Definition;

    /// <summary>What the API server stored before there was a schema, or stores for a newer version of it.</summary>
    public static TheoryData<string> Unreadable =>
    [
        "{spec: {managementPolicy: Sometimes}}",
        "{spec: {deletionPolicy: 7}}",
        "{spec: {expiresAt: never}}",
        "{spec: {notBefore: 12}}",
        "{spec: {principals: everybody}}",
        "{spec: {targets: {accounts: {a: b}}}}",
        "{spec: {targets: {organizationalUnits: [{recursive: 99999999999999999999}]}}}",
        "{spec: {targets: {accountSelector: {matchLabels: {env: [prod]}}}}}",
        "{status: {assignments: {desired: 99999999999}}}",
    ];

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task An_object_that_cannot_be_read_loses_what_its_namespace_may_not_have_any_more(string patch)
    {
        var arn = await BeginWithMineAsync();
        await BreakAsync(patch);
        await Objects.ReasonAsync("mine", "InvalidSpec");
        await CloseAsync();
        await Aws.Access.UntilAsync(arn);
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task An_object_that_cannot_be_read_can_be_deleted(string patch)
    {
        var arn = await BeginWithMineAsync();
        await BreakAsync(patch);
        await Objects.ReasonAsync("mine", "InvalidSpec");
        await Mallory.DeleteAsync("mine");
        await Objects.GoneAsync("mine");
        // A word that says what is to stay in AWS, and that nobody can read, takes nothing away.
        if (patch.Contains("Policy", StringComparison.Ordinal))
            await RecordAsync(AccessRecordState.Retained);
        else
            await Aws.Access.UntilAsync(arn);
    }

    [Fact]
    public async Task An_object_that_cannot_be_read_ends_when_it_had_said_that_it_would()
    {
        var end = Time.GetUtcNow().AddSeconds(90);
        var arn = await BeginWithMineAsync(For("{group: Data}", more: $"expiresAt: \"{AccessWindow.Text(end)}\""));
        await BreakAsync("{spec: {expiresAt: never}}");
        await Objects.ReasonAsync("mine", "InvalidSpec");
        await Aws.Access.UntilAsync(arn);
        Assert.True(Time.GetUtcNow() >= end.AddSeconds(-1), "not before");
    }

    [Fact]
    public async Task Nobody_leaves_anything_to_an_object_that_cannot_be_read_and_may_not_have_it()
    {
        var arn = await BeginWithMineAsync();
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        await BreakAsync("{spec: {managementPolicy: Sometimes}}");
        await Objects.ReasonAsync("mine", "InvalidSpec");
        await CloseAsync();
        await RestsAsync();
        await Assignments.DeleteAsync("data");
        await Assignments.GoneAsync("data");
        await Aws.Access.UntilAsync(arn);
    }

    [Fact]
    public async Task An_object_that_cannot_be_read_keeps_what_it_has_and_goes_on_when_it_can()
    {
        var arn = await BeginWithMineAsync();
        await BreakAsync("{spec: {managementPolicy: Sometimes, principals: [{group: Web}]}}");
        await Objects.ReasonAsync("mine", "InvalidSpec");
        await RestsAsync();
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        await Mallory.PatchAsync("mine", "{spec: {managementPolicy: Enforce}}");
        await Aws.Access.UntilAsync(arn, Holds(Web, 1, 2));
        await Objects.ReadyAsync("mine");
    }

    // What stands in a status is nobody's to write but the operator's and an admin's.
    private Task BreakAsync(string patch) => patch.StartsWith("{status", StringComparison.Ordinal)
        ? Cluster.User.PatchAsync(AccountAssignment.Definition, new(Theirs, "mine"), new Patch.Merge("{\"status\":{\"assignments\":{\"desired\":99999999999}}}"u8.ToArray()), "status")
        : Mallory.PatchAsync("mine", patch);
}
