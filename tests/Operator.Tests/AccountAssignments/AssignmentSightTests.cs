using Amazon.IdentityStore;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.IdentityCenter;
using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;
using Operator.Tests.IdentityCenter.Support;
using static Operator.Tests.AccountAssignments.Support.WorksRun;

namespace Operator.Tests.AccountAssignments;

public sealed class AssignmentSightTests
{
    private static readonly AccessNeed Known = new AccessNeed.Known();

    [Fact]
    public async Task Who_is_settled_never_causes_a_call()
    {
        await using var world = await DoorWorld.StartAsync();
        var assignment = On(await world.ArnOfAsync("Reader"), await GroupAsync(world, "Data"), 1);
        var before = world.Server.Calls.Count;
        Assert.IsType<AccessSight.LeftToSweep>(await LookAsync(world, [assignment], new AccessNeed.Whatever()));
        Assert.Equal("", world.CallsSince(before));
        world.Facts.Confirm(assignment, exists: true, world.Time.GetUtcNow());
        Assert.Equal([assignment], Seen(await LookAsync(world, [assignment], new AccessNeed.Whatever())).Present);
        Assert.Equal("", world.CallsSince(before));
    }

    [Fact]
    public async Task One_call_tells_of_a_principal_in_all_accounts()
    {
        await using var world = await DoorWorld.StartAsync();
        var (arn, data) = (await world.ArnOfAsync("Reader"), await GroupAsync(world, "Data"));
        var asked = Enumerable.Range(1, 8).Select(i => On(arn, data, i)).ToList();
        var before = world.Server.Calls.Count;
        var seen = Seen(await LookAsync(world, asked, Known));
        Assert.Equal(asked.Take(2), seen.Present.OrderBy(assignment => assignment.AccountId, StringComparer.Ordinal));
        Assert.Empty(seen.Unknown);
        Assert.Equal("ListAccountAssignmentsForPrincipal 1", world.CallsSince(before));
    }

    [Fact]
    public async Task One_call_tells_of_many_principals_in_an_account()
    {
        await using var world = await DoorWorld.StartAsync();
        var (arn, data, web) = (await world.ArnOfAsync("Reader"), await GroupAsync(world, "Data"), await GroupAsync(world, "Web"));
        var before = world.Server.Calls.Count;
        Assert.Equal([On(arn, data, 1)], Seen(await LookAsync(world, [On(arn, data, 1), On(arn, web, 1)], Known)).Present);
        Assert.Equal("ListAccountAssignments 1", world.CallsSince(before));
    }

    [Fact]
    public async Task A_delegated_administrator_reads_pairs_and_only_where_the_set_is()
    {
        await using var world = await DoorWorld.StartAsync(accessKey: DoorWorld.DelegatedKey);
        var (arn, data) = (await world.ArnOfAsync("Reader"), await GroupAsync(world, "Data"));
        await world.Get<AssignmentReader>().TryHolderAsync(data, CallPriority.Edit, default);
        var asked = Enumerable.Range(1, 12).Select(i => On(arn, data, i)).ToList();
        var before = world.Server.Calls.Count;
        Assert.Equal(2, Seen(await LookAsync(world, asked, Known)).Present.Count);
        Assert.Equal(2, world.Calls("ListAccountAssignments"));
        Assert.Equal(8 + 2, world.Server.Calls.Count - before);
        Assert.Equal(1, world.Calls("ListAccountAssignmentsForPrincipal"));
    }

    [Fact]
    public async Task Nothing_is_asked_about_accounts_that_the_set_is_known_not_to_be_in()
    {
        await using var world = await DoorWorld.StartAsync();
        var (arn, web) = (await world.ArnOfAsync("Reader"), await GroupAsync(world, "Web"));
        await world.Get<FactReader>().PermissionSetAsync(arn, default);
        var before = world.Server.Calls.Count;
        Assert.Empty(Seen(await LookAsync(world, [On(arn, web, 7)], Known)).Present);
        Assert.Equal("", world.CallsSince(before));
        world.Facts.MarkStale(arn, world.Time.GetUtcNow().AddSeconds(1));
        await LookAsync(world, [On(arn, web, 7)], Known);
        Assert.Equal("ListAccountAssignmentsForPrincipal 1", world.CallsSince(before));
    }

    [Fact]
    public async Task Before_an_object_goes_old_facts_are_read_again_but_not_what_AWS_confirmed_since()
    {
        await using var world = await DoorWorld.StartAsync();
        var (arn, data) = (await world.ArnOfAsync("Reader"), await GroupAsync(world, "Data"));
        await LookAsync(world, [On(arn, data, 1), On(arn, data, 2)], Known);
        world.Wait(60);
        var since = new AccessNeed.Since(world.Time.GetUtcNow());
        world.Facts.Confirm(On(arn, data, 1), exists: false, world.Time.GetUtcNow());
        var before = world.Server.Calls.Count;
        Assert.Empty(Seen(await LookAsync(world, [On(arn, data, 1)], since)).Present);
        Assert.Equal("", world.CallsSince(before));
        world.Wait(1);
        await LookAsync(world, [On(arn, data, 2)], since);
        Assert.Equal("ListAccountAssignmentsForPrincipal 1", world.CallsSince(before));
    }

