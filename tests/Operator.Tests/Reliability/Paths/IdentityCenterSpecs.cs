using Operator.Tests.Harness;
using Operator.Tests.Reliability.Crashes;

namespace Operator.Tests.Reliability.Paths;

internal static class IdentityCenterSpecs
{
    // Absent attributes are not managed: the last spec says which there are.
    public static SpecKind Kind { get; } = new(IdentityCenterOperator.Entities.IdentityCenter.Definition, cluster => cluster.Instances)
    {
        Objects = [(World.Default, "")],
        Plain = "sweepInterval: 30m, attributes: [{key: department, source: \"${path:enterprise.department}\"}]",
        Choices =
        [
            new($"instanceArn: \"{Organization.InstanceArn}\""),
            new("requestsPerSecond: 1", "requestsPerSecond: 20"),
            new("identityStoreRequestsPerSecond: 1", "identityStoreRequestsPerSecond: 100"),
            new("organizationsRequestsPerSecond: 1", "organizationsRequestsPerSecond: 100"),
            new("outstandingOperations: 1", "outstandingOperations: 100"),
            new("sweepInterval: 1m", "sweepInterval: 24h"),
            new("deletionGuard: {window: 5m, maxRevocations: 0}", "deletionGuard: {maxPercent: 50, maxPermissionSets: 3}", "deletionGuard: {perNamespace: {maxRevocations: 3, maxPercent: 10}}"),
            new(
                "unmanaged: {permissionSets: Ignore, assignments: Report}",
                $"unmanaged: {{assignments: Revoke, ignore: [{{permissionSetName: {CrashSeed.ForeignSet}}}]}}",
                "unmanaged: {permissionSets: Revoke, assignments: Ignore, ignore: [{tag: {owner: somebody else}}]}"),
            new(
                "attributes: []",
                "attributes: [{key: department, source: \"${path:enterprise.department}\"}]",
                "attributes: [{key: team, source: \"${path:userType}\"}, {key: department, source: \"${path:title}\"}]")
            {
                IsRequiredLast = true,
            },
        ],
        Bad =
        [
            new("instanceArn", "instanceArn: \"arn:aws:sso:::instance/mine\""),
            new("requestsPerSecond", "requestsPerSecond: 21"),
            new("identityStoreRequestsPerSecond", "identityStoreRequestsPerSecond: 101"),
            new("organizationsRequestsPerSecond", "organizationsRequestsPerSecond: 0"),
            new("outstandingOperations", "outstandingOperations: 0"),
            new("sweepInterval", "sweepInterval: 59s"),
            new("deletionGuard.window", "deletionGuard: {window: 25h}") { Says = "window" },
            new("deletionGuard.maxRevocations", "deletionGuard: {maxRevocations: -1}"),
            new("deletionGuard.maxPercent", "deletionGuard: {maxPercent: 101}"),
            new("deletionGuard.maxPermissionSets", "deletionGuard: {maxPermissionSets: many}"),
            new("deletionGuard.perNamespace.maxRevocations", "deletionGuard: {perNamespace: {maxRevocations: 1000001}}"),
            new("deletionGuard.perNamespace.maxPercent", "deletionGuard: {perNamespace: {maxPercent: half}}"),
            new("unmanaged.permissionSets", "unmanaged: {permissionSets: Delete}"),
            new("unmanaged.assignments", "unmanaged: {assignments: Delete}"),
            new("unmanaged.ignore", "unmanaged: {ignore: [{}]}") { Says = "ignore" },
            new("unmanaged.ignore.permissionSetName", "unmanaged: {ignore: [{permissionSetName: [Foreign]}]}"),
            new("unmanaged.ignore.tag", "unmanaged: {ignore: [{tag: owner}]}"),
            new("attributes", "attributes: [{key: team, source: one}, {key: team, source: two}]"),
            new("attributes.key", "attributes: [{key: \"\", source: one}]") { Says = "spec.attributes" },
            new("attributes.source", "attributes: [{key: team, source: \"\"}]") { Says = "spec.attributes" },
        ],
    };
}
