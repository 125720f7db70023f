using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using IdentityCenterOperator.AccountAssignments;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Security;

/// <summary>Ways of a tenant to stay in longer than it may, to learn what it may not know, and to be taken for somebody else. docs/security.md has them as a table.</summary>
public sealed class ThirtyWaysOfAPatientTenantStories : ThirtyWaysStory
{
    private const string InOne = "accounts: [\"400000000001\"]";

    private static readonly string[] Lookups =
        ["GetGroupId", "GetUserId", "DescribeGroup", "DescribeUser", "ListGroups", "ListUsers", "ListAccounts", "ListAccountsForParent", "ListOrganizationalUnitsForParent", "ListRoots"];

    [Theory]
    [InlineData("{spec: {deletionPolicy: Retain}}")]
    [InlineData("{spec: {managementPolicy: Observe}}")]
    public async Task Way_13_a_tenant_changes_what_a_deletion_does_when_it_has_begun_and_keeps_its_access_without_an_object(string patch)
    {
        await Cluster.Instances.ApplyAsync(Default, NoRoom);
        await TenantAsync();
        var arn = await BeginAsync(set: OpenToTenant);
        await Mallory.CreateAsync("mine", DataInTwo);
        var uid = (await Mine.ReadyAsync("mine")).Uid;
        await Mallory.DeleteAsync("mine");
        await Mine.ReasonAsync("mine", "GuardTripped");
        await Mallory.PatchAsync("mine", patch);
        await Mine.GoneAsync("mine");
        Assert.Equal(DataHolds(1, 2), await Aws.Access.HeldAsync(arn));
        Assert.Equal([Group], (await Mine.RecordedForAsync(uid)).Select(entry => entry.PrincipalId));
        await Cluster.ApplyAsync("reader", ClosedToTenant);
        await Aws.Access.UntilAsync(arn);
        await NothingRecordedAsync();
    }

    [Fact]
    public async Task Way_14_a_tenant_hangs_its_object_on_others_by_finalizers_owners_and_labels()
    {
        await TenantAsync();
        var arn = await BeginAsync(set: OpenToTenant);
        var set = await Cluster.GetAsync("reader");
        var owner = $"{{apiVersion: identitycenter.dev/v1alpha1, kind: PermissionSet, name: reader, uid: {set.Uid}, controller: true, blockOwnerDeletion: true}}";
        await CreateAsync(DataInTwo, $"{{finalizers: [mallory.example/stay], labels: {{app.kubernetes.io/part-of: identity-center-operator}}, ownerReferences: [{owner}]}}");
        var uid = (await Mine.ReadyAsync("mine")).Uid;
        // The garbage collector follows owners; whoever prunes, labels.
        var record = (await Cluster.Records.GetAsync(uid)).Json["metadata"]!.AsObject();
        Assert.DoesNotContain("ownerReferences", record.Select(member => member.Key));
        Assert.DoesNotContain("labels", record.Select(member => member.Key));
        await Mallory.DeleteAsync("mine");
        await Aws.Access.UntilAsync(arn);
        await Mine.UntilAsync("mine", seen => seen.Finalizers is ["mallory.example/stay"], "is held by its own finalizer alone");
        await NothingRecordedAsync();
        await Mallory.PatchAsync("mine", "{spec: {principals: [{group: Web}]}}");
        await RestsAsync();
        Assert.Empty(await Aws.Access.HeldAsync(arn));
    }

    [Fact]
    public async Task Way_15_a_tenant_takes_its_objects_away_so_that_nobody_knows_any_more_when_its_access_was_to_end()
    {
        await TenantAsync();
        var arn = await BeginAsync(set: OpenToTenant);
        var end = Time.GetUtcNow().AddSeconds(150);
        var until = AccessWindow.Text(end);
        await Mallory.CreateAsync("kept", For("{group: Data}", InOne, $"expiresAt: \"{until}\", deletionPolicy: Retain"));
        await Mallory.CreateAsync("torn", For("{group: Web}", InOne, $"expiresAt: \"{until}\""));
        string[] records = [(await Mine.ReadyAsync("kept")).Uid, (await Mine.ReadyAsync("torn")).Uid];
        await Mallory.DeleteAsync("kept");
        await Mallory.PatchAsync("torn", "{metadata: {annotations: {identitycenter.dev/paused: 'true'}}}");
        await Mallory.DeleteAsync("torn");
        await Mallory.PatchAsync("torn", "{metadata: {finalizers: null}}");
        foreach (var record in records)
            await Cluster.Records.UntilAsync(record, seen => seen.Message.Contains($"stay in AWS until {until}", StringComparison.Ordinal), "says until when");
        Assert.Equal([.. DataHolds(1), .. Holds(Web, 1)], (await Aws.Access.HeldAsync(arn)).Order(StringComparer.Ordinal));
        await Aws.Access.UntilAsync(arn);
        Assert.True(Time.GetUtcNow() >= end.AddSeconds(-1), "not before");
        await NothingRecordedAsync();
    }

    [Fact]
    public async Task Way_16_a_tenant_without_any_right_asks_who_there_is()
    {
        await BeginAsync();
        await TenantAsync();
        await RestsAsync();
        var mark = Aws.Mark;
        await Mallory.CreateAsync("there", For("{group: Data}, {user: alice@example.com}", "accountNames: [a400000000001], organizationalUnits: [{path: Workloads/Prod}]"));
        await Mallory.CreateAsync("nowhere", For("{group: Nobody}, {user: nobody@example.com}", "accountNames: [nope], organizationalUnits: [{path: No/Where}]"));
        var there = await Mine.ReasonAsync("there", "NamespaceNotAllowed");
        var nowhere = await Mine.ReasonAsync("nowhere", "NamespaceNotAllowed");
        await RestsAsync();
        Assert.Equal(there.Message, nowhere.Message);
        Assert.Null((await Mine.GetAsync("there")).Assignment.Principals);
        Assert.Equal((await Mine.GetAsync("there")).Json["status"]!["assignments"]?.ToJsonString(), (await Mine.GetAsync("nowhere")).Json["status"]!["assignments"]?.ToJsonString());
        Assert.DoesNotContain(Aws.CallsSince(mark), Lookups.Contains);
    }

    [Fact]
    public async Task Way_17_a_tenant_names_groups_whose_names_differ_from_anothers_by_what_no_eye_sees()
    {
        string[] twins = ["Data\uFE0F", "Da\u034Fta", "Data\u3164", "\u2800Data", "Da\u180Bta"];
        var ids = new List<string>();
        foreach (var twin in twins)
            ids.Add(await Aws.People.CreateGroupAsync(twin));
        await TenantAsync();
        var arn = await BeginAsync(set: OpenToTenant);
        await Mallory.CreateAsync("mine", For(string.Join(", ", twins.Append("D\u0430ta").Select(name => $"{{group: {JsonValue.Create(name).ToJsonString()}}}"))));
        var seen = await Mine.ReasonAsync("mine", "PrincipalNotFound");
        await Aws.Access.UntilAsync(arn, ids.SelectMany(id => Holds(id, 1, 2)));
        Assert.Contains("no group \"D\u0430ta\"", seen.Message, StringComparison.Ordinal);
        foreach (var text in Operator.Log.All.Append(seen.Message).Append(await Mine.EventsAsync("mine")))
            Assert.DoesNotContain(text.EnumerateRunes(), IsUnseen);
    }

    private static bool IsUnseen(Rune rune) => rune.Value is 0x034F or 0x180B or 0x2800 or 0x3164 or 0xFE0F || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format;
}