    [Fact]
    public async Task More_than_a_look_reads_is_read_in_several()
    {
        await using var world = await DoorWorld.StartAsync(Many, DoorWorld.DelegatedKey);
        var (arn, data) = (await world.ArnOfAsync("Reader"), await GroupAsync(world, "Data"));
        await world.Get<AssignmentReader>().TryHolderAsync(data, CallPriority.Edit, default);
        var asked = Enumerable.Range(0, 130).Select(i => new Assignment(Account(i), arn, data)).ToList();
        var partly = Assert.IsType<AccessSight.Partly>(await LookAsync(world, asked, Known));
        Assert.Equal((100, 130, 30), (partly.Read, partly.Needed, partly.Observed.Unknown.Count));
        Assert.Equal(130, Seen(await LookAsync(world, asked, Known)).Present.Count);
        Assert.Equal(130, world.Calls("ListAccountAssignments"));
    }

    [Fact]
    public async Task Assignments_of_a_principal_that_is_gone_are_seen()
    {
        await using var world = await DoorWorld.StartAsync();
        var (arn, data) = (await world.ArnOfAsync("Reader"), await GroupAsync(world, "Data"));
        await world.Get<IAmazonIdentityStore>().DeleteGroupAsync(new() { IdentityStoreId = "d-99671a2b3c", GroupId = data.Id }, default);
        world.Server.Faults.Add(new() { Kind = FaultKind.Error, Operation = "ListAccountAssignmentsForPrincipal", Code = "ResourceNotFoundException", Message = "GROUP not found.", Status = 400 });
        Assert.Equal(2, Seen(await LookAsync(world, [On(arn, data, 1), On(arn, data, 2), On(arn, data, 3)], Known)).Present.Count);
    }

    [Fact]
    public async Task What_AWS_refuses_to_tell_stays_unknown()
    {
        await using var world = await DoorWorld.StartAsync();
        var assignment = On(await world.ArnOfAsync("Reader"), await GroupAsync(world, "Data"), 1);
        world.Server.Faults.Add(new() { Kind = FaultKind.Denied, Operation = "ListAccountAssignments*" });
        await Assert.ThrowsAsync<Amazon.SSOAdmin.Model.AccessDeniedException>(() => LookAsync(world, [assignment], Known));
        Assert.IsType<Fact<Assignment>.Unknown>(world.Facts.Assignment(assignment));
    }

    [Theory]
    [InlineData(FaultKind.Denied, null)]
    [InlineData(FaultKind.Error, "ResourceNotFoundException")]
    public async Task An_account_of_which_AWS_does_not_tell_leaves_the_others_known(FaultKind kind, string? code)
    {
        await using var world = await DoorWorld.StartAsync(accessKey: DoorWorld.DelegatedKey);
        var (arn, data) = (await world.ArnOfAsync("Reader"), await GroupAsync(world, "Data"));
        await world.Get<AssignmentReader>().TryHolderAsync(data, CallPriority.Edit, default);
        world.Server.Faults.Add(new() { Kind = kind, Operation = "ListAccountAssignments", Code = code, Status = 400, Message = "no", Containing = "400000000001" });
        var seen = Seen(await LookAsync(world, [On(arn, data, 1), On(arn, data, 2), On(arn, data, 9)], Known));
        Assert.Equal([On(arn, data, 2)], seen.Present);
        Assert.Equal([On(arn, data, 1)], seen.Unknown);
        Assert.Equal("400000000001", seen.Obstacle!.First);
        Assert.StartsWith("AWS does not tell who holds what in data-prod (400000000001). ", seen.Obstacle.Sentence(_ => "data-prod"), StringComparison.Ordinal);
        Assert.StartsWith("AWS does not tell who holds what in account 400000000001. ", seen.Obstacle.Sentence(_ => null), StringComparison.Ordinal);
        var before = world.Server.Calls.Count;
        await LookAsync(world, [On(arn, data, 1), On(arn, data, 2)], Known);
        Assert.Equal("", world.CallsSince(before));
        world.Server.Faults.Clear();
        world.Wait(AssignmentSight.RefusedFor.TotalSeconds);
        Assert.Equal(2, Seen(await LookAsync(world, [On(arn, data, 1), On(arn, data, 2)], Known)).Present.Count);
    }

    [Fact]
    public async Task An_account_that_left_is_known_not_to_have_what_the_permission_set_does_not_have_there()
    {
        await using var world = await DoorWorld.StartAsync(accessKey: DoorWorld.DelegatedKey);
        var (arn, data) = (await world.ArnOfAsync("Reader"), await GroupAsync(world, "Data"));
        await world.Get<AssignmentReader>().TryHolderAsync(data, CallPriority.Edit, default);
        world.Server.Faults.Add(new() { Kind = FaultKind.Error, Operation = "ListAccountAssignments", Code = "ResourceNotFoundException", Status = 400, Message = "no", Containing = "400000000009" });
        var seen = Seen(await LookAsync(world, [On(arn, data, 9)], Known));
        Assert.Empty(seen.Unknown);
        Assert.Empty(seen.Present);
    }

