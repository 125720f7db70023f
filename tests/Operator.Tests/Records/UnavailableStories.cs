using IdentityCenterOperator.Kubernetes.Client;
using Operator.Tests.Harness;
using Testing;

namespace Operator.Tests.Records;

/// <summary>Records that cannot be read or written: nothing is changed in AWS, and everything says so.</summary>
public sealed class UnavailableStories : RecordStory
{
    private const string Definition = "accessrecords.identitycenter.dev";

    [Fact]
    public async Task An_operator_that_starts_without_the_definition_of_records_changes_nothing_says_so_and_goes_on_when_it_is_there()
    {
        await Cluster.Plane.KubectlAsync("delete", "crd", Definition);
        try
        {
            await LaunchOperatorAsync();
            await Cluster.ApplyAsync("reader", "{}");
            await Assignments.ApplyAsync("data", DataInTwo);
            Assert.Contains("install the CRDs", (await Cluster.ReasonAsync("reader", "RecordsUnavailable")).Message, StringComparison.Ordinal);
            await Assignments.ReasonAsync("data", "RecordsUnavailable");
            await Cluster.Instances.UntilAsync("default", seen => seen.Reason == "RecordsUnavailable", "says so");
            Assert.Empty(Aws.WritesSince(0));
        }
        finally
        {
            await Cluster.RestoreSchemaAsync();
        }

        await Assignments.ReadyAsync("data");
        await Cluster.ReadyAsync("reader");
    }

    [Fact]
    public async Task A_definition_that_is_deleted_while_the_operator_runs_stops_everything_and_an_object_that_goes_is_taken_at_its_word()
    {
        var arn = await BeginWithDataAsync();
        await Cluster.Instances.ApplyAsync("default", "{deletionGuard: {maxPercent: 100}}");
        await RestsAsync();
        var mark = Aws.Mark;
        await Cluster.Plane.KubectlAsync("delete", "crd", Definition);
        try
        {
            await Assignments.ApplyAsync("data", For("{group: Data}, {group: Web}"));
            await Assignments.UntilAsync("data", seen => seen.Condition("Ready")!.Reason == "RecordsUnavailable", "says so");
            await Assignments.DeleteAsync("data");
            await Cluster.UntilAsync("reader", seen => seen.Condition("Ready")!.Reason == "RecordsUnavailable", "says so");
            Assert.Empty(Aws.WritesSince(mark));
        }
        finally
        {
            await Cluster.RestoreSchemaAsync();
        }

        await Assignments.GoneAsync("data");
        await Aws.Access.UntilAsync(arn);
    }

    [Fact]
    public async Task An_operator_that_may_not_write_records_asks_AWS_for_nothing()
    {
        await BeginAsync();
        var role = File.ReadAllText(Repository.At("config", "rbac", "role.yaml"));
        await Cluster.Plane.ApplyAsync(role.Replace("[get, list, watch, create, patch, delete]", "[get, list, watch]", StringComparison.Ordinal));
        try
        {
            await Assignments.ApplyAsync("data", DataInTwo);
            var told = await Assignments.UntilAsync("data", seen => seen.Condition("Ready")?.Reason == "RecordsUnavailable", "says so");
            Assert.Contains("cannot create resource \"accessrecords\"", told.Message, StringComparison.Ordinal);
            Assert.Empty(ChangesSince(0));
        }
        finally
        {
            await Cluster.Plane.ApplyAsync(role);
        }

        await Assignments.ReadyAsync("data");
    }

    [Fact]
    public async Task A_record_that_somebody_else_wrote_meanwhile_is_read_before_anything_is_asked_of_AWS()
    {
        var arn = await BeginWithDataAsync();
        await Cluster.Instances.ApplyAsync("default", "{deletionGuard: {maxPercent: 100}}");
        await RestsAsync();
        var uid = (await Assignments.GetAsync("data")).Uid;
        var kind = (ResourceDefinition)IdentityCenterOperator.Entities.AccessRecord.Definition;
        for (var i = 0; i < 3; i++)
        {
            await Cluster.Records.AnnotateAsync(uid, "somebody.example.com/noted", $"{i}");
            await Assignments.ApplyAsync("data", i % 2 == 0 ? For("{group: Web}") : DataInTwo);
            await Cluster.Records.AnnotateAsync(uid, "somebody.example.com/noted", $"and {i}");
            await Assignments.ReadyAsync("data");
        }

        Assert.Equal(Holds(Organization.Web, 1, 2), await Aws.Access.HeldAsync(arn));
        Assert.NotNull(await Cluster.User.GetAsync(kind, new(null, uid)));
    }
}
