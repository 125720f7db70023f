using Amazon.SSOAdmin;
using IdentityCenterOperator.IdentityCenter;
using LocalIdentityCenter;
using Operator.Tests.IdentityCenter.Support;
using Testing;

namespace Operator.Tests.IdentityCenter;

public sealed class OperationTrackerTests
{
    private static readonly string[] Lists = ["ListAccountAssignmentCreationStatus", "ListAccountAssignmentDeletionStatus", "ListPermissionSetProvisioningStatus"];

    [Fact]
    public async Task All_in_flight_are_polled_with_one_list_a_kind_and_each_end_is_described_once()
    {
        await using var world = await DoorWorld.StartAsync();
        var ended = new List<string>();
        world.Operations.Ended += ended.Add;
        await world.Operations.PollAsync(default);
        var ids = await Task.WhenAll(Enumerable.Range(1, 9).Select(i => AssignAsync(world, i)));
        var before = world.Server.Calls.Count;

        await world.Operations.PollAsync(default);
        Assert.Equal("ListAccountAssignmentCreationStatus 1", world.CallsSince(before));
        world.Wait(1);
        await world.Operations.PollAsync(default);
        world.Wait(1.1);
        await world.Operations.PollAsync(default);

        Assert.Equal(9, world.Calls("DescribeAccountAssignmentCreationStatus"));
        Assert.Equal(ids.Order(), ended.Order());
        Assert.All(ids, id => Assert.IsType<OperationStatus.Succeeded>(world.Operations.StatusOf(id)));
        Assert.Equal(0, world.Operations.InFlight);
    }

    [Fact]
    public async Task A_failure_brings_the_words_of_AWS()
    {
        await using var world = await DoorWorld.StartAsync();
        world.Server.Faults.Add(new() { Kind = FaultKind.FailOperation, Operation = "CreateAccountAssignment", Message = "Not supported policy" });
        await world.Operations.PollAsync(default);
        var id = await AssignAsync(world, 1);
        world.Wait(3);
        await world.Operations.PollAsync(default);
        Assert.Equal(new OperationStatus.Failed("Not supported policy"), world.Operations.StatusOf(id));
    }

    [Fact]
    public async Task An_operation_that_AWS_forgot_is_left_to_the_facts()
    {
        await using var world = await DoorWorld.StartAsync();
        world.Operations.Follow(OperationKind.Provisioning, "00000000-0000-4000-8000-000000000001");
        await world.Operations.PollAsync(default);
        Assert.IsType<OperationStatus.InProgress>(world.Operations.StatusOf("00000000-0000-4000-8000-000000000001"));
        world.Wait(31);
        await world.Operations.PollAsync(default);
        Assert.IsType<OperationStatus.Forgotten>(world.Operations.StatusOf("00000000-0000-4000-8000-000000000001"));
    }

    [Fact]
    public async Task A_stuck_operation_is_given_up_after_its_deadline_and_counts_as_somebody_elses()
    {
        await using var world = await DoorWorld.StartAsync();
        world.Server.Faults.Add(new() { Kind = FaultKind.StickOperation, Operation = "CreateAccountAssignment" });
        await world.Operations.PollAsync(default);
        var id = await AssignAsync(world, 1);
        world.Wait(OperationTracker.Deadline.TotalSeconds);
        await world.Operations.PollAsync(default);
        Assert.Equal(new OperationStatus.TimedOut(OperationTracker.Deadline), world.Operations.StatusOf(id));
        Assert.Equal((0, 1), (world.Slots.Own, world.Slots.Others));
    }

    [Fact]
    public async Task Operations_of_others_take_slots_from_ours()
    {
        await using var world = await DoorWorld.StartAsync();
        for (var i = 1; i <= 6; i++)
            await AssignByOthersAsync(world, i);
        await world.Operations.PollAsync(default);
        Assert.Equal(6, world.Slots.Others);
        var granted = Enumerable.Range(1, 12).Count(i => world.Operations.TryReserve(new(OperationKind.Creation, "arn", $"{i}")));
        Assert.Equal(4, granted);
        Assert.Equal(8, world.Slots.Waiting);
    }

    [Fact]
    public async Task After_a_restart_an_operation_in_flight_is_taken_up_and_not_started_again()
    {
        await using var world = await DoorWorld.StartAsync();
        await world.Operations.PollAsync(default);
        var id = await AssignAsync(world, 1);

        var later = world.Restarted();
        using var stop = new CancellationTokenSource();
        var loop = later.Operations.RunAsync(_ => { }, stop.Token);
        var again = AssignAsync(later, 1);
        await Eventually.TrueAsync(() => Advance(world, again.IsCompleted), "the operation is recognized");
        Assert.Equal(id, await again);
        Assert.Equal(1, world.Calls("CreateAccountAssignment"));
        await Eventually.TrueAsync(() => Advance(world, later.Operations.StatusOf(id) is OperationStatus.Succeeded), "it ends");
        await StopAsync(stop, loop);
    }

