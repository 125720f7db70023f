using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Instances;
using IdentityCenterOperator.Reconciliation;

namespace Operator.Tests.Instances;

public sealed class InstanceReportTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Instance Instance = new("arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6", "d-99671a2b3c", "100000000001");

    [Fact]
    public void Status_tells_of_the_last_look_and_of_the_instance()
    {
        var facts = new InstanceFacts("ACTIVE", true, new("AWS_OWNED_KMS_KEY", null, "ENABLED", null), [new("eu-central-1", "ACTIVE", true, Noon), new("eu-west-1", "ADDING", false, Noon)]);
        var pass = new InstancePass(new Outcome.InSync("The instance can be managed.")) { Instance = Instance, Facts = facts, Sweep = Round(failed: 0, AssignmentAccess.ByPrincipal) };
        var status = InstanceReport.From(new(), pass, 3, Noon);
        Assert.Equal((3, "Ready", "True"), (status.ObservedGeneration, status.Conditions!.Single().Type, status.Conditions!.Single().Status));
        Assert.Equal(("eu-central-1", true, "ByPrincipal"), (status.PrimaryRegion, status.PermissionSetsEnabled, status.AssignmentAccess));
        Assert.Equal(["eu-central-1", "eu-west-1"], status.Regions!.Select(region => region.Name));
        Assert.Equal(new SweepStatus { StartedAt = Noon, FinishedAt = Noon.AddMinutes(1), Requests = 42, Complete = true }, status.LastSweep);
    }

    [Fact]
    public void A_look_that_failed_in_part_says_so_and_keeps_what_was_known()
    {
        var before = new IdentityCenterStatus { PrimaryRegion = "eu-central-1", AssignmentAccess = "ByPair" };
        var status = InstanceReport.From(before, new(new Outcome.InSync("The instance can be managed.")) { Instance = Instance, Sweep = Round(failed: 3, AssignmentAccess.Unknown) }, 1, Noon);
        Assert.Equal(("eu-central-1", "ByPair", false), (status.PrimaryRegion, status.AssignmentAccess, status.LastSweep!.Complete));
    }

    private static SweepReport Round(int failed, AssignmentAccess access) => new(Noon, Noon.AddMinutes(1), 2, 20, failed, 42, access);
}
