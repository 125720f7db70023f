using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.IdentityCenter;
using LocalIdentityCenter;
using Operator.Tests.IdentityCenter.Support;
using Testing;

namespace Operator.Tests.IdentityCenter;

public sealed class SweepTests
{
    [Fact]
    public async Task A_round_by_principal_reads_everything_in_as_few_calls_as_the_formula_says()
    {
        await using var world = await DoorWorld.StartAsync();
        var report = await world.Get<Sweep>().RoundAsync(default);

        Assert.Equal(AssignmentAccess.ByPrincipal, report.Access);
        Assert.Equal((2, 0), (report.PermissionSets, report.Failed));
        // 2 groups; one of the 4 pairs each round, of a day's 96 rounds.
        Assert.Equal(2, world.Calls("ListAccountAssignmentsForPrincipal"));
        Assert.Equal(1, world.Calls("ListAccountAssignments"));
        Assert.Equal(8 * 2, world.Server.Calls.All.Count(call => call.Body.Contains("PermissionSetArn", StringComparison.Ordinal) && call.Operation != "ListAccountAssignments")
            + world.Calls("ListTagsForResource"));
        Assert.Equal(world.Server.Calls.Count - 1, report.Requests); // all but the one that found the instance
    }

    [Fact]
    public async Task A_round_by_pair_follows_where_AWS_denies_the_other_and_is_not_tried_again()
    {
        await using var world = await DoorWorld.StartAsync(accessKey: DoorWorld.DelegatedKey);
        var report = await world.Get<Sweep>().RoundAsync(default);
        Assert.Equal((AssignmentAccess.ByPair, 0), (report.Access, report.Failed));
        Assert.Equal(1, world.Calls("ListAccountAssignmentsForPrincipal"));
        Assert.Equal(4, world.Calls("ListAccountAssignments"));

        await Advancing(world, world.Get<Sweep>().RoundAsync(default));
        Assert.Equal(1, world.Calls("ListAccountAssignmentsForPrincipal"));
        Assert.Equal(8, world.Calls("ListAccountAssignments"));
    }

    [Fact]
    public async Task A_principal_that_is_gone_fails_no_round_whatever_AWS_answers_for_it_and_its_assignments_are_known()
    {
        await using var world = await DoorWorld.StartAsync(seed => seed with { Behaviour = seed.Behaviour with { ListDeletedPrincipal = Absence.NotFound } });
        await world.Get<Sweep>().RoundAsync(default);
        var reader = world.Facts.ArnOf("Reader")!;
        var data = ((Fact<string>.Present)await world.Get<PrincipalDirectory>().FindAsync(new(PrincipalKind.Group, "Data"), default)).Value;
        var held = new Assignment("400000000001", reader, new(PrincipalKind.Group, data));
        await world.Get<Amazon.IdentityStore.IAmazonIdentityStore>().DeleteGroupAsync(new() { IdentityStoreId = "d-99671a2b3c", GroupId = data }, default);
        world.Wait(60);
        var report = await Advancing(world, world.Get<Sweep>().RoundAsync(default));
        Assert.Equal(0, report.Failed);
        Assert.IsType<Fact<Assignment>.Present>(world.Facts.Assignment(held));
        await world.Sso.DeleteAccountAssignmentAsync(
            new() { InstanceArn = DoorWorld.InstanceArn, PermissionSetArn = reader, TargetId = "400000000001", TargetType = Amazon.SSOAdmin.TargetType.AWS_ACCOUNT, PrincipalId = data, PrincipalType = Amazon.SSOAdmin.PrincipalType.GROUP }, default);
        world.Wait(60);
        Assert.Equal(0, (await Advancing(world, world.Get<Sweep>().RoundAsync(default))).Failed);
        Assert.IsType<Fact<Assignment>.Absent>(world.Facts.Assignment(held));
    }