    [Fact]
    public async Task What_the_management_account_has_is_not_concluded_from_what_a_delegated_administrator_is_told_of_the_set()
    {
        await using var world = await DoorWorld.StartAsync(accessKey: DoorWorld.DelegatedKey);
        var (arn, data) = (await world.ArnOfAsync("Reader"), await GroupAsync(world, "Data"));
        await world.Get<AssignmentReader>().TryHolderAsync(data, CallPriority.Edit, default);
        await world.Get<FactReader>().PermissionSetAsync(arn, default);
        world.Server.Faults.Add(new() { Kind = FaultKind.Denied, Operation = "ListAccountAssignments", Containing = DoorWorld.Management });
        var there = new Assignment(DoorWorld.Management, arn, data);
        Assert.Equal([there], Seen(await LookAsync(world, [there, On(arn, data, 1)], Known)).Unknown);
    }

    [Fact]
    public async Task What_is_to_be_given_up_is_asked_for_until_AWS_must_show_it()
    {
        await using var world = await DoorWorld.StartAsync();
        var (arn, data) = (await world.ArnOfAsync("Reader"), await GroupAsync(world, "Data"));
        world.Facts.MarkStale(On(arn, data, 7), world.Time.GetUtcNow());
        var need = Known with { GivesUp = _ => true };
        var unsettled = Seen(await LookAsync(world, [On(arn, data, 7)], need));
        Assert.True(unsettled.IsUnsettled);
        Assert.Equal([On(arn, data, 7)], unsettled.Unknown);
        world.Wait(30);
        Assert.Empty(Seen(await LookAsync(world, [On(arn, data, 7)], need)).Unknown);
        Assert.Empty(Seen(await LookAsync(world, [On(arn, data, 7)], Known)).Unknown);
    }

    [Fact]
    public async Task What_a_complete_list_of_permission_sets_lacks_is_asked_for_by_itself()
    {
        await using var world = await DoorWorld.StartAsync();
        var arn = await world.ArnOfAsync("Reader");
        await world.Get<Sweep>().RoundAsync(default);
        var gone = On($"{arn[..^4]}0000", await GroupAsync(world, "Data"), 1);
        Assert.Equal(Sighting.Absent, Seen(await LookAsync(world, [gone], new AccessNeed.Whatever())).Of(gone));
    }

    [Fact]
    public async Task What_is_remembered_of_something_that_is_forgotten_when_it_is_gone_is_not_what_AWS_may_just_not_show_yet()
    {
        await using var world = await DoorWorld.StartAsync();
        var one = On(await world.ArnOfAsync("Reader"), await GroupAsync(world, "Data"), 7);
        world.Facts.MarkStale(one, world.Time.GetUtcNow());
        await LookAsync(world, [one], Known);
        var before = world.Server.Calls.Count;
        Assert.Equal([one], (await RememberedAsync(world, one)).Unknown);
        world.Wait(30);
        Assert.Equal([one], (await RememberedAsync(world, one)).Unknown);
        Assert.Equal("", world.CallsSince(before));
        await LookAsync(world, [one], Known with { GivesUp = _ => true });
        Assert.Equal(Sighting.Absent, (await RememberedAsync(world, one)).Of(one));
    }

    [Fact]
    public async Task What_is_remembered_under_a_permission_set_that_a_complete_list_lacks_is_asked_for_by_itself()
    {
        await using var world = await DoorWorld.StartAsync();
        var instance = await world.Get<InstanceLocator>().FindAsync(default);
        var gone = On($"{instance.Arn.Replace(":instance/", ":permissionSet/", StringComparison.Ordinal)}/ps-0000000000000000", await GroupAsync(world, "Data"), 1);
        Assert.Equal(Sighting.Unknown, (await RememberedAsync(world, gone)).Of(gone));
        await world.Get<Sweep>().RoundAsync(default);
        Assert.Equal(Sighting.Absent, (await RememberedAsync(world, gone)).Of(gone));
    }

    private static Task<ObservedAccess> RememberedAsync(DoorWorld world, Assignment assignment) => world.Get<AssignmentSight>().RememberedAsync([assignment], default);

    private static Task<AccessSight> LookAsync(DoorWorld world, IReadOnlyCollection<Assignment> assignments, AccessNeed need) =>
        world.Get<AssignmentSight>().LookAsync(assignments, need, default);

    private static ObservedAccess Seen(AccessSight sight) => Assert.IsType<AccessSight.Seen>(sight).Observed;

    private static string Account(int i) => $"700000000{i:000}";

    private static Seed Many(Seed seed)
    {
        var more = Enumerable.Range(0, 130).Select(i => new SeedAccount { Id = Account(i), Name = $"more-{i}" }).ToList();
        return seed with
        {
            Organization = seed.Organization with { Accounts = [.. seed.Organization.Accounts, .. more] },
            Assignments = [.. seed.Assignments, new() { PermissionSet = "Reader", Group = "Data", Accounts = [.. more.Select(account => account.Name)] }],
        };
    }
}
