using IdentityCenterOperator.AccountAssignments;
using LocalIdentityCenter;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.AccountAssignments;

/// <summary>What had to come is revoked although the deletion guard has no room at all; an edit that is made to look like it is not.</summary>
public sealed class UncountedStories : AccessStory
{
    private const string Default = "default";
    private const string Tenant = "tenant";

    [Fact]
    public async Task Access_that_was_given_until_a_time_ends_then()
    {
        var arn = await NoRoomAsync();
        var end = Time.GetUtcNow().AddSeconds(45);
        await Assignments.ApplyAsync("data", For("{group: Data}", more: $"expiresAt: \"{AccessWindow.Text(end)}\""));
        await Assignments.ReadyAsync("data");
        await Assignments.ReasonAsync("data", "Expired");
        Assert.Empty(await Aws.Access.HeldAsync(arn));
        await NothingCountedAsync();
    }

    [Fact]
    public async Task An_end_that_is_set_a_moment_ahead_is_an_edit()
    {
        var arn = await NoRoomAsync();
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        await Assignments.ApplyAsync("data", For("{group: Data}", more: $"expiresAt: \"{AccessWindow.Text(Time.GetUtcNow().AddSeconds(20))}\""));
        await Assignments.ReasonAsync("data", "GuardTripped");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task An_end_of_what_others_gave_is_an_edit_unless_it_was_said_long_before()
    {
        var arn = await NoRoomAsync();
        await Operator.StopAsync();
        await Aws.Access.GrantAsync(arn, Accounts[0], Group);
        await StartOperatorAsync();
        await Assignments.ApplyAsync("data", For("{group: Data}", "accounts: [\"400000000001\"]", $"expiresAt: \"{AccessWindow.Text(Time.GetUtcNow().AddSeconds(30))}\""));
        await Assignments.ReasonAsync("data", "GuardTripped");
        Assert.Equal(DataHolds(1), await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task Who_loses_the_right_to_a_permission_set_loses_the_access()
    {
        var arn = await NoRoomAsync("{assignableFrom: {namespaceSelector: {matchLabels: {access: data}}}}");
        await Cluster.NamespaceAsync(Tenant, ("access", "data"));
        await Theirs.ApplyAsync("mine", DataInTwo);
        await Theirs.ReadyAsync("mine");
        await Cluster.NamespaceAsync(Tenant);
        await Aws.Access.UntilAsync(arn);
        await Theirs.ReasonAsync("mine", "NamespaceNotAllowed");
        await NothingCountedAsync();
    }

    [Fact]
    public async Task Who_points_at_a_permission_set_that_is_forbidden_has_not_lost_the_one_before()
    {
        var arn = await NoRoomAsync("{assignableFrom: {namespaces: [tenant]}}");
        await Cluster.NamespaceAsync(Tenant);
        await Cluster.ApplyAsync("closed", "{}");
        await Cluster.ReadyAsync("closed");
        await Theirs.ApplyAsync("mine", DataInTwo);
        await Theirs.ReadyAsync("mine");
        await Theirs.ApplyAsync("mine", "{permissionSetRef: {name: closed}, principals: [{group: Data}], targets: {accounts: [\"400000000001\", \"400000000002\"]}}");
        await Theirs.ReasonAsync("mine", "GuardTripped");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task Groups_that_are_all_recreated_are_assigned_anew_and_nobody_approves_what_their_predecessors_held()
    {
        var arn = await NoRoomAsync(sweepInterval: TimeSpan.FromSeconds(3));
        await Assignments.ApplyAsync("data", For("{group: Data}, {group: Web}, {group: Audit}"));
        await Assignments.ReadyAsync("data");
        var successors = new List<string>();
        foreach (var (id, name) in new[] { (Group, "Data"), (Web, "Web"), (Audit, "Audit") })
        {
            await Aws.People.DeleteGroupAsync(id);
            successors.Add(await Aws.People.CreateGroupAsync(name));
        }

        await Aws.Access.UntilAsync(arn, successors.SelectMany(successor => Holds(successor, 1, 2)));
        await Until(async () => (await Assignments.RecordedAsync("data")).Count == 3, "the predecessors are forgotten");
        await Assignments.ReadyAsync("data");
        await NothingCountedAsync();
    }

    [Fact]
    public async Task A_principal_that_is_gone_when_its_object_is_deleted_needs_no_approval()
    {
        var arn = await NoRoomAsync();
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        await Assignments.ApplyAsync("web", For("{group: Web}"));
        await Assignments.ReadyAsync("web");
        await Aws.People.DeleteGroupAsync(Web);
        await Assignments.DeleteAsync("web");
        await Assignments.GoneAsync("web");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        await NothingCountedAsync();
    }

    [Fact]
    public async Task An_identity_store_that_finds_nobody_proves_nobody_gone()
    {
        var arn = await NoRoomAsync(sweepInterval: TimeSpan.FromSeconds(3));
        await Assignments.ApplyAsync("people", For("{user: \"alice@example.com\"}"));
        await Assignments.ReadyAsync("people");
        Aws.Server.Faults.Add(new() { Kind = FaultKind.Shorten, Operation = "identitystore:List*", AccessKeyId = "AKIAOPERATOR" });
        Aws.Server.Faults.Add(new()
        {
            Kind = FaultKind.Error,
            Operation = "identitystore:*",
            Code = "ResourceNotFoundException",
            Message = "It is not found",
            Status = 400,
            ResourceType = "USER",
            AccessKeyId = "AKIAOPERATOR",
        });
        await Assignments.ReasonAsync("people", "GuardTripped");
        Assert.Equal(Holds(Alice, 1, 2), await Aws.Access.HeldAsync(arn));
    }

    private Objects Theirs => Cluster.AssignmentsIn(Tenant);

    private async Task<string> NoRoomAsync(string set = "{}", TimeSpan? sweepInterval = null)
    {
        await Cluster.Instances.ApplyAsync(Default, "{deletionGuard: {maxRevocations: 0}}");
        return await BeginAsync(sweepInterval, set);
    }

    private async Task NothingCountedAsync() => Assert.All((await Cluster.Instances.GetAsync(Default)).Instance.Guard?.Taken ?? [], minute => Assert.Equal(0, minute.Revocations));
}
