namespace Operator.Tests.Reliability.Crashes;

internal static class PermissionSetScenarios
{
    private const string Reader = """
        {
          description: Reads, sessionDuration: PT2H, relayState: https://console.aws.amazon.com/s3, tags: {team: data, stage: old},
          managedPolicies: [ReadOnlyAccess, SecurityAudit], customerManagedPolicies: [{name: rds-operators, path: /teams/}],
          inlinePolicy: {Version: "2012-10-17", Statement: [{Effect: Allow, Action: "s3:*", Resource: "*"}]},
          permissionsBoundary: {managedPolicy: PowerUserAccess},
        }
        """;

    private const string Writer = """
        {
          description: Writes, sessionDuration: PT4H, tags: {team: web}, managedPolicies: [SecurityAudit, job-function/DatabaseAdministrator],
          permissionsBoundary: {customerManagedPolicy: {name: boundary}}, adoptionPolicy: Always,
        }
        """;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("PermissionSet: create", _ => Task.CompletedTask, world => world.Cluster.ApplyAsync("reader", Reader), Effects: 6),
        new("PermissionSet: create, and delete while no operator runs", _ => Task.CompletedTask, world => world.Cluster.ApplyAsync("reader", Reader), Effects: null)
        {
            Meanwhile = world => world.Cluster.DeleteAsync("reader"),
        },
        new("PermissionSet: edit while two accounts have it", AssignedAsync, world => world.Cluster.ApplyAsync("reader", Writer), Effects: 9),
        new("PermissionSet: adopt and change", ThereAsync, world => world.Cluster.ApplyAsync("reader", Writer), Effects: 7),
        new("PermissionSet: delete", world => world.Cluster.ApplyAsync("reader", Reader), world => world.Cluster.DeleteAsync("reader"), Effects: 1),
        new(
            "PermissionSet: delete with Retain",
            world => world.Cluster.ApplyAsync("reader", "{description: Reads, deletionPolicy: Retain}"),
            world => world.Cluster.DeleteAsync("reader"),
            Effects: 1),
    ];

    // Made by hand as declared, assigned by somebody else, and then taken over.
    private static async Task AssignedAsync(World world)
    {
        var arn = await world.Aws.CreateAsync("reader", "Old", ["ReadOnlyAccess"]);
        await world.Aws.AssignAsync(arn, 2);
        await world.Cluster.ApplyAsync("reader", Reader.Replace("PowerUserAccess},", "PowerUserAccess}, adoptionPolicy: Always,", StringComparison.Ordinal));
    }

    private static async Task ThereAsync(World world) =>
        await world.Aws.AssignAsync(await world.Aws.CreateAsync("reader", "Old", ["ReadOnlyAccess"], ("made-by", "hand")), 1);
}
