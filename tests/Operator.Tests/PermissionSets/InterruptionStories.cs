using LocalIdentityCenter;
using Operator.Tests.Harness;

namespace Operator.Tests.PermissionSets;

/// <summary>Answers get lost, the API server is away, the operator dies: the next look finds out how far it came.</summary>
public sealed class InterruptionStories : Story
{
    private const string Spec = "{description: Reads, managedPolicies: [ReadOnlyAccess], tags: {team: data}}";

    [Theory]
    [InlineData(FaultKind.DropAfter)]
    [InlineData(FaultKind.Malformed)]
    public async Task A_creation_whose_answer_is_lost_makes_one_set_and_it_is_ours(FaultKind fault)
    {
        await StartOperatorAsync();
        Aws.Fault(fault, "CreatePermissionSet", times: 1);
        await Cluster.ApplyAsync("reader", Spec);
        await IsOneAndOursAsync();
    }

    [Theory]
    [InlineData("UpdatePermissionSet")]
    [InlineData("AttachManagedPolicyToPermissionSet")]
    [InlineData("DetachManagedPolicyFromPermissionSet")]
    [InlineData("TagResource")]
    [InlineData("UntagResource")]
    [InlineData("ProvisionPermissionSet")]
    public async Task A_change_whose_answer_is_lost_is_found_done(string operation)
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", Spec);
        var arn = (await Cluster.ReadyAsync("reader")).Status.Arn!;
        await Aws.AssignAsync(arn, 2);
        Aws.Fault(FaultKind.DropAfter, operation, times: 1);
        await Cluster.ApplyAsync("reader", "{description: Audits, managedPolicies: [SecurityAudit], tags: {owner: security}}");
        await Cluster.ReadyAsync("reader");
        var set = (await Aws.FindAsync("reader"))!;
        Assert.Equal(("Audits", "arn:aws:iam::aws:policy/SecurityAudit", "owner=security"), (set.Description, set.ManagedPolicies, set.Tags));
        Assert.Empty(await Aws.AccountsAsync(arn, outdated: true));
        Assert.Empty(Aws.Server.Faults.All);
    }

    [Fact]
    public async Task A_deletion_whose_answer_is_lost_lets_the_object_go()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", Spec);
        await Cluster.ReadyAsync("reader");
        Aws.Fault(FaultKind.DropAfter, "DeletePermissionSet", times: 1);
        var mark = Aws.Mark;
        await Cluster.DeleteAsync("reader");
        await Cluster.GoneAsync("reader");
        Assert.Empty(await Aws.NamesAsync());
        Assert.All(Aws.WritesSince(mark), write => Assert.Equal("DeletePermissionSet", write));
    }

    [Fact]
    public async Task An_API_server_that_is_away_when_the_status_is_due_costs_no_second_set()
    {
        var running = await StartOperatorAsync();
        running.ToAws.AfterNext("CreatePermissionSet", running.ToCluster.Refuse);
        await Cluster.ApplyAsync("reader", Spec);
        await Until(() => Task.FromResult(running.Log.Has("could not be written")), "the status was not written");
        running.ToCluster.Accept();
        await IsOneAndOursAsync();
        Assert.Equal(1, Aws.Count("CreatePermissionSet"));
    }

    [Theory]
    [InlineData("CreatePermissionSet")]
    [InlineData("AttachManagedPolicyToPermissionSet")]
    public async Task An_operator_that_dies_before_it_learns_of_its_write_is_replaced_without_harm(string operation)
    {
        var running = await StartOperatorAsync();
        var died = new TaskCompletionSource();
        running.ToAws.AfterNext(operation, () =>
        {
            running.Kill();
            died.SetResult();
        });
        await Cluster.ApplyAsync("reader", Spec);
        await died.Task;
        await running.StopAsync();
        await StartOperatorAsync();
        await IsOneAndOursAsync();
        Assert.Equal(1, Aws.Count("AttachManagedPolicyToPermissionSet"));
    }

    [Fact]
    public async Task An_operator_that_is_restarted_goes_on_with_the_provisioning_that_runs()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", Spec);
        var arn = (await Cluster.ReadyAsync("reader")).Status.Arn!;
        await Aws.AssignAsync(arn, 3);
        Aws.Fault(FaultKind.StickOperation, "ProvisionPermissionSet", times: 1);
        await Cluster.ApplyAsync("reader", "{managedPolicies: [SecurityAudit]}");
        var recorded = await Cluster.UntilAsync("reader", seen => seen.Status.Propagation?.RequestId is not null, "records its request");
        await Operator.StopAsync();
        await StartOperatorAsync();
        await RestsAsync();
        Assert.Equal(recorded.Status.Propagation!.RequestId, (await Cluster.GetAsync("reader")).Status.Propagation!.RequestId);
        Aws.Server.ReleaseStuck();
        var ready = await Cluster.ReadyAsync("reader");
        Assert.Equal(("3/3", 1), (ready.Status.Propagation!.Summary, Aws.Count("ProvisionPermissionSet")));
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_the_steps_and_a_start_end_as_if_nothing_had_been()
    {
        var running = await StartOperatorAsync();
        var stopping = new TaskCompletionSource<Task>();
        running.ToAws.AfterNext("PutInlinePolicyToPermissionSet", () => stopping.SetResult(Task.Run(running.StopAsync)));
        await Cluster.ApplySampleAsync("permissionset-database-admin.yaml");
        await await stopping.Task;
        await StartOperatorAsync();
        await Cluster.ReadyAsync("database-admin");
        Assert.Equal((1, 1, 2), (Aws.Count("CreatePermissionSet"), Aws.Count("PutInlinePolicyToPermissionSet"), Aws.Count("AttachManagedPolicyToPermissionSet")));
    }

    [Fact]
    public async Task Of_two_replicas_one_writes_and_the_other_takes_over_when_it_stops()
    {
        var before = await Cluster.LeaseEventsAsync();
        var first = await StartOperatorAsync(elected: true);
        await Cluster.ApplyAsync("reader", Spec);
        await IsOneAndOursAsync();
        await LaunchOperatorAsync(elected: true);
        await first.StopAsync();
        await Cluster.ApplyAsync("reader", "{managedPolicies: [SecurityAudit]}");
        await Cluster.ReadyAsync("reader");
        Assert.Equal((1, 2), (Aws.Count("CreatePermissionSet"), Aws.Count("AttachManagedPolicyToPermissionSet")));
        await Until(async () => TellsOfTheChange([.. (await Cluster.LeaseEventsAsync()).Except(before)]), "Events on the Lease tell who led");
    }

    // A replica that did not get to renew its lease in time gives it up and comes again: what counts is who led first, and who came after whom at the end.
    private static bool TellsOfTheChange(IReadOnlyList<string> notes) =>
        notes is [var first, .., var left, var came]
        && first.EndsWith(" became leader.", StringComparison.Ordinal)
        && left.EndsWith(" stopped leading and released the lease.", StringComparison.Ordinal)
        && came.EndsWith(" became leader.", StringComparison.Ordinal)
        && left.Split(' ')[0] != came.Split(' ')[0];

    private async Task IsOneAndOursAsync()
    {
        var ready = await Cluster.ReadyAsync("reader");
        var set = (await Aws.FindAsync("reader"))!;
        Assert.Equal((ready.Status.Arn, ready.Uid), (set.Arn, set.OwnerUid));
        Assert.Equal(("Reads", "arn:aws:iam::aws:policy/ReadOnlyAccess", "team=data"), (set.Description, set.ManagedPolicies, set.Tags));
    }
}