    [Fact]
    public async Task What_somebody_else_changed_is_told_and_nothing_else()
    {
        await using var world = await DoorWorld.StartAsync();
        await world.Get<Sweep>().RoundAsync(default);
        var told = new List<string>();
        world.Facts.PermissionSetChanged += (_, name) => told.Add(name);
        await world.Sso.UpdatePermissionSetAsync(
            new() { InstanceArn = DoorWorld.InstanceArn, PermissionSetArn = world.Facts.ArnOf("Reader"), Description = "by hand", SessionDuration = "PT1H" }, default);

        world.Wait(1);
        await Advancing(world, world.Get<Sweep>().RoundAsync(default));
        Assert.Equal(["Reader"], told);
    }

    [Fact]
    public async Task A_read_that_fails_leaves_the_old_fact()
    {
        await using var world = await DoorWorld.StartAsync();
        await world.Get<Sweep>().RoundAsync(default);
        var arn = world.Facts.ArnOf("Reader")!;
        var before = world.Facts.PermissionSet(arn);
        world.Wait(1);
        world.Server.Faults.Add(new() { Kind = FaultKind.Denied, Operation = "ListManagedPoliciesInPermissionSet", Containing = arn });
        world.Server.Faults.Add(new() { Kind = FaultKind.Denied, Operation = "ListAccountAssignments*" });

        var report = await Advancing(world, world.Get<Sweep>().RoundAsync(default));
        Assert.Equal(before, world.Facts.PermissionSet(arn));
        Assert.Equal(AssignmentAccess.ByPrincipal, report.Access);
        Assert.True(report.Failed >= 3);
        Assert.All(world.Facts.Assignments.Present, scope => Assert.Null(scope.Value.StaleSince));
    }

    [Fact]
    public async Task A_list_that_breaks_off_never_looks_like_absence()
    {
        await using var world = await DoorWorld.StartAsync(seed => seed with
        {
            PermissionSets = [.. seed.PermissionSets, .. Enumerable.Range(0, 150).Select(i => new LocalIdentityCenter.Seeding.SeedPermissionSet { Name = $"Set{i}" })],
        });
        await world.Get<Sweep>().RoundAsync(default);
        Assert.Equal(152, world.Facts.PermissionSets.Count());
        world.Wait(1);
        world.Server.Faults.Add(new() { Kind = FaultKind.Denied, Operation = "ListPermissionSets", Containing = "NextToken" });

        await Assert.ThrowsAsync<AccessDeniedException>(() => Advancing(world, world.Get<Sweep>().RoundAsync(default)));
        Assert.Equal(152, world.Facts.PermissionSets.Count());
    }

    [Fact]
    public async Task The_instance_and_its_Regions_are_known_after_a_round()
    {
        await using var world = await DoorWorld.StartAsync();
        await world.Get<Sweep>().RoundAsync(default);
        var facts = Assert.IsType<Fact<InstanceFacts>.Present>(world.Facts.Instances.Of(DoorWorld.InstanceArn)).Value;
        Assert.True(facts.PermissionSetsEnabled);
        Assert.Equal(("eu-central-1", true), facts.Regions.Select(region => (region.Name, region.IsPrimary)).Single());
        Assert.Equal("AWS_OWNED_KMS_KEY", facts.Encryption.KeyType);
    }

    [Fact]
    public async Task The_organization_is_looked_at_as_far_as_somebody_asked_for_it()
    {
        await using var world = await DoorWorld.StartAsync();
        await world.Get<Sweep>().RoundAsync(default);
        Assert.Equal(0, world.Calls("ListAccounts"));
        world.Get<OrganizationDirectory>().Want(OrganizationParts.Accounts);
        await Advancing(world, world.Get<Sweep>().RoundAsync(default));
        Assert.Equal((1, 0), (world.Calls("ListAccounts"), world.Calls("ListRoots")));
        var told = new List<int>();
        world.Get<OrganizationDirectory>().Changed += (_, now) => told.Add(now.Accounts.Count);
        await Advancing(world, world.Get<Sweep>().RoundAsync(default));
        Assert.Empty(told);
        world.Server.Organization.RemoveAccount("400000000012");
        await Advancing(world, world.Get<Sweep>().RoundAsync(default));
        Assert.Equal([14], told);
    }

