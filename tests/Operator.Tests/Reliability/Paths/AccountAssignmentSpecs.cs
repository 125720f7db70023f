using IdentityCenterOperator.Entities;
using Operator.Tests.Harness;
using Operator.Tests.Reliability.Crashes;

namespace Operator.Tests.Reliability.Paths;

internal static class AccountAssignmentSpecs
{
    public static SpecKind Kind { get; } = new(AccountAssignment.Definition, cluster => cluster.Assignments)
    {
        Objects = [("data", "")],
        Plain = "permissionSetRef: {name: reader}, principals: [{group: Data}], targets: {accounts: [\"400000000001\", \"400000000002\"]}",
        Prepare = PrepareAsync,
        Choices =
        [
            new("permissionSetRef: {name: reader}", "permissionSetRef: {name: writer}", $"permissionSetName: {CrashSeed.ForeignSet}") { IsRequired = true, OnTheWay = ["permissionSetRef: {name: nobody}"] },
            new(
                "principals: [{group: Data}]", $"principals: [{{groupId: {Organization.Web}}}]", "principals: [{user: alice@example.com}, {group: Data}]",
                $"principals: [{{userId: {Organization.Alice}}}, {{group: Web}}]")
            {
                IsRequired = true,
                OnTheWay = ["principals: [{group: Nobody}]", "principals: [{group: Nobody}, {group: Web}]"],
            },
            new(
                "targets: {accounts: [\"400000000001\", \"400000000004\"]}",
                "targets: {accountNames: [a400000000002], accounts: [\"100000000001\"]}",
                "targets: {organizationalUnits: [{path: Workloads/Prod}]}",
                $"targets: {{organizationalUnits: [{{path: Workloads, recursive: true}}], exclude: {{accounts: [\"400000000001\"], accountNames: [a400000000002], organizationalUnits: [{{id: {Organization.Dev}}}]}}}}",
                $"targets: {{organizationalUnits: [{{id: {Organization.Dev}, recursive: false}}, {{path: Workloads, recursive: false}}]}}",
                "targets: {accountSelector: {matchLabels: {env: prod}}, exclude: {organizationalUnits: [{path: Workloads, recursive: false}]}}",
                "targets: {accountSelector: {matchExpressions: [{key: env, operator: In, values: [dev, test]}]}, exclude: {accountSelector: {matchLabels: {env: test}}}}",
                "targets: {allAccounts: true, exclude: {accountSelector: {matchExpressions: [{key: env, operator: NotIn, values: [dev]}]}}}")
            {
                IsRequired = true,
                OnTheWay = ["targets: {accountNames: [nobody], accounts: [\"400000000003\"]}", "targets: {allAccounts: true, exclude: {accountNames: [nobody]}}"],
            },
            new("notBefore: \"2020-01-01T00:00:00Z\", expiresAt: \"2099-01-01T00:00:00.5+01:00\"", "notBefore: \"2020-01-01T00:00:00Z\"", "expiresAt: \"2099-01-01T00:00:00Z\"")
            {
                OnTheWay = ["notBefore: \"2099-01-01T00:00:00Z\"", "expiresAt: \"2020-01-01T00:00:00Z\""],
            },
            new("managementPolicy: Enforce") { OnTheWay = ["managementPolicy: Observe"] },
            new("deletionPolicy: Delete", "deletionPolicy: Retain"),
        ],
        Bad =
        [
            new("permissionSetRef.name", "permissionSetRef: {name: \"\"}"),
            new("permissionSetName", "permissionSetRef: null, permissionSetName: \"read only\""),
            new("permissionSetName", "permissionSetName: Foreign") { Says = "permissionSetName" },
            new("principals", "principals: []"),
            new("principals.group", "principals: [{group: \"\"}]"),
            new("principals.groupId", "principals: [{groupId: Data}]"),
            new("principals.user", "principals: [{user: \"\"}]"),
            new("principals.userId", "principals: [{userId: alice@example.com}]"),
            new("principals", "principals: [{group: Data, user: alice@example.com}]"),
            new("targets", "targets: {}"),
            .. In("targets"),
            .. In("targets.exclude"),
            new("targets.allAccounts", "targets: {allAccounts: perhaps}"),
            new("notBefore", "notBefore: tomorrow"),
            new("expiresAt", "expiresAt: never"),
            new("expiresAt", "notBefore: \"2030-01-01T00:00:00Z\", expiresAt: \"2029-01-01T00:00:00Z\""),
            new("managementPolicy", "managementPolicy: Perhaps"),
            new("deletionPolicy", "deletionPolicy: Perhaps"),
        ],
    };

    private static IEnumerable<Bad> In(string field)
    {
        string Targets(string fragment) => field == "targets" ? $"targets: {{{fragment}}}" : $"targets: {{allAccounts: true, exclude: {{{fragment}}}}}";
        yield return new($"{field}.accounts", Targets("accounts: [\"40000000001\"]"));
        yield return new($"{field}.accountNames", Targets("accountNames: [\"\"]"));
        yield return new($"{field}.organizationalUnits.path", Targets("organizationalUnits: [{path: \"\"}]"));
        yield return new($"{field}.organizationalUnits.id", Targets("organizationalUnits: [{id: Prod}]"));
        yield return new($"{field}.organizationalUnits.recursive", Targets("organizationalUnits: [{path: Workloads, recursive: sometimes}]"));
        yield return new($"{field}.accountSelector", Targets("accountSelector: {}"));
        yield return new($"{field}.accountSelector.matchLabels", Targets("accountSelector: {matchLabels: [env]}"));
        yield return new($"{field}.accountSelector.matchExpressions.key", Targets("accountSelector: {matchExpressions: [{key: \"\", operator: Exists}]}"));
        yield return new($"{field}.accountSelector.matchExpressions.operator", Targets("accountSelector: {matchExpressions: [{key: env, operator: Like, values: [prod]}]}"));
        yield return new($"{field}.accountSelector.matchExpressions.values", Targets("accountSelector: {matchExpressions: [{key: env, operator: In}]}")) { Says = "values" };
    }

    // What is taken away on the way is more than any guard would let go.
    private static async Task PrepareAsync(World world)
    {
        await world.Cluster.Instances.ApplyAsync(World.Default, "{deletionGuard: {maxRevocations: 1000000, maxPercent: 100}}");
        await world.Cluster.ApplyAsync("reader", "{description: Reads}");
        await world.Cluster.ApplyAsync("writer", "{description: Writes}");
    }
}
