using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Instances;
using IdentityCenterOperator.Reconciliation;
using InstancePlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.Instances.InstanceStep>;

namespace Operator.Tests.Instances;

public sealed class InstancePlannerTests
{
    private static readonly ValueDictionary Wanted = new([new("department", "${path:enterprise.department}")]);
    private static readonly ValueDictionary Other = new([new("team", "${path:userType}")]);

    [Fact]
    public void What_is_not_declared_is_left_as_it_is() => Assert.IsType<InstancePlan.Nothing>(InstancePlanner.Plan(new(null), new(Other, "ENABLED")));

    [Fact]
    public void An_empty_list_disables_them_and_is_content_where_there_are_none()
    {
        Assert.Equal(new InstanceStep.DeleteAttributes(), Step(new(ValueDictionary.Empty), new(Other, "ENABLED")));
        Assert.IsType<InstancePlan.Nothing>(InstancePlanner.Plan(new(ValueDictionary.Empty), new(null)));
    }

    [Fact]
    public void They_are_enabled_where_they_are_not_and_replaced_where_they_differ()
    {
        Assert.Equal(new InstanceStep.CreateAttributes(Wanted), Step(new(Wanted), new(null)));
        Assert.Equal(new InstanceStep.UpdateAttributes(Wanted), Step(new(Wanted), new(Other, "ENABLED")));
        Assert.Equal(new InstanceStep.UpdateAttributes(Wanted), Step(new(Wanted), new(Other, "CREATION_FAILED", "no such path")));
    }

    [Fact]
    public void While_AWS_enables_them_nothing_is_done() => Assert.IsType<InstancePlan.Wait>(InstancePlanner.Plan(new(Wanted), new(Wanted, "CREATION_IN_PROGRESS")));

    [Fact]
    public void What_AWS_could_not_enable_is_told_with_its_reason() =>
        Assert.Contains("no such path", Assert.IsType<InstancePlan.Refuse>(InstancePlanner.Plan(new(Wanted), new(Wanted, "CREATION_FAILED", "no such path"))).Message, StringComparison.Ordinal);

    [Fact]
    public void In_force_there_is_nothing_to_do() => Assert.IsType<InstancePlan.Nothing>(InstancePlanner.Plan(new(Wanted), new(Wanted, "ENABLED")));

    [Theory]
    [InlineData("sweepInterval", "spec.sweepInterval must be between 1m and 24h")]
    [InlineData("requestsPerSecond", "spec.requestsPerSecond must be between 1 and 20")]
    [InlineData("window", "spec.deletionGuard.window must be between 1m and 24h")]
    [InlineData("ignore", "an entry of ignore must have exactly one of permissionSetName and tag")]
    [InlineData("attributes", "spec.attributes has the key \"team\" more than once")]
    [InlineData("instanceArn", "spec.instanceArn must be the ARN of an instance")]
    public void A_spec_that_breaks_a_rule_is_refused_with_the_fields_name_and_changes_no_setting(string field, string sentence)
    {
        var invalid = Assert.IsType<InstanceDesired.Invalid>(InstanceDesired.From(Center(Broken(field))));
        Assert.Equal($"{sentence}. The settings that were in force before stay.", invalid.Message);
    }

    [Fact]
    public void Every_setting_of_the_spec_comes_into_force()
    {
        var valid = Assert.IsType<InstanceDesired.Valid>(InstanceDesired.From(Center(new()
        {
            RequestsPerSecond = 7,
            OutstandingOperations = 3,
            SweepInterval = "30m",
            DeletionGuard = new() { Window = "2h", MaxRevocations = 9, MaxPercent = 8, MaxPermissionSets = 7 },
            Unmanaged = new() { Assignments = UnmanagedPolicy.Ignore },
            Attributes = [new() { Key = "team", Source = "${path:userType}" }],
        })));
        Assert.Equal(
            new OperatorSettings.Values
            {
                RequestsPerSecond = 7,
                OutstandingOperations = 3,
                SweepInterval = TimeSpan.FromMinutes(30),
                ManagesAttributes = true,
                SeesAllAssignments = false,
                Guard = new() { Window = TimeSpan.FromHours(2), MaxRevocations = 9, MaxPercent = 8, MaxPermissionSets = 7 },
            },
            valid.Settings);
    }

    private static IdentityCenterSpec Broken(string field) => field switch
    {
        "sweepInterval" => new() { SweepInterval = "30s" },
        "requestsPerSecond" => new() { RequestsPerSecond = 21 },
        "window" => new() { DeletionGuard = new() { Window = "soon" } },
        "ignore" => new() { Unmanaged = new() { Ignore = [new()] } },
        "attributes" => new() { Attributes = [new() { Key = "team", Source = "a" }, new() { Key = "team", Source = "b" }] },
        _ => new() { InstanceArn = "somewhere" },
    };

    private static IdentityCenterOperator.Entities.IdentityCenter Center(IdentityCenterSpec spec) => new() { Metadata = new() { Name = "default", Uid = "uid-1" }, Spec = spec };

    private static InstanceStep Step(InstanceState desired, ObservedInstance observed) => Assert.Single(Assert.IsType<InstancePlan.Do>(InstancePlanner.Plan(desired, observed)).Steps);
}
