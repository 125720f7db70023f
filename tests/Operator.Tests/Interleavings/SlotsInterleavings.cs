using Amazon.Runtime;
using IdentityCenterOperator.IdentityCenter;
using Operator.Tests.Interleavings.Scheduling;
using Operator.Tests.Interleavings.Support;
using Xunit.Abstractions;

namespace Operator.Tests.Interleavings;

/// <summary>Slots and the tracker of operations: many want to begin, two of them the same, others have operations of their own in flight, and answers are lost.</summary>
public sealed class SlotsInterleavings(ITestOutputHelper output)
{
    private const int Limit = 3;

    [Fact]
    public void In_whatever_order_operations_begin_and_end_there_are_never_too_many_none_begins_twice_and_each_gets_its_turn() => Explorer.Explore(output, "slots", 250, Begun);

    private static void Begun(Schedule schedule)
    {
        using var world = new AccessWorld(schedule) { IsUndeclared = _ => true };
        var (own, lost, done) = (new List<AwsOperation>(), schedule.Random.Next(3), new List<string>());
        world.Aws.Sent += own.Add;
        world.Aws.Faults = () => lost > 0 && schedule.Chance(5) ? Fault(lost--) : ApiFault.None;
        schedule.Holds(() => Broken(world, own));
        schedule.Lane("tracker").Start(() => world.Get<OperationTracker>().RunAsync(_ => { }, CancellationToken.None));
        var wishes = Wishes(schedule);
        foreach (var (wish, index) in wishes.Select((wish, index) => (wish, index)))
        {
            var lane = schedule.Lane($"worker {index}");
            lane.Start(() => WorkAsync(schedule, world, wish, () => done.Add(lane.Name)));
        }

        foreach (var stranger in Small.Tuples([0, 1, 2, 3], [2]).Take(schedule.Random.Next(4)))
            world.Person("somebody else begins an operation", () => world.Aws.Stranger(isGrant: true, stranger));
        schedule.Run(TimeSpan.FromSeconds(120));
        if (schedule.Failure is null && done.Count < wishes.Count)
            schedule.Fail($"{wishes.Count - done.Count} never got a turn");
    }

    private static ApiFault Fault(int which) => which % 2 == 0 ? ApiFault.Unanswered : ApiFault.Refused;

    private static List<Assignment> Wishes(Schedule schedule)
    {
        var all = Small.Tuples([0, 1, 2, 3], [0, 1]).ToList();
        // Some are wanted twice.
        return [.. all, .. all.Where(_ => schedule.Chance(4))];
    }

    private static string? Broken(AccessWorld world, List<AwsOperation> own)
    {
        var flying = own.Where(one => !one.IsOver).ToList();
        return flying.Count > Limit ? $"{flying.Count} operations of ours are in flight: {string.Join("; ", flying)}"
            : world.Get<OperationSlots>().Own > Limit ? $"{world.Get<OperationSlots>().Own} slots are given away" : null;
    }

    // As the works do: what may be in flight is known first, and what failed is tried again.
    private static async Task WorkAsync(Schedule schedule, AccessWorld world, Assignment wish, Action done)
    {
        var (tracker, subject) = (world.Get<OperationTracker>(), new OperationSubject(OperationKind.Creation, wish.PermissionSetArn, wish.AccountId, wish.Principal));
        await Task.Delay(TimeSpan.FromMilliseconds(schedule.Random.Next(3000)), schedule.Time);
        while (true)
        {
            try
            {
                await tracker.RecognizedAsync(CancellationToken.None);
                if (await tracker.TryStartAsync(subject, () => !world.Aws.Has.Contains(wish), _ => SendAsync(world, wish), CancellationToken.None) is { } id)
                    await EndAsync(tracker, id);
                done();
                return;
            }
            catch (Exception e) when (e is TimeoutException or AmazonServiceException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), schedule.Time);
            }
        }
    }

    private static async Task<string> SendAsync(AccessWorld world, Assignment wish) => (await world.Aws.Sso.CreateAccountAssignmentAsync(
        new() { PermissionSetArn = wish.PermissionSetArn, TargetId = wish.AccountId, PrincipalId = wish.Principal.Id })).AccountAssignmentCreationStatus!.RequestId!;

    private static async Task EndAsync(OperationTracker tracker, string id)
    {
        var ended = new TaskCompletionSource();
        void OnEnded(string other)
        {
            if (other == id)
                ended.TrySetResult();
        }

        tracker.Ended += OnEnded;
        if (tracker.StatusOf(id) is OperationStatus.InProgress)
            await ended.Task;
        tracker.Ended -= OnEnded;
        tracker.Forget(id);
    }
}
