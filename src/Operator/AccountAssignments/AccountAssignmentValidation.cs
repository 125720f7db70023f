using System.Text.RegularExpressions;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// The rules of the CRD's schema, once more: servers before 1.25 ignore CEL, and objects may be older than the schema. Sizes come first, so that hostile input is
/// refused before it costs anything.
/// </summary>
internal static partial class AccountAssignmentValidation
{
    private const int MaxPrincipals = 1000;
    private const int MaxAccounts = 10_000;
    private const int MaxNames = 1000;
    private const int MaxRequirements = 100;

    /// <summary>All rules that the spec breaks, in the order of the fields; empty when it can be planned for.</summary>
    public static IReadOnlyList<SpecError> Check(AccountAssignmentSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return [.. PermissionSet(spec), .. Principals(spec.Principals), .. Targets(spec.Targets), .. Window(spec)];
    }

    /// <summary>Whether targets break no rule.</summary>
    public static bool IsGood(AccountTargets targets) => !Targets(targets).Any();

    private static IEnumerable<SpecError> PermissionSet(AccountAssignmentSpec spec) => spec switch
    {
        { PermissionSetRef: null, PermissionSetName: null } =>
            [new("spec.permissionSetRef", "spec names no permission set: give permissionSetRef, or permissionSetName for one that no PermissionSet manages.")],
        { PermissionSetRef: { } set, PermissionSetName: { } name } =>
            [new("spec.permissionSetRef", $"spec has permissionSetRef {Quoted.Text(set.Name)} and permissionSetName {Quoted.Text(name)}: keep one of them.")],
        { PermissionSetRef: { } set } => Text("spec.permissionSetRef.name", set.Name, 253, _ => true, "give the metadata.name of a PermissionSet"),
        { PermissionSetName: { } name } => Text("spec.permissionSetName", name, 32, SetName().IsMatch, "give the name of a permission set in AWS: letters, digits and _+=,.@-"),
    };

    private static IEnumerable<SpecError> Principals(IReadOnlyList<PrincipalReference?> principals) => principals switch
    {
        { Count: 0 } => [new("spec.principals", "spec.principals is empty: name at least one group or user.")],
        { Count: > MaxPrincipals } => [Many("spec.principals", principals.Count, MaxPrincipals, "principals")],
        _ => principals.SelectMany((principal, index) => Principal($"spec.principals[{index}]", principal ?? new())),
    };

    private static IEnumerable<SpecError> Principal(string field, PrincipalReference principal) => Ways(principal) switch
    {
        [] => [new(field, $"{field} names nobody: give group, groupId, user or userId.")],
        [("group" or "user", var name)] way => Text($"{field}.{way[0].Field}", name, way[0].Field == "group" ? 1024 : 128, _ => true, "give a name as the identity store has it"),
        [var (kind, id)] => Text($"{field}.{kind}", id, 47, PrincipalId().IsMatch, "give an id of the identity store, for example 9967a1b2c3-01234567-89ab-cdef-0123-456789abcdef"),
        var several => [new(field, $"{field} has {string.Join(" and ", several.Select(way => $"{way.Field} {Quoted.Text(way.Value)}"))}: keep one of them, and write an entry for each principal.")],
    };

    private static List<(string Field, string Value)> Ways(PrincipalReference principal) =>
    [
        .. new (string Field, string? Value)[] { ("group", principal.Group), ("groupId", principal.GroupId), ("user", principal.User), ("userId", principal.UserId) }
            .Where(way => way.Value is not null).Select(way => (way.Field, way.Value!)),
    ];

    private static IEnumerable<SpecError> Targets(AccountTargets targets) => HasNoTarget(targets)
        ? [new("spec.targets", "spec.targets names no account: give accounts, accountNames, organizationalUnits, accountSelector or allAccounts.")]
        :
        [
            .. Accounts("spec.targets", targets.Accounts, targets.AccountNames),
            .. Units("spec.targets.organizationalUnits", targets.OrganizationalUnits ?? []),
            .. Selector("spec.targets.accountSelector", targets.AccountSelector, "set spec.targets.allAccounts to target all accounts"),
            .. Exclusions(targets.Exclude),
        ];

    private static bool HasNoTarget(AccountTargets targets) => targets is { AccountSelector: null, AllAccounts: not true }
        && (targets.Accounts?.Count ?? 0) + (targets.AccountNames?.Count ?? 0) + (targets.OrganizationalUnits?.Count ?? 0) == 0;

    private static IEnumerable<SpecError> Exclusions(AccountExclusions? exclude) => exclude is null ? [] :
    [
        .. Accounts("spec.targets.exclude", exclude.Accounts, exclude.AccountNames),
        .. Units("spec.targets.exclude.organizationalUnits", exclude.OrganizationalUnits ?? []),
        .. Selector("spec.targets.exclude.accountSelector", exclude.AccountSelector, "it would exclude all accounts; remove it"),
    ];