    [Fact]
    public async Task The_end_of_an_operation_of_somebody_else_doubts_which_accounts_have_the_permission_set()
    {
        await using var world = await DoorWorld.StartAsync();
        var arn = await world.ArnOfAsync("Reader");
        await world.Sso.ProvisionPermissionSetAsync(
            new() { InstanceArn = DoorWorld.InstanceArn, PermissionSetArn = arn, TargetType = ProvisionTargetType.ALL_PROVISIONED_ACCOUNTS }, default);
        var doubts = new List<string>();
        world.Facts.AccountsInDoubt += (set, _) => doubts.Add(set);
        using var stop = new CancellationTokenSource();
        var loop = world.Operations.RunAsync(_ => { }, stop.Token);
        await world.Operations.RecognizedAsync(default);
        Assert.Empty(doubts);
        await Eventually.TrueAsync(() => Advance(world, doubts.Count > 0), "its end is noticed");
        Assert.Equal([arn], doubts);
        await StopAsync(stop, loop);
    }

    [Fact]
    public async Task An_operation_whose_reply_was_lost_is_found_and_not_started_again()
    {
        await using var world = await DoorWorld.StartAsync(seed => seed with { Behaviour = seed.Behaviour with { Latency = TimeSpan.FromMinutes(5) } });
        using var stop = new CancellationTokenSource();
        var loop = world.Operations.RunAsync(_ => { }, stop.Token);
        world.Server.Faults.Add(new() { Kind = FaultKind.DropAfter, Operation = "CreateAccountAssignment", Times = 1 });
        var first = AssignAsync(world, 1);
        await Eventually.TrueAsync(() => Advance(world, first.IsCompleted), "the request fails");
        await Assert.ThrowsAnyAsync<Exception>(() => first);

        // Facts from before the look for it are not good enough to decide on a second try.
        await world.Operations.RecognizedAsync(default);
        await world.Get<FactReader>().NamesAsync(default, default);
        var second = AssignAsync(world, 1);
        await Eventually.TrueAsync(() => Advance(world, second.IsCompleted), "the operation is recognized");
        Assert.Equal(1, world.Calls("CreateAccountAssignment"));
        Assert.IsType<OperationStatus.InProgress>(world.Operations.StatusOf(await second));
        await StopAsync(stop, loop);
    }

    [Fact]
    public async Task Fifty_operations_never_exceed_ten_in_flight_nor_one_an_account_and_all_end()
    {
        await using var world = await DoorWorld.StartAsync();
        using var stop = new CancellationTokenSource();
        var loop = world.Operations.RunAsync(_ => { }, stop.Token);
        var done = 0;
        world.Operations.Ended += _ => Interlocked.Increment(ref done);
        var starts = Enumerable.Range(0, 50).Select(i => AssignAsync(world, 1 + (i % 12), i % 2 == 0 ? "Reader" : "Writer", i % 3 == 0 ? "Data" : "Web", i)).ToList();
        await Eventually.TrueAsync(() => Advance(world, done == starts.Select(s => s.IsCompletedSuccessfully ? s.Result : Guid.NewGuid().ToString()).Distinct().Count() && starts.All(s => s.IsCompleted)), "all end");
        await Task.WhenAll(starts);
        // The server throttles the eleventh: there was none.
        Assert.All(world.Server.Calls.All, call => Assert.Equal("OK", call.Outcome));
        await StopAsync(stop, loop);
    }

    [Fact]
    public async Task Nothing_is_asked_while_nothing_is_in_flight()
    {
        await using var world = await DoorWorld.StartAsync();
        using var stop = new CancellationTokenSource();
        var loop = world.Operations.RunAsync(_ => { }, stop.Token);
        world.Wait(600);
        Assert.DoesNotContain(world.Server.Calls.All, call => Lists.Contains(call.Operation));
        await StopAsync(stop, loop);
    }

    private static bool Advance(DoorWorld world, bool done)
    {
        world.Wait(0.1);
        return done;
    }

    private static async Task StopAsync(CancellationTokenSource stop, Task loop)
    {
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loop);
    }

    private static async Task<string> AssignAsync(DoorWorld world, int account, string set = "Reader", string group = "Web", int? unique = null)
    {
        var (arn, principal) = (await world.ArnOfAsync(set), await GroupAsync(world, group));
        if (unique is { } number)
            principal = principal with { Id = $"{principal.Id[..^2]}{number:00}" };
        var subject = new OperationSubject(OperationKind.Creation, arn, $"4000000000{account:00}", principal);
        return await world.Operations.StartAsync(subject, token => CreateAsync(world, subject, token), default);
    }

    private static async Task AssignByOthersAsync(DoorWorld world, int account)
    {
        var subject = new OperationSubject(OperationKind.Creation, await world.ArnOfAsync("Reader"), $"4000000000{account:00}", await GroupAsync(world, "Web"));
        await CreateAsync(world, subject, default);
    }

    private static async Task<string> CreateAsync(DoorWorld world, OperationSubject subject, CancellationToken cancellationToken) =>
        (await world.Get<AwsDoor<IAmazonSSOAdmin>>().WriteAsync(
            Writes.Of("CreateAccountAssignment"),
            (sso, token) => sso.CreateAccountAssignmentAsync(
                new()
                {
                    InstanceArn = DoorWorld.InstanceArn,
                    PermissionSetArn = subject.PermissionSetArn,
                    TargetId = subject.AccountId,
                    TargetType = TargetType.AWS_ACCOUNT,
                    PrincipalType = PrincipalType.GROUP,
                    PrincipalId = subject.Principal!.Id,
                },
                token),
            cancellationToken)).AccountAssignmentCreationStatus!.RequestId!;

    private static async Task<Principal> GroupAsync(DoorWorld world, string name) => new(
        PrincipalKind.Group,
        ((Fact<string>.Present)await world.Get<PrincipalDirectory>().FindAsync(new(PrincipalKind.Group, name), default)).Value);
}
