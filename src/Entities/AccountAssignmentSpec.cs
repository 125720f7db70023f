using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Entities;

/// <summary>Who gets which permission set where, and when: each principal in each target account.</summary>
[ValidationRule(
    "has(self.permissionSetRef) != has(self.permissionSetName)",
    Message = "spec must have exactly one of permissionSetRef and permissionSetName")]
[ValidationRule(
    "!has(self.notBefore) || !has(self.expiresAt) || self.expiresAt > self.notBefore",
    Message = "spec.expiresAt must be later than spec.notBefore")]
public sealed record AccountAssignmentSpec
{
    /// <summary>The PermissionSet to assign. It must let this namespace use it: see its spec.assignableFrom.</summary>
    public PermissionSetReference? PermissionSetRef { get; init; }

    /// <summary>
    /// Name in AWS of a permission set that no PermissionSet manages, case-sensitive. Only the namespaces that the operator is started to trust may name one. Example:
    /// AWSAdministratorAccess.
    /// </summary>
    [Length(1, 32)]
    [Pattern(@"^[A-Za-z0-9_+=,.@-]+$")]
    public string? PermissionSetName { get; init; }

    /// <summary>Who gets it: 1 to 1,000 groups and users. One that does not exist does not hold up the others.</summary>
    [Required]
    [ListType(ListType.Atomic)]
    [Items(1, 1000)]
    public IReadOnlyList<PrincipalReference> Principals { get; init => field = value ?? []; } = [];

    /// <summary>
    /// In which accounts. Accounts that join, leave, move or are tagged are followed. Principals times accounts are at most 20,000.
    /// </summary>
    [Required]
    public AccountTargets Targets { get; init => field = value ?? new(); } = new();