    [Fact]
    public async Task A_round_tells_nobody_of_assignments_that_this_process_made_itself()
    {
        await using var world = await DoorWorld.StartAsync();
        await world.Get<Sweep>().RoundAsync(default);
        var news = new List<AssignmentNews>();
        world.Facts.AssignmentsChanged += news.Add;
        var reader = await world.ArnOfAsync("Reader");
        var group = ((Fact<string>.Present)await world.Get<PrincipalDirectory>().FindAsync(new(PrincipalKind.Group, "Web"), default)).Value;
        foreach (var account in new[] { "400000000005", "400000000006" })
            await world.Sso.CreateAccountAssignmentAsync(
                new() { InstanceArn = DoorWorld.InstanceArn, PermissionSetArn = reader, TargetId = account, TargetType = Amazon.SSOAdmin.TargetType.AWS_ACCOUNT, PrincipalId = group, PrincipalType = Amazon.SSOAdmin.PrincipalType.GROUP }, default);
        world.Wait(10);
        var (ours, theirs) = (new Assignment("400000000005", reader, new(PrincipalKind.Group, group)), new Assignment("400000000006", reader, new(PrincipalKind.Group, group)));
        world.Facts.Confirm(ours, exists: true, world.Time.GetUtcNow());
        await Advancing(world, world.Get<Sweep>().RoundAsync(default));
        Assert.Equal([theirs], news.SelectMany(one => one.Differing).Where(one => one.Principal.Id == group).Distinct());
    }

    [Fact]
    public async Task A_round_by_principal_reads_a_user_whom_somebody_declares()
    {
        await using var world = await DoorWorld.StartAsync();
        world.Get<PrincipalDirectory>().Known(new PrincipalName(PrincipalKind.User, "alice"));
        await world.Get<Sweep>().RoundAsync(default);
        var alice = Assert.Single(world.Get<PrincipalDirectory>().Users);
        Assert.Equal(2, Assert.IsType<Fact<IReadOnlySet<Assignment>>.Present>(world.Facts.Assignments.Of(new AssignmentScope.Holder(alice))).Value.Count);
        Assert.Equal(3, world.Calls("ListAccountAssignmentsForPrincipal"));
    }

    [Fact]
    public async Task A_round_by_principal_reads_whoever_was_granted_something_since_the_last()
    {
        await using var world = await DoorWorld.StartAsync();
        await world.Get<Sweep>().RoundAsync(default);
        var granted = new Assignment("400000000009", await world.ArnOfAsync("Reader"), new(PrincipalKind.User, "99671a2b3c-aaaaaaaa-0000-4000-8000-000000000009"));
        world.Wait(1);
        world.Facts.Confirm(granted, exists: true, world.Time.GetUtcNow());
        await Advancing(world, world.Get<Sweep>().RoundAsync(default));
        Assert.IsType<Fact<Assignment>.Absent>(world.Facts.Assignment(granted));
    }

    [Fact]
    public async Task Rounds_after_the_first_are_spread_over_the_interval()
    {
        await using var world = await DoorWorld.StartAsync();
        await world.Get<Sweep>().RoundAsync(default);
        var startedAt = world.Time.GetUtcNow();
        await Advancing(world, world.Get<Sweep>().RoundAsync(default));
        // Nine tenths of a quarter of an hour, and what the test's clock ran on during the reads.
        Assert.InRange((world.Time.GetUtcNow() - startedAt).TotalMinutes, 13, 30);
    }

