using Operator.Tests.Harness;
using Testing;

namespace Operator.Tests.Reliability.Crashes;

internal static class IdentityCenterScenarios
{
    private const string Attributes = "{attributes: [{key: department, source: \"${path:enterprise.department}\"}]}";
    private const string Others = "{attributes: [{key: team, source: \"${path:userType}\"}, {key: department, source: \"${path:title}\"}]}";

    private const string Revoke =
        "{deletionGuard: {maxRevocations: 0}, unmanaged: {assignments: Revoke, ignore: [{permissionSetName: " + CrashSeed.ForeignSet + "}]}}";

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("IdentityCenter: enable attributes", _ => Task.CompletedTask, world => world.Cluster.Instances.ApplyAsync(World.Default, Attributes), Effects: 1),
        new("IdentityCenter: change attributes", world => world.Cluster.Instances.ApplyAsync(World.Default, Attributes), world => world.Cluster.Instances.ApplyAsync(World.Default, Others), Effects: 1),
        new("IdentityCenter: disable attributes", world => world.Cluster.Instances.ApplyAsync(World.Default, Attributes), world => world.Cluster.Instances.ApplyAsync(World.Default, "{attributes: []}"), Effects: 1),
        new("IdentityCenter: revoke what nobody declared, once approved", UndeclaredAsync, ApproveAsync, Effects: 2)
        {
            IsDone = IsRevokedAsync,
            Afterwards = ApproveTheRestAsync,
        },
    ];

    private static async Task UndeclaredAsync(World world)
    {
        var arn = await world.Aws.CreateAsync("Legacy");
        await world.Aws.Access.GrantAsync(arn, Organization.Accounts[0], Organization.Web);
        await world.Aws.Access.GrantAsync(arn, Organization.Accounts[1], Organization.Web);
        await world.Cluster.Instances.ApplyAsync(World.Default, Revoke);
    }

    private static async Task ApproveAsync(World world)
    {
        var held = await world.Cluster.Instances.UntilAsync(World.Default, seen => seen.Instance.Plan is not null, "is held back");
        await world.Cluster.Instances.AnnotateAsync(World.Default, "identitycenter.dev/approve", held.Instance.Plan!.Hash);
    }

    // What was approved is named as a whole: what is left of it after a crash has another name, and is asked for again.
    private static Task ApproveTheRestAsync(World world) => Eventually.TrueAsync(
        async () =>
        {
            if ((await world.Cluster.Instances.GetAsync(World.Default)).Instance.Plan is { } plan)
                await world.Cluster.Instances.AnnotateAsync(World.Default, "identitycenter.dev/approve", plan.Hash);
            return await IsRevokedAsync(world);
        },
        "all is revoked",
        TimeSpan.FromMinutes(3));

    private static async Task<bool> IsRevokedAsync(World world) => (await world.Cluster.Instances.GetAsync(World.Default)).Instance is { Plan: null, Unmanaged.Assignments: 0 };
}