    /// <summary>When the access begins, an RFC 3339 time. Default: at once. Example: 2026-12-01T00:00:00Z.</summary>
    [Length(20, 40)]
    [Pattern(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$")]
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>
    /// When the access ends, an RFC 3339 time: what no other object asks for is revoked then. Sessions that people have open last as long as the permission set lets
    /// them. Default: never. Example: 2026-12-08T00:00:00Z.
    /// </summary>
    [Length(20, 40)]
    [Pattern(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})$")]
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Enforce: make AWS as declared. Observe: never write to AWS, only report in status.drift and status.plan. Default: Enforce.</summary>
    [Default("\"Enforce\"")]
    public ManagementPolicy ManagementPolicy { get; init; }

    /// <summary>
    /// What happens in AWS when this object is deleted. Delete: what no other object asks for is revoked. Retain: everything stays assigned. Default: Delete.
    /// </summary>
    [Default("\"Delete\"")]
    public DeletionPolicy DeletionPolicy { get; init; }
}

/// <summary>A PermissionSet by its name.</summary>
public sealed record PermissionSetReference
{
    /// <summary>Name of the PermissionSet, which is its metadata.name. Example: database-admin.</summary>
    [Required]
    [Length(1, 253)]
    public string Name { get; init; } = "";
}

/// <summary>A group or a user: exactly one of group, groupId, user and userId.</summary>
[ValidationRule(
    "[has(self.group), has(self.groupId), has(self.user), has(self.userId)].filter(given, given).size() == 1",
    Message = "a principal must have exactly one of group, groupId, user and userId")]
public sealed record PrincipalReference
{
    /// <summary>Display name of a group. A group that is recreated under its name is assigned anew. Example: Data Platform.</summary>
    [Length(1, 1024)]
    public string? Group { get; init; }

    /// <summary>Id of a group in the identity store.</summary>
    [Length(36, 47)]
    [Pattern("^([0-9a-f]{10}-)?[A-Fa-f0-9]{8}(-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}$")]
    public string? GroupId { get; init; }

    /// <summary>User name of a user. A user who is recreated under that name is assigned anew. Example: alice@example.com.</summary>
    [Length(1, 128)]
    public string? User { get; init; }

    /// <summary>Id of a user in the identity store.</summary>
    [Length(36, 47)]
    [Pattern("^([0-9a-f]{10}-)?[A-Fa-f0-9]{8}(-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}$")]
    public string? UserId { get; init; }
}

/// <summary>
/// The union of what is listed and what is selected, without what is excluded. Suspended and closed accounts are skipped. The organization's management account is a
/// target only where accounts or accountNames name it.
/// </summary>
[ValidationRule(
    "[has(self.accounts) && size(self.accounts) > 0, has(self.accountNames) && size(self.accountNames) > 0, "
    + "has(self.organizationalUnits) && size(self.organizationalUnits) > 0, has(self.accountSelector), "
    + "has(self.allAccounts) && self.allAccounts].exists(given, given)",
    Message = "spec.targets must have at least one of accounts, accountNames, organizationalUnits, accountSelector and allAccounts")]
public sealed record AccountTargets
{
    /// <summary>Accounts by their 12 digits, as texts. Example: "111122223333".</summary>
    [ListType(ListType.Set)]
    [Items(maxItems: 10_000)]
    [Length(12, 12)]
    [Pattern("^[0-9]{12}$")]
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>Accounts by their names, case-sensitive; of several accounts with one name all. Example: data-prod.</summary>
    [ListType(ListType.Set)]
    [Items(maxItems: 1000)]
    [Length(1, 128)]
    public IReadOnlyList<string>? AccountNames { get; init; }

    /// <summary>Accounts in organizational units.</summary>
    [ListType(ListType.Atomic)]
    [Items(maxItems: 1000)]
    public IReadOnlyList<OrganizationalUnitReference>? OrganizationalUnits { get; init; }

    /// <summary>Accounts by their tags in AWS Organizations. It must not be empty: all accounts are targeted by allAccounts.</summary>
    [ValidationRule(
        "(has(self.matchLabels) && size(self.matchLabels) > 0) || (has(self.matchExpressions) && size(self.matchExpressions) > 0)",
        Message = "spec.targets.accountSelector is empty: set spec.targets.allAccounts to target all accounts")]
    public LabelSelector? AccountSelector { get; init; }

    /// <summary>All accounts of the organization, except the management account. Default: false.</summary>
    public bool? AllAccounts { get; init; }

    /// <summary>Accounts that are no targets, whatever else says so.</summary>
    public AccountExclusions? Exclude { get; init; }
}

/// <summary>Accounts that are no targets. While a name or an organizational unit in it does not exist, nothing new is assigned.</summary>
public sealed record AccountExclusions
{
    /// <summary>Accounts by their 12 digits, as texts.</summary>
    [ListType(ListType.Set)]
    [Items(maxItems: 10_000)]
    [Length(12, 12)]
    [Pattern("^[0-9]{12}$")]
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>Accounts by their names, case-sensitive; of several accounts with one name all.</summary>
    [ListType(ListType.Set)]
    [Items(maxItems: 1000)]
    [Length(1, 128)]
    public IReadOnlyList<string>? AccountNames { get; init; }

    /// <summary>Accounts in organizational units.</summary>
    [ListType(ListType.Atomic)]
    [Items(maxItems: 1000)]
    public IReadOnlyList<OrganizationalUnitReference>? OrganizationalUnits { get; init; }

    /// <summary>Accounts by their tags in AWS Organizations. It must not be empty.</summary>
    [ValidationRule(
        "(has(self.matchLabels) && size(self.matchLabels) > 0) || (has(self.matchExpressions) && size(self.matchExpressions) > 0)",
        Message = "spec.targets.exclude.accountSelector is empty: it would exclude all accounts")]
    public LabelSelector? AccountSelector { get; init; }
}

/// <summary>An organizational unit: exactly one of path and id.</summary>
[ValidationRule("has(self.path) != has(self.id)", Message = "an organizational unit must have exactly one of path and id")]
public sealed record OrganizationalUnitReference
{
    /// <summary>Names from the root on, with slashes between them, case-sensitive. A unit with a slash in its name is named by its id. Example: Workloads/Prod.</summary>
    [Length(1, 644)]
    public string? Path { get; init; }

    /// <summary>Id. Example: ou-ab12-cdefgh34.</summary>
    [Length(16, 68)]
    [Pattern("^ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}$")]
    public string? Id { get; init; }

    /// <summary>Whether accounts in the units below it are meant too. Default: true.</summary>
    [Default("true")]
    public bool? Recursive { get; init; }
}