    [Fact]
    public async Task A_pause_that_is_no_whole_number_of_milliseconds_ends_without_keeping_a_processor_busy_until_it_is_over()
    {
        await using var world = await DoorWorld.StartAsync();
        var settings = world.Get<OperatorSettings>();
        settings.Apply(settings.InForce with { RequestsPerSecond = 100_000, SweepInterval = TimeSpan.FromMinutes(15) + TimeSpan.FromTicks(77_777) });
        await world.Get<Sweep>().RoundAsync(default);
        // Who does would do it for ever here, where the clock goes on only afterwards.
        await Task.Run(() => Advancing(world, world.Get<Sweep>().RoundAsync(default))).WaitAsync(Eventually.DefaultDeadline);
    }

    [Fact]
    public async Task A_shorter_interval_ends_a_rest_that_an_earlier_one_began()
    {
        await using var world = await DoorWorld.StartAsync();
        world.Get<SettingsWakes>().Begin();
        var settings = world.Get<OperatorSettings>();
        settings.Apply(settings.InForce with { RequestsPerSecond = 100_000, SweepInterval = TimeSpan.FromHours(24) });
        using var stop = new CancellationTokenSource();
        var rounds = 0;
        world.Get<Sweep>().Finished += _ => rounds++;
        var sweeping = world.Get<Sweep>().RunAsync(stop.Token);
        await Eventually.EqualAsync(1, () => rounds, "the first round ends");
        await RestsAsync(world);
        world.Wait(120);
        settings.Apply(settings.InForce with { RequestsPerSecond = 100_000, SweepInterval = TimeSpan.FromMinutes(1) });
        // Two minutes of the new interval are over already; the pauses of the round add up to one more.
        await Eventually.TrueAsync(
            () =>
            {
                if (world.Time.PendingTimers > 0)
                    world.Wait(1);
                return rounds == 2;
            },
            "the second round ends");
        Assert.True(world.Time.GetUtcNow() - Began < TimeSpan.FromHours(1), $"the second round ended at {world.Time.GetUtcNow()}");
        await stop.CancelAsync();
        await sweeping.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task A_longer_interval_prolongs_a_rest_that_an_earlier_one_began()
    {
        await using var world = await DoorWorld.StartAsync();
        world.Get<SettingsWakes>().Begin();
        var settings = world.Get<OperatorSettings>();
        settings.Apply(settings.InForce with { RequestsPerSecond = 100_000, SweepInterval = TimeSpan.FromMinutes(1) });
        using var stop = new CancellationTokenSource();
        var rounds = 0;
        world.Get<Sweep>().Finished += _ => rounds++;
        var sweeping = world.Get<Sweep>().RunAsync(stop.Token);
        await Eventually.EqualAsync(1, () => rounds, "the first round ends");
        await RestsAsync(world);
        var calls = world.Server.Calls.Count;
        settings.Apply(settings.InForce with { RequestsPerSecond = 100_000, SweepInterval = TimeSpan.FromHours(1) });
        await RestsAsync(world);
        world.Wait(50 * 60);
        await RestsAsync(world);
        Assert.Equal((1, calls), (rounds, world.Server.Calls.Count));
        world.Wait(15 * 60);
        await Eventually.TrueAsync(() => world.Server.Calls.Count > calls, "the next round begins");
        await stop.CancelAsync();
        await sweeping.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    private static readonly DateTimeOffset Began = new ManualTimeProvider().GetUtcNow();

    // Nothing but a timer will wake it.
    private static Task RestsAsync(DoorWorld world) => Eventually.TrueAsync(() => world.Time.PendingTimers > 0, "the sweep rests");

    // Lets the pauses of a round pass.
    private static async Task<T> Advancing<T>(DoorWorld world, Task<T> round)
    {
        await Eventually.TrueAsync(
            () =>
            {
                world.Wait(5);
                return round.IsCompleted;
            },
            "the round ends");
        return await round;
    }
}
