using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;

namespace Operator.Tests.Rules;

/// <summary>A rule in a definition, and an object that breaks it and nothing else.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Sentence">The rule's message in the definition, which a server that evaluates rules says.</param>
/// <param name="Name">Name of the object.</param>
/// <param name="Spec">Its spec.</param>
/// <param name="Told">What the operator says of an object that an older server has stored.</param>
internal sealed record Rule(ResourceDefinition Kind, string Sentence, string Name, string Spec, string Told)
{
    /// <summary>The spec that stands before, where the rule is about a change.</summary>
    public string? Before { get; init; }

    /// <summary>What the server says where the rule makes its message from the value; part of it.</summary>
    public string Said { get; init; } = Sentence;

    private const string Set = "permissionSetRef: {name: reader}";
    private const string Who = "principals: [{group: Data}]";
    private const string Where = "targets: {accounts: ['400000000001']}";
    private const string NoCharacter = "is none that AWS takes there";
    private const string PolicyName = "name has a character that AWS does not take: use letters, digits and _+=,.@-, and put the path in path";
    private const string PolicyPath = "path must begin and end with a slash, with letters, digits and .,+@=_- between slashes: write for example /teams/";
    private const string Values = "values must be given with In and NotIn, and only with them";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        .. OfPermissionSet().Select(Apart), .. OfAccountAssignment().Select(Apart), .. OfReplicaRegion(), .. OfIdentityCenter(),
    ];

    private static Rule[] OfPermissionSet() =>
    [
        Of("metadata.name has more than the 32 characters that AWS takes: set spec.name", "{}", "set spec.name to the name that AWS shall have", "a-name-of-more-than-32-characters"),
        Of("spec.name cannot be changed, added or removed, since AWS cannot rename a permission set: create another PermissionSet", "{name: other}", "AWS cannot rename one; restore the name") with { Before = "{}" },
        Of("spec.managedPolicies and spec.customerManagedPolicies have more than 20 policies together: AWS takes at most 20", $"{{managedPolicies: [{Many(11)}], customerManagedPolicies: [{string.Join(", ", Enumerable.Range(0, 10).Select(i => $"{{name: P{i}}}"))}]}}", "have 21 policies together"),
        Of("spec.name has a character that AWS does not take: use letters, digits and _+=,.@-", "{name: a b}", NoCharacter) with { Said = "spec.name has \" \", which AWS does not take" },
        Of("spec.description has a character that AWS does not take: use the characters of Latin-1, tabs and line breaks", "{description: 5 €}", NoCharacter) with { Said = "spec.description has \"€\", which AWS does not take" },
        Of("spec.sessionDuration must be an ISO 8601 duration of hours, minutes and seconds; write for example PT4H", "{sessionDuration: 180m}", "must be an ISO 8601 duration of hours, minutes and seconds; write for example PT180M"),
        Of("spec.sessionDuration must be between PT1H and PT12H; write for example PT4H", "{sessionDuration: PT13H}", "spec.sessionDuration is \"PT13H\": must be between PT1H and PT12H; write for example PT12H."),
        Of("spec.relayState has a character that AWS does not take: use an address of ASCII characters without < > ^ and `", "{relayState: 'https://example.com/<b>'}", NoCharacter),
        Of("spec.managedPolicies has what is no name and no ARN of an AWS managed policy: write for example ReadOnlyAccess or job-function/Billing, and name policies of your own under spec.customerManagedPolicies", "{managedPolicies: [Read Only]}", "is no name of an AWS managed policy"),
        Of(PolicyName, "{customerManagedPolicies: [{name: a b}]}", NoCharacter),
        Of(PolicyName, "{permissionsBoundary: {customerManagedPolicy: {name: a b}}}", NoCharacter),
        Of(PolicyPath, "{customerManagedPolicies: [{name: a, path: teams}]}", "must begin and end with a slash"),
        Of(PolicyPath, "{permissionsBoundary: {customerManagedPolicy: {name: a, path: teams}}}", "must begin and end with a slash"),
        Of("managedPolicy must be the name or the ARN of an AWS managed policy: write for example PowerUserAccess, and name a policy of your own under customerManagedPolicy", "{permissionsBoundary: {managedPolicy: Power User}}", "is no name of an AWS managed policy"),
        Of("spec.permissionsBoundary must have exactly one of managedPolicy and customerManagedPolicy", "{permissionsBoundary: {}}", "spec.permissionsBoundary names no policy"),
        Of("spec.tags has a key that is longer than 128 characters or begins with aws: or identitycenter.dev/, which are not yours to set", "{tags: {\"aws:team\": data}}", "keys that begin with aws: belong to AWS"),
        Of(Values, "{assignableFrom: {namespaceSelector: {matchExpressions: [{key: team, operator: NotIn}]}}}", "spec.assignableFrom.namespaceSelector.matchExpressions[0] has operator NotIn and no values: give at least one."),
        Of(Values, "{assignableFrom: {namespaceSelector: {matchExpressions: [{key: team, operator: Exists, values: [data]}]}}}", "has operator Exists and values: remove the values, or use In or NotIn."),
    ];

    private static Rule[] OfAccountAssignment() =>
    [
        Assign("spec must have exactly one of permissionSetRef and permissionSetName", $"{Who}, {Where}", "spec names no permission set"),
        Assign("spec must have exactly one of permissionSetRef and permissionSetName", $"{Set}, permissionSetName: Admin, {Who}, {Where}", "keep one of them"),
        Assign("spec.expiresAt must be later than spec.notBefore", $"{Set}, {Who}, {Where}, notBefore: '2026-12-01T00:00:00Z', expiresAt: '2026-12-01T01:00:00+01:00'", "is not later than spec.notBefore"),
        Assign("a principal must have exactly one of group, groupId, user and userId", $"{Set}, principals: [{{group: a, user: b}}], {Where}", "spec.principals[0] has group \"a\" and user \"b\""),
        Assign("spec.targets must have at least one of accounts, accountNames, organizationalUnits, accountSelector and allAccounts", $"{Set}, {Who}, targets: {{}}", "spec.targets names no account"),
        Assign("an organizational unit must have exactly one of path and id", $"{Set}, {Who}, targets: {{organizationalUnits: [{{path: Prod, id: ou-ab12-cdefgh34}}]}}", "spec.targets.organizationalUnits[0] has path"),
        Assign("an organizational unit must have exactly one of path and id", $"{Set}, {Who}, targets: {{allAccounts: true, exclude: {{organizationalUnits: [{{}}]}}}}", "spec.targets.exclude.organizationalUnits[0] names no organizational unit"),
        Assign("spec.targets.accountSelector is empty: set spec.targets.allAccounts to target all accounts", $"{Set}, {Who}, targets: {{accountSelector: {{}}}}", "spec.targets.accountSelector is empty"),
        Assign(Values, $"{Set}, {Who}, targets: {{accountSelector: {{matchExpressions: [{{key: env, operator: In}}]}}}}", "has operator In and no values"),
        Assign("spec.targets.exclude.accountSelector is empty: it would exclude all accounts", $"{Set}, {Who}, targets: {{allAccounts: true, exclude: {{accountSelector: {{}}}}}}", "spec.targets.exclude.accountSelector is empty"),
        Assign(Values, $"{Set}, {Who}, targets: {{allAccounts: true, exclude: {{accountSelector: {{matchExpressions: [{{key: env, operator: Exists, values: [a]}}]}}}}}}", "has operator Exists and values"),
    ];

    private static Rule[] OfReplicaRegion() =>
    [
        Region("metadata.name is not the name of a Region: set spec.region, for example to eu-west-1", "ireland", "{}", "is not the name of a Region; set spec.region"),
        Region("spec.region cannot be changed, added or removed: create another ReplicaRegion", "eu-west-1", "{region: eu-west-2}", "but the object is about eu-west-1 already") with { Before = "{}" },
        Region("spec.timeout must be between 1m and 24h", "eu-north-1", "{timeout: 25h}", "must be a duration from 1m to 24h"),
    ];

    // The last of them takes the place of the declared one.
    private static Rule[] OfIdentityCenter() =>
    [
        Center("the only IdentityCenter that can be declared is the one named default; the one named discovered is the operator's own and has no spec", "{}", "the only IdentityCenter that can be declared is the one named default", "other"),
        Center("spec.sweepInterval must be between 1m and 24h", "{sweepInterval: 25h}", "spec.sweepInterval must be between 1m and 24h"),
        Center("window must be between 1m and 24h", "{deletionGuard: {window: 25h}}", "spec.deletionGuard.window must be between 1m and 24h"),
        Center("an entry of ignore must have exactly one of permissionSetName and tag", "{unmanaged: {ignore: [{}]}}", "an entry of ignore must have exactly one of permissionSetName and tag"),
        Center("the only IdentityCenter that can be declared is the one named default; the one named discovered is the operator's own and has no spec", "{sweepInterval: 5m}", "declare IdentityCenter default with these settings", "discovered"),
    ];

    // Each has an object of its own, unless the rule is about its name.
    private static Rule Apart(Rule rule, int index) => rule.Name is "bad" ? rule with { Name = $"bad-{index}" } : rule;

    private static string Many(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => $"P{i}"));

    private static Rule Of(string sentence, string spec, string told, string name = "bad") => new(PermissionSet.Definition, sentence, name, spec, told);

    private static Rule Assign(string sentence, string spec, string told) => new(AccountAssignment.Definition, sentence, "bad", $"{{{spec}}}", told);

    private static Rule Region(string sentence, string name, string spec, string told) => new(ReplicaRegion.Definition, sentence, name, spec, told);

    private static Rule Center(string sentence, string spec, string told, string name = "default") => new(IdentityCenterOperator.Entities.IdentityCenter.Definition, sentence, name, spec, told);
}
