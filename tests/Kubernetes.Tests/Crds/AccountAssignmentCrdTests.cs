using Testing;

namespace Kubernetes.Tests.Crds;

/// <summary>What the schema of AccountAssignment takes and refuses, as a current API server has it.</summary>
public sealed class AccountAssignmentCrdTests
{
    private const string Set = "permissionSetRef: {name: database-admin}";
    private const string Who = "principals: [{group: Data Platform}]";
    private const string Where = "targets: {accounts: ['111122223333']}";

    private static readonly string Crd = Repository.At("config", "crds", "identitycenter.dev_accountassignments.yaml");

    private static readonly Dictionary<string, string> Bad = new()
    {
        [$"{Who}, {Where}"] = "spec must have exactly one of permissionSetRef and permissionSetName",
        [$"{Set}, permissionSetName: Admin, {Who}, {Where}"] = "spec must have exactly one of permissionSetRef and permissionSetName",
        [$"permissionSetName: a b, {Who}, {Where}"] = "spec.permissionSetName",
        [$"{Set}, {Where}"] = "spec.principals: Required value",
        [$"{Set}, principals: [], {Where}"] = "spec.principals",
        [$"{Set}, principals: [{{}}], {Where}"] = "a principal must have exactly one of group, groupId, user and userId",
        [$"{Set}, principals: [{{group: a, user: b}}], {Where}"] = "a principal must have exactly one of group, groupId, user and userId",
        [$"{Set}, principals: [{{groupId: a}}], {Where}"] = "spec.principals[0].groupId",
        [$"{Set}, {Who}"] = "spec.targets: Required value",
        [$"{Set}, {Who}, targets: {{}}"] = "spec.targets must have at least one of accounts, accountNames, organizationalUnits, accountSelector and allAccounts",
        [$"{Set}, {Who}, targets: {{allAccounts: false, accounts: []}}"] = "spec.targets must have at least one of",
        [$"{Set}, {Who}, targets: {{accounts: ['11112222333']}}"] = "spec.targets.accounts[0]",
        [$"{Set}, {Who}, targets: {{accounts: ['111122223333', '111122223333']}}"] = "Duplicate value",
        [$"{Set}, {Who}, targets: {{organizationalUnits: [{{}}]}}"] = "an organizational unit must have exactly one of path and id",
        [$"{Set}, {Who}, targets: {{organizationalUnits: [{{path: Prod, id: ou-ab12-cdefgh34}}]}}"] = "an organizational unit must have exactly one of path and id",
        [$"{Set}, {Who}, targets: {{organizationalUnits: [{{id: Prod}}]}}"] = "spec.targets.organizationalUnits[0].id",
        [$"{Set}, {Who}, targets: {{accountSelector: {{}}}}"] = "spec.targets.accountSelector is empty",
        [$"{Set}, {Who}, targets: {{accountSelector: {{matchExpressions: [{{key: env, operator: Like}}]}}}}"] = "Unsupported value: \"Like\"",
        [$"{Set}, {Who}, targets: {{accountSelector: {{matchExpressions: [{{key: env, operator: In}}]}}}}"] = "values must be given with In and NotIn, and only with them",
        [$"{Set}, {Who}, targets: {{allAccounts: true, exclude: {{accountSelector: {{matchLabels: {{}}}}}}}}"] = "spec.targets.exclude.accountSelector is empty",
        [$"{Set}, {Who}, {Where}, notBefore: '2026-12-01T00:00:00Z', expiresAt: '2026-12-01T01:00:00+01:00'"] = "spec.expiresAt must be later than spec.notBefore",
        [$"{Set}, {Who}, {Where}, expiresAt: '2026-12-01'"] = "spec.expiresAt",
        [$"{Set}, {Who}, {Where}, expiresAt: 'tomorrow at noon, perhaps'"] = "spec.expiresAt",
        [$"{Set}, {Who}, {Where}, deletionPolicy: Orphan"] = "spec.deletionPolicy",
        [$"{Set}, {Who}, {Where}, target: {{}}"] = "spec.target",
    };

    private static readonly string[] Good =
    [
        $"{Set}, {Who}, {Where}",
        $"permissionSetName: AWSAdministratorAccess, principals: [{{user: alice@example.com}}, {{groupId: 9967a1b2c3-01234567-89ab-cdef-0123-456789abcdef}}], targets: {{allAccounts: true}}",
        $"{Set}, {Who}, targets: {{accountNames: [data-prod], organizationalUnits: [{{path: Workloads/Prod}}, {{id: ou-ab12-cdefgh34, recursive: false}}]}}",
        $"{Set}, {Who}, targets: {{accountSelector: {{matchExpressions: [{{key: env, operator: NotIn, values: [dev]}}, {{key: pci, operator: Exists}}]}}, exclude: {{accounts: ['111122223333']}}}}",
        $"{Set}, {Who}, {Where}, notBefore: '2026-12-01T00:00:00Z', expiresAt: '2026-12-01T00:00:00.5Z', managementPolicy: Observe, deletionPolicy: Retain",
    ];

    public static TheoryData<string> Refused => [.. Bad.Keys];

    [CrdCheckTheory]
    [MemberData(nameof(Refused))]
    public async Task A_bad_spec_is_refused_with_its_sentence(string spec) => await CrdCheck.RefusesAsync(Bad[spec], Crd, await FileAsync(spec));

    [CrdCheckFact]
    public async Task Good_specs_and_the_samples_are_taken()
    {
        var files = await Task.WhenAll(Good.Select(FileAsync));
        await CrdCheck.AcceptsAsync([Crd, .. files, .. Directory.GetFiles(Repository.At("config", "samples"), "accountassignment-*.yaml")]);
    }

    [CrdCheckFact]
    public async Task A_ledger_knows_groups_and_users_alone()
    {
        const string granted = "apiVersion: identitycenter.dev/v1alpha1\nkind: AccountAssignment\nmetadata: {name: a, namespace: n}\n"
            + "spec: {permissionSetRef: {name: a}, principals: [{group: a}], targets: {allAccounts: true}}\n"
            + "status: {granted: [{permissionSetArn: a, type: ROLE, id: a, accounts: ['111122223333']}]}\n";
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, granted);
        await CrdCheck.RefusesAsync("status.granted[0].type", Crd, file);
    }

    private static async Task<string> FileAsync(string spec)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"apiVersion: identitycenter.dev/v1alpha1\nkind: AccountAssignment\nmetadata: {{name: a, namespace: n}}\nspec: {{{spec}}}\n");
        return file;
    }
}