    private static IEnumerable<SpecError> Accounts(string field, IReadOnlyList<string?>? accounts, IReadOnlyList<string?>? names)
    {
        if (accounts?.Count > MaxAccounts)
            return [Many($"{field}.accounts", accounts.Count, MaxAccounts, "accounts")];
        if (names?.Count > MaxNames)
            return [Many($"{field}.accountNames", names.Count, MaxNames, "names")];
        return
        [
            .. (accounts ?? []).SelectMany((id, index) => Account($"{field}.accounts[{index}]", id ?? "")),
            .. (names ?? []).SelectMany((name, index) => Text($"{field}.accountNames[{index}]", name ?? "", 128, _ => true, "give the name of an account")),
        ];
    }

    private static IEnumerable<SpecError> Account(string field, string id) => AccountId().IsMatch(id)
        ? []
        : [SpecError.Of(field, id, $"must be the 12 digits of an account{(id.Length < 12 && id.All(char.IsAsciiDigit) ? $", and has {id.Length}; write leading zeros, and quotation marks around it" : "; name accounts under accountNames")}")];

    private static IEnumerable<SpecError> Units(string field, IReadOnlyList<OrganizationalUnitReference?> units) => units.Count > MaxNames
        ? [Many(field, units.Count, MaxNames, "organizational units")]
        : units.SelectMany((unit, index) => Unit($"{field}[{index}]", unit ?? new()));

    private static IEnumerable<SpecError> Unit(string field, OrganizationalUnitReference unit) => unit switch
    {
        { Path: null, Id: null } => [new(field, $"{field} names no organizational unit: give path or id.")],
        { Path: { } path, Id: { } id } => [new(field, $"{field} has path {Quoted.Text(path)} and id {Quoted.Text(id)}: keep one of them.")],
        { Path: { } path } => Text($"{field}.path", path, 644, _ => true, "give names from the root on, for example Workloads/Prod"),
        { Id: { } id } => Text($"{field}.id", id, 68, UnitId().IsMatch, "give an id, for example ou-ab12-cdefgh34"),
    };

    private static IEnumerable<SpecError> Selector(string field, LabelSelector? selector, string whenEmpty) => selector switch
    {
        null => [],
        _ when AccountSelector.IsEmpty(selector) => [new(field, $"{field} is empty: {whenEmpty}.")],
        { MatchExpressions.Count: > MaxRequirements } => [Many($"{field}.matchExpressions", selector.MatchExpressions.Count, MaxRequirements, "conditions")],
        _ => (selector.MatchExpressions ?? []).SelectMany((requirement, index) => Requirement($"{field}.matchExpressions[{index}]", requirement)),
    };

    private static IEnumerable<SpecError> Requirement(string field, LabelSelectorRequirement? requirement) => (requirement, requirement?.Values?.Count ?? 0) switch
    {
        (null, _) => [new(field, $"{field} is empty: give key and operator, or remove it.")],
        ({ Key: null or { Length: 0 } }, _) => [new($"{field}.key", $"{field}.key is empty: give the key of a tag.")],
        ({ Operator: LabelSelectorOperator.In or LabelSelectorOperator.NotIn }, 0) => [new($"{field}.values", $"{field} has operator {requirement.Operator} and no values: give at least one.")],
        ({ Operator: LabelSelectorOperator.Exists or LabelSelectorOperator.DoesNotExist }, > 0) =>
            [new($"{field}.values", $"{field} has operator {requirement.Operator} and values: remove the values, or use In or NotIn.")],
        _ => [],
    };

    private static IEnumerable<SpecError> Window(AccountAssignmentSpec spec) => spec is { NotBefore: { } begin, ExpiresAt: { } end } && end <= begin
        ? [new("spec.expiresAt", $"spec.expiresAt ({end:u}) is not later than spec.notBefore ({begin:u}): the access would never begin; correct one of them.")]
        : [];

    private static IEnumerable<SpecError> Text(string field, string? value, int maxLength, Func<string, bool> isValid, string remedy) =>
        string.IsNullOrEmpty(value) || AwsText.Length(value) > maxLength || !isValid(value) ? [SpecError.Of(field, value ?? "", $"must have 1 to {maxLength} characters; {remedy}")] : [];

    private static SpecError Many(string field, int count, int most, string what) => new(field, $"{field} has {count:N0} {what}, and may have {most:N0}: split the object into several.");

    [GeneratedRegex(@"\A[A-Za-z0-9_+=,.@-]+\z")]
    private static partial Regex SetName();

    [GeneratedRegex(@"\A[0-9]{12}\z")]
    private static partial Regex AccountId();

    [GeneratedRegex(@"\A([0-9a-f]{10}-)?[A-Fa-f0-9]{8}(-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}\z")]
    private static partial Regex PrincipalId();

    [GeneratedRegex(@"\Aou-[0-9a-z]{4,32}-[a-z0-9]{8,32}\z")]
    private static partial Regex UnitId();
}
