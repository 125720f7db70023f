using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.IdentityCenter;
using Testing;

namespace Operator.Tests.IdentityCenter;

public sealed class OperationSlotsTests
{
    private readonly ManualTimeProvider time = new();
    private readonly OperatorSettings settings = new();
    private readonly OperationSlots slots;

    public OperationSlotsTests() => slots = new(settings, new SteadyClock(time));

    [Fact]
    public void Nothing_begins_before_others_were_counted_and_a_count_grows_old()
    {
        Assert.False(slots.TryReserve(Subject(1)));
        Assert.True(slots.NeedsCount);
        slots.Count(0);
        Assert.True(slots.TryReserve(Subject(1)));
        time.Advance(OperationSlots.CountedFor + TimeSpan.FromSeconds(1));
        Assert.False(slots.TryReserve(Subject(2)));
    }

    [Fact]
    public void An_account_has_one_operation_at_a_time_and_the_next_account_passes()
    {
        slots.Count(0);
        Assert.True(slots.TryReserve(Subject(1)));
        Assert.False(slots.TryReserve(Subject(1, "b")));
        Assert.True(slots.TryReserve(Subject(2)));
        slots.Begin("request", Subject(1));
        Assert.False(slots.TryReserve(Subject(1, "b")));
        slots.End("request");
        Assert.True(slots.TryReserve(Subject(1, "b")));
    }

    [Fact]
    public void A_provisioning_to_all_accounts_takes_one_slot_and_no_account()
    {
        slots.Count(9);
        Assert.True(slots.TryReserve(new(OperationKind.Provisioning, "set")));
        Assert.False(slots.TryReserve(new(OperationKind.Provisioning, "other")));
        Assert.Equal((1, 1), (slots.Own, slots.Waiting));
    }

    [Fact]
    public void Who_came_first_is_served_first_within_a_priority()
    {
        settings.Apply(new() { OutstandingOperations = 1 });
        slots.Count(0);
        slots.Begin("running", null);
        var granted = new List<string>();
        slots.Granted += subject => granted.Add(subject.PermissionSetArn);
        slots.TryReserve(new(OperationKind.Creation, "slow-1", "1"), CallPriority.Sweep);
        slots.TryReserve(new(OperationKind.Creation, "edit-1", "2"));
        slots.TryReserve(new(OperationKind.Creation, "edit-2", "3"));
        slots.TryReserve(new(OperationKind.Creation, "edit-1", "2")); // asking again does not cost the place
        slots.End("running");
        slots.Begin("a", new(OperationKind.Creation, "edit-1", "2"));
        slots.End("a");
        slots.Begin("b", new(OperationKind.Creation, "edit-2", "3"));
        slots.End("b");
        Assert.Equal(["edit-1", "edit-2", "slow-1"], granted);
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_line_and_whoever_was_granted_gives_the_slot_back()
    {
        settings.Apply(new() { OutstandingOperations = 1 });
        slots.Count(0);
        Assert.True(slots.TryReserve(Subject(1)));
        using var cancelled = new CancellationTokenSource();
        var waits = slots.ReserveAsync(Subject(2), CallPriority.Edit, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
        Assert.Equal(0, slots.Waiting);
        slots.Release(Subject(1));
        Assert.True(slots.TryReserve(Subject(3)));
    }

    [Fact]
    public void Who_never_comes_back_does_not_hold_up_the_others()
    {
        settings.Apply(new() { OutstandingOperations = 1 });
        slots.Count(0);
        Assert.True(slots.TryReserve(Subject(1)));
        time.Advance(TimeSpan.FromMinutes(2));
        slots.Count(0);
        Assert.True(slots.TryReserve(Subject(2)));
    }

    [Fact]
    public void The_most_that_others_had_lately_is_left_to_them()
    {
        slots.Count(6);
        time.Advance(TimeSpan.FromSeconds(1));
        slots.Count(2);
        Assert.Equal(6, slots.Others);
        time.Advance(TimeSpan.FromSeconds(3));
        slots.Count(2);
        Assert.Equal(2, slots.Others);
    }

    [Fact]
    public void No_schedule_exceeds_the_limit_or_an_account_and_all_are_served() => Prop.ForAll(
        Arb.From(Gen.ArrayOf(Gen.Choose(1, 5))),
        accounts => Runs(accounts)).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static bool Runs(int[] accounts)
    {
        var slots = new OperationSlots(Limited(3), new SteadyClock(new ManualTimeProvider()));
        slots.Count(0);
        var running = new List<OperationSubject>();
        slots.Granted += running.Add;
        foreach (var (account, i) in accounts.Select((account, i) => (account, i)))
            slots.TryReserve(Subject(account, $"{i}"));
        for (var served = 0; served < accounts.Length; served++)
        {
            if (running.Count is 0 or > 3 || running.DistinctBy(subject => subject.AccountId).Count() < running.Count)
                return false;
            var first = running[0];
            running.RemoveAt(0);
            slots.Begin($"{served}", first);
            slots.End($"{served}");
        }

        return running.Count == 0 && slots.Waiting == 0 && slots.Own == 0;
    }

    private static OperatorSettings Limited(int limit)
    {
        var settings = new OperatorSettings();
        settings.Apply(new() { OutstandingOperations = limit });
        return settings;
    }

    private static OperationSubject Subject(int account, string set = "a") => new(OperationKind.Creation, set, $"{account}");
}
