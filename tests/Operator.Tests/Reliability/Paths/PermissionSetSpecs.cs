using IdentityCenterOperator.Entities;
using Operator.Tests.Reliability.Crashes;

namespace Operator.Tests.Reliability.Paths;

internal static class PermissionSetSpecs
{
    private const string S3 = "inlinePolicy: {Version: \"2012-10-17\", Statement: [{Effect: Allow, Action: \"s3:*\", Resource: \"*\"}]}";

    public static SpecKind Kind { get; } = new(PermissionSet.Definition, cluster => cluster.Sets)
    {
        Objects = [("reader", ""), ("by-another-name", "name: reader")],
        Plain = "description: Reads, managedPolicies: [ReadOnlyAccess]",
        Use = UseAsync,
        Choices =
        [
            new("description: Reads", "description: \"Grüße, and more\""),
            new("sessionDuration: PT1H", "sessionDuration: PT90M", "sessionDuration: PT12H"),
            new("relayState: \"https://console.aws.amazon.com/s3\"", "relayState: /ec2"),
            new("managedPolicies: []", "managedPolicies: [ReadOnlyAccess]", "managedPolicies: [\"arn:aws:iam::aws:policy/ReadOnlyAccess\", job-function/DatabaseAdministrator, SecurityAudit]"),
            new("customerManagedPolicies: [{name: boundary}]", "customerManagedPolicies: [{name: rds-operators, path: /teams/}, {name: boundary, path: /}]"),
            new(S3, "inlinePolicy: {Version: \"2012-10-17\", Statement: {Effect: Deny, Action: [\"iam:*\"], Resource: \"*\"}}"),
            new(
                "permissionsBoundary: {managedPolicy: PowerUserAccess}", "permissionsBoundary: {customerManagedPolicy: {name: boundary}}",
                "permissionsBoundary: {customerManagedPolicy: {name: rds-operators, path: /teams/}}"),
            new("tags: {}", "tags: {team: data}", "tags: {team: web, stage: \"the last one\"}"),
            new("provisioning: Automatic") { OnTheWay = ["provisioning: Manual"] },
            new("adoptionPolicy: IfIdentical", "adoptionPolicy: Always", "adoptionPolicy: Never"),
            new("managementPolicy: Enforce") { OnTheWay = ["managementPolicy: Observe"] },
            new("deletionPolicy: Delete", "deletionPolicy: Retain"),
            new(
                "assignableFrom: {namespaces: [trusted]}", "assignableFrom: {namespaceSelector: {matchLabels: {team: data}}}",
                "assignableFrom: {namespaceSelector: {matchExpressions: [{key: env, operator: In, values: [prod]}]}}"),
        ],
        Bad =
        [
            new("name", "name: renamed and spaced"),
            new("name", "name: renamed") { IsChange = true },
            new("description", "description: \"a → b\""),
            new("sessionDuration", "sessionDuration: PT13H"),
            new("relayState", "relayState: <script>"),
            new("managedPolicies", "managedPolicies: [ReadOnlyAccess, \"arn:aws:iam::123456789012:policy/mine\"]"),
            new("managedPolicies", "managedPolicies: [ReadOnlyAccess, \"arn:aws:iam::aws:policy/ReadOnlyAccess\"]"),
            new("customerManagedPolicies.name", "customerManagedPolicies: [{name: /teams/rds}]"),
            new("customerManagedPolicies.path", "customerManagedPolicies: [{name: rds, path: teams}]"),
            new("inlinePolicy", "inlinePolicy: {Version: \"2012-10-17\", Statement: [{Effect: Allow, Action: \"*\", Resource: \"*\", Principal: \"*\"}]}"),
            new("permissionsBoundary", "permissionsBoundary: {managedPolicy: ReadOnlyAccess, customerManagedPolicy: {name: boundary}}"),
            new("permissionsBoundary.managedPolicy", "permissionsBoundary: {managedPolicy: \"arn:aws:s3:::bucket\"}"),
            new("permissionsBoundary.customerManagedPolicy.name", "permissionsBoundary: {customerManagedPolicy: {name: \"\"}}"),
            new("permissionsBoundary.customerManagedPolicy.path", "permissionsBoundary: {customerManagedPolicy: {name: boundary, path: teams/}}"),
            new("tags", "tags: {\"identitycenter.dev/uid\": mine}"),
            new("tags", "tags: {\"aws:team\": data}"),
            new("provisioning", "provisioning: Sometimes"),
            new("adoptionPolicy", "adoptionPolicy: Perhaps"),
            new("managementPolicy", "managementPolicy: Perhaps"),
            new("deletionPolicy", "deletionPolicy: Perhaps"),
            new("assignableFrom.namespaces", "assignableFrom: {namespaces: trusted}"),
            new("assignableFrom.namespaceSelector.matchLabels", "assignableFrom: {namespaceSelector: {matchLabels: [team]}}"),
            new("assignableFrom.namespaceSelector.matchExpressions.key", "assignableFrom: {namespaceSelector: {matchExpressions: [{key: [], operator: Exists}]}}"),
            new("assignableFrom.namespaceSelector.matchExpressions.operator", "assignableFrom: {namespaceSelector: {matchExpressions: [{key: env, operator: Like}]}}"),
            new("assignableFrom.namespaceSelector.matchExpressions.values", "assignableFrom: {namespaceSelector: {matchExpressions: [{key: env, operator: In, values: prod}]}}"),
        ],
    };

    // Somebody assigns the permission set as soon as it is there: changes have to reach accounts from then on.
    private static async Task UseAsync(World world)
    {
        if (await world.Aws.ArnAsync("reader") is { } arn && (await world.Aws.AccountsAsync(arn)).Count == 0)
            await world.Aws.AssignAsync(arn, 2);
    }
}
