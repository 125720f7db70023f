using IdentityCenterOperator.Entities;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Records;

/// <summary>Objects that go and leave access in AWS: it stays recorded, where their own people cannot reach it, and ends when the right to it does.</summary>
public sealed class LeftBehindStories : TenantStory
{
    private const string Retained = "{permissionSetRef: {name: reader}, principals: [{group: Data}], targets: {accounts: [\"400000000001\", \"400000000002\"]}, deletionPolicy: Retain}";

    [Fact]
    public async Task What_is_retained_stays_recorded_and_goes_with_the_right_to_it()
    {
        var arn = await BeginWithMineAsync();
        await Mallory.PatchAsync("mine", "{spec: {deletionPolicy: Retain}}");
        await GoAsync("mine");
        var record = await RecordAsync(AccessRecordState.Retained);
        Assert.Equal(("tenant", "mine", 2), (record.Spec.Owner.Namespace, record.Spec.Owner.Name, record.Spec.Assignments));
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        await CloseAsync();
        await Aws.Access.UntilAsync(arn);
        await NothingRecordedAsync();
    }

    [Fact]
    public async Task A_twin_that_only_observes_takes_nothing_off_the_records()
    {
        var arn = await BeginWithMineAsync();
        await Mallory.CreateAsync("twin", DataInTwo.Replace("}}", "}, managementPolicy: Observe}", StringComparison.Ordinal).Replace("[{group: Data}, managementPolicy: Observe}]", "[{group: Data}]", StringComparison.Ordinal));
        await Objects.ReadyAsync("twin");
        await GoAsync("mine");
        await GoAsync("twin");
        await RecordAsync(AccessRecordState.Retained);
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        await CloseAsync();
        await Aws.Access.UntilAsync(arn);
        await NothingRecordedAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_finalizer_that_is_torn_off_leaves_the_record(bool paused)
    {
        var arn = await BeginWithMineAsync(For("{group: Data}, {group: Web}, {group: Audit}, {user: alice@example.com}", "allAccounts: true"));
        if (paused)
            await Mallory.PatchAsync("mine", "{metadata: {annotations: {identitycenter.dev/paused: 'true'}}}");
        await Mallory.DeleteAsync("mine");
        await Mallory.PatchAsync("mine", "{metadata: {finalizers: null}}");
        await Objects.GoneAsync("mine");
        var record = await RecordAsync(AccessRecordState.Abandoned);
        Assert.Equal("mine", record.Spec.Owner.Name);
        await RestsAsync();
        Assert.NotEmpty(await Aws.Access.HeldAsync(arn));
        await Cluster.Records.UntilAsync(record.Metadata.Name, seen => seen.Reason == "Abandoned", "says that it is abandoned");
        await CloseAsync();
        await Aws.Access.UntilAsync(arn);
        await NothingRecordedAsync();
    }

    [Fact]
    public async Task An_object_that_comes_back_under_its_name_takes_over_what_its_predecessor_left()
    {
        var arn = await BeginWithMineAsync();
        await Mallory.PatchAsync("mine", "{spec: {deletionPolicy: Retain}}");
        await GoAsync("mine");
        await RecordAsync(AccessRecordState.Retained);
        await Mallory.CreateAsync("mine", For("{group: Data}", "accounts: [\"400000000001\"]"));
        var uid = (await Objects.ReadyAsync("mine")).Uid;
        await Aws.Access.UntilAsync(arn, DataHolds(1));
        var record = await RecordAsync(AccessRecordState.Live);
        Assert.Equal((uid, 1), (record.Metadata.Name, record.Spec.Assignments));
    }

    [Fact]
    public async Task What_is_left_is_nobodys_claim()
    {
        var arn = await BeginWithMineAsync(Retained);
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        await GoAsync("mine");
        await RecordAsync2Async();
        await Assignments.DeleteAsync("data");
        await Assignments.GoneAsync("data");
        await Aws.Access.UntilAsync(arn);
        await NothingRecordedAsync();
    }

    [Fact]
    public async Task The_admin_has_what_is_left_revoked_and_the_guard_is_asked()
    {
        var arn = await BeginWithMineAsync(Retained);
        await Cluster.Instances.ApplyAsync("default", "{deletionGuard: {maxRevocations: 1, maxPercent: 1}}");
        await RestsAsync();
        await GoAsync("mine");
        var record = (await RecordAsync(AccessRecordState.Retained)).Metadata.Name;
        await Cluster.Records.AnnotateAsync(record, "identitycenter.dev/revoke", "yes");
        await Cluster.Records.UntilAsync(record, seen => seen.Message.EndsWith("The annotation identitycenter.dev/revoke is set to \"yes\", and only \"true\" has anything revoked: set it to \"true\", or remove it.", StringComparison.Ordinal), "says that the word is another");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        await Cluster.Records.AnnotateAsync(record, "identitycenter.dev/revoke", "true");
        var held = await Cluster.Records.UntilAsync(record, seen => seen.Reason == "GuardTripped", "is held back");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        await Cluster.Records.AnnotateAsync(record, "identitycenter.dev/approve", held.Status.Plan!.Hash);
        await Aws.Access.UntilAsync(arn);
        await NothingRecordedAsync();
    }

    [Fact]
    public async Task A_record_that_the_admin_deletes_is_forgotten_and_AWS_stays()
    {
        var arn = await BeginWithMineAsync(Retained);
        await GoAsync("mine");
        await Cluster.Records.DeleteAsync((await RecordAsync(AccessRecordState.Retained)).Metadata.Name);
        await NothingRecordedAsync();
        await CloseAsync();
        await RestsAsync();
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task A_record_that_is_deleted_under_a_living_object_is_begun_anew_and_takes_nothing_from_others()
    {
        var arn = await BeginWithMineAsync(For("{group: Data}, {group: Web}"));
        await Assignments.ApplyAsync("data", DataInTwo);
        await Assignments.ReadyAsync("data");
        var uid = (await Objects.GetAsync("mine")).Uid;
        await Cluster.Records.DeleteAsync(uid);
        await Until(async () => (await Objects.RecordedForAsync(uid)).Count == 2, "it is recorded anew");
        await Until(async () => (await Objects.EventsAsync("mine")).Contains("RecordLost", StringComparison.Ordinal), "an Event tells of it");
        await Mallory.PatchAsync("mine", "{spec: {principals: [{group: Web}]}}");
        await Objects.ReadyAsync("mine");
        Assert.Equal([.. DataHolds(1, 2), .. Holds(Web, 1, 2)], (await Aws.Access.HeldAsync(arn)).OrderBy(row => row.Split(' ')[1], StringComparer.Ordinal));
        Assert.DoesNotContain("DeleteAccountAssignment", Aws.CallsSince(0));
    }

    [Fact]
    public async Task A_namespace_that_is_gone_may_have_nothing()
    {
        var arn = await BeginWithMineAsync(Retained);
        await GoAsync("mine");
        await RecordAsync(AccessRecordState.Retained);
        await Cluster.RemoveNamespaceAsync(Theirs);
        await Aws.Access.UntilAsync(arn);
        await NothingRecordedAsync();
    }

    [Fact]
    public async Task What_somebody_takes_away_in_the_console_leaves_the_record()
    {
        var arn = await BeginWithMineAsync(Retained, TimeSpan.FromSeconds(20));
        await GoAsync("mine");
        await RecordAsync(AccessRecordState.Retained);
        await Aws.Access.RevokeAsync(arn, Accounts[0], Group);
        await Until(async () => (await RecordsAsync()) is [{ Spec.Assignments: 1 }], "one is left");
        await Aws.Access.RevokeAsync(arn, Accounts[1], Group);
        await NothingRecordedAsync();
    }

    [Fact]
    public async Task What_is_left_is_told_at_the_instance()
    {
        await BeginWithMineAsync(Retained);
        await GoAsync("mine");
        var record = await RecordAsync(AccessRecordState.Retained);
        var told = await Cluster.Instances.UntilAsync("default", seen => seen.Instance.Records is { Retained: 1 }, "tells of it");
        Assert.Equal((0, 2, $"AccountAssignment tenant/mine: 2 assignments, Retained (AccessRecord {record.Metadata.Name})"), (told.Instance.Records!.Abandoned, told.Instance.Records.Assignments, told.Instance.Records.Sample!.Single()));
        await CloseAsync();
        await Cluster.Instances.UntilAsync("default", seen => seen.Instance.Records is null, "has nothing to tell");
    }

    [Fact]
    public async Task A_permission_set_that_is_to_be_deleted_names_what_is_left_of_objects_that_are_gone()
    {
        await BeginWithMineAsync(Retained);
        await GoAsync("mine");
        var record = await RecordAsync(AccessRecordState.Retained);
        await Cluster.DeleteAsync("reader");
        var held = await Cluster.ReasonAsync("reader", "StillAssigned");
        Assert.Contains($"AccountAssignment tenant/mine, which is gone (AccessRecord {record.Metadata.Name})", held.Message, StringComparison.Ordinal);
        await Cluster.Records.AnnotateAsync(record.Metadata.Name, "identitycenter.dev/revoke", "true");
        await Cluster.GoneAsync("reader");
    }

    [Theory]
    [InlineData("{\"spec\":{\"granted\":[{\"permissionSetArn\":\"nonsense-arn\",\"principalType\":\"GROUP\",\"principalId\":\"g\"}]}}", "is no ARN of a permission set")]
    [InlineData("{\"spec\":{\"granted\":[{\"permissionSetArn\":\"arn:aws:sso:::permissionSet/ssoins-1/ps-1\",\"principalType\":\"GROUP\",\"principalId\":\"a b\"}]}}", "is no id of the identity store")]
    public async Task A_record_that_somebody_spoilt_stops_its_object_with_a_sentence_and_revokes_nothing(string patch, string why)
    {
        var arn = await BeginWithMineAsync();
        var uid = (await Objects.GetAsync("mine")).Uid;
        await Cluster.User.PatchAsync(AccessRecord.Definition, new(null, uid), new IdentityCenterOperator.Kubernetes.Client.Patch.Merge(System.Text.Encoding.UTF8.GetBytes(patch)));
        var told = await Objects.ReasonAsync("mine", "RecordsUnavailable");
        Assert.Contains(why, told.Message, StringComparison.Ordinal);
        await Cluster.Records.UntilAsync(uid, seen => seen.Message.Contains(why, StringComparison.Ordinal), "says what is wrong");
        await Mallory.PatchAsync("mine", "{spec: {principals: [{group: Web}]}}");
        await RestsAsync();
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        await Cluster.Records.DeleteAsync(uid);
        await Objects.ReadyAsync("mine");
        Assert.DoesNotContain("DeleteAccountAssignment", Aws.CallsSince(0));
    }

    private async Task GoAsync(string name)
    {
        await Mallory.DeleteAsync(name);
        await Objects.GoneAsync(name);
    }

    private Task RecordAsync2Async() => Until(async () => (await RecordsAsync()).Select(record => record.Spec.State).Order().SequenceEqual([AccessRecordState.Live, AccessRecordState.Retained]), "one is retained");

    private Task NothingRecordedAsync() => Until(async () => (await RecordsAsync()).Count == 0, "nothing is recorded any more");
}
