using System.Text.Json.Nodes;

namespace LocalIdentityCenter.Seeding;

/// <summary>What a local Identity Center begins with. Read from YAML with <see cref="SeedReader"/>, or written in code.</summary>
/// <remarks>Settable, not init-only: generated JSON readers overwrite the defaults of init-only properties that a document leaves out.</remarks>
public sealed record Seed
{
    /// <summary>The organization with its accounts.</summary>
    public required SeedOrganization Organization { get; set; }

    /// <summary>The organization's instance; null for an organization without Identity Center.</summary>
    public SeedInstance? Instance { get; set; }

    /// <summary>Users of the identity store.</summary>
    public IReadOnlyList<SeedUser> Users { get; set; } = [];

    /// <summary>Groups of the identity store.</summary>
    public IReadOnlyList<SeedGroup> Groups { get; set; } = [];

    /// <summary>AWS managed policies that exist, by ARN or by their name below <c>policy/</c>.</summary>
    public IReadOnlyList<string> ManagedPolicies { get; set; } = [];

    /// <summary>KMS keys with their replicas.</summary>
    public IReadOnlyList<SeedKey> Keys { get; set; } = [];

    /// <summary>Permission sets that exist beforehand.</summary>
    public IReadOnlyList<SeedPermissionSet> PermissionSets { get; set; } = [];

    /// <summary>Assignments that exist beforehand; their permission sets are provisioned.</summary>
    public IReadOnlyList<SeedAssignment> Assignments { get; set; } = [];

    /// <summary>Which access key belongs to which account.</summary>
    public IReadOnlyList<CallerIdentity> Callers { get; set; } = [];

    /// <summary>Durations, consistency and the switches for unverified behaviour.</summary>
    public Behaviour Behaviour { get; set; } = new();

    /// <summary>Quotas and rates.</summary>
    public Limits Limits { get; set; } = new();
}

/// <summary>The organization: units in units, with accounts.</summary>
public sealed record SeedOrganization
{
    /// <summary><c>o-</c> and 10 to 32 characters.</summary>
    public string Id { get; set; } = "o-localorg01";

    /// <summary><c>r-</c> and 4 to 32 characters.</summary>
    public string RootId { get; set; } = "r-root";

    /// <summary>The id of the management account, which is listed among the accounts.</summary>
    public required string ManagementAccount { get; set; }

    /// <summary>The account that administers Identity Center besides the management account.</summary>
    public string? DelegatedAdministrator { get; set; }

    /// <summary>Accounts right below the root.</summary>
    public IReadOnlyList<SeedAccount> Accounts { get; set; } = [];

    /// <summary>Units right below the root.</summary>
    public IReadOnlyList<SeedUnit> Units { get; set; } = [];
}

/// <summary>An organizational unit.</summary>
public sealed record SeedUnit
{
    /// <summary>Its name, unique among its siblings.</summary>
    public required string Name { get; set; }

    /// <summary><c>ou-…</c>; derived from the path of names by default.</summary>
    public string? Id { get; set; }

    /// <summary>Tags of the unit.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; set; } = new Dictionary<string, string>();

    /// <summary>Accounts right below.</summary>
    public IReadOnlyList<SeedAccount> Accounts { get; set; } = [];

    /// <summary>Units right below.</summary>
    public IReadOnlyList<SeedUnit> Units { get; set; } = [];
}

/// <summary>An account.</summary>
public sealed record SeedAccount
{
    /// <summary>Twelve digits.</summary>
    public required string Id { get; set; }

    /// <summary>Its name.</summary>
    public required string Name { get; set; }

    /// <summary>Default: the name at example.com.</summary>
    public string? Email { get; set; }

    /// <summary>ACTIVE, SUSPENDED, PENDING_ACTIVATION, PENDING_CLOSURE or CLOSED.</summary>
    public string State { get; set; } = "ACTIVE";

    /// <summary>Tags of the account.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; set; } = new Dictionary<string, string>();

    /// <summary>Customer-managed policies that exist in the account, as path and name: <c>/teams/rds-operators</c>.</summary>
    public IReadOnlyList<string> Policies { get; set; } = [];

    /// <summary>IAM's quota of policies of a role, where the account raised it.</summary>
    public int? PoliciesPerRole { get; set; }
}

/// <summary>The organization's instance.</summary>
public sealed record SeedInstance
{
    /// <summary><c>ssoins-</c> and 16 characters.</summary>
    public string Id { get; set; } = "ssoins-0123456789abcdef";

    /// <summary><c>d-</c> and 10 hexadecimal digits.</summary>
    public string IdentityStore { get; set; } = "d-0123456789";

    /// <summary>A name for people.</summary>
    public string? Name { get; set; }

    /// <summary>The account that owns the instance; default the management account.</summary>
    public string? Owner { get; set; }

    /// <summary>Where the instance was made.</summary>
    public string PrimaryRegion { get; set; } = "us-east-1";

    /// <summary>Additional Regions, replicated already.</summary>
    public IReadOnlyList<string> Regions { get; set; } = [];

    /// <summary>ExternalIdp, Directory or ActiveDirectory.</summary>
    public string IdentitySource { get; set; } = "ExternalIdp";

    /// <summary>Whether permission sets can be used; enabling them is final.</summary>
    public bool PermissionSetsEnabled { get; set; } = true;

    /// <summary>ARN of the customer-managed key; null for a key that AWS owns.</summary>
    public string? EncryptionKey { get; set; }

    /// <summary>Tags of the instance.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; set; } = new Dictionary<string, string>();
}

/// <summary>A user.</summary>
public sealed record SeedUser
{
    /// <summary>Unique within the store.</summary>
    public required string UserName { get; set; }

    /// <summary>The id; derived from the name by default.</summary>
    public string? Id { get; set; }

    /// <summary>Default: the user name.</summary>
    public string? DisplayName { get; set; }

    /// <summary>Default: the user name.</summary>
    public string? GivenName { get; set; }

    /// <summary>Default: the user name.</summary>
    public string? FamilyName { get; set; }

    /// <summary>Whether the user cannot sign in.</summary>
    public bool Disabled { get; set; }

    /// <summary>An address, if there is one.</summary>
    public string? Email { get; set; }

    /// <summary>The id at the external identity provider, if there is one.</summary>
    public string? ExternalId { get; set; }
}

/// <summary>A group.</summary>
public sealed record SeedGroup
{
    /// <summary>Unique within the store.</summary>
    public required string Name { get; set; }

    /// <summary>The id; derived from the name by default.</summary>
    public string? Id { get; set; }

    /// <summary>What it is for.</summary>
    public string? Description { get; set; }

    /// <summary>The id at the external identity provider, if there is one.</summary>
    public string? ExternalId { get; set; }

    /// <summary>User names of the members.</summary>
    public IReadOnlyList<string> Members { get; set; } = [];
}

/// <summary>A KMS key.</summary>
public sealed record SeedKey
{
    /// <summary>The ARN; a key id that begins with <c>mrk-</c> makes it a multi-Region key.</summary>
    public required string Arn { get; set; }

    /// <summary>What it is for.</summary>
    public string? Description { get; set; }

    /// <summary>As KMS spells it: Enabled, Disabled, PendingDeletion, ….</summary>
    public string State { get; set; } = "Enabled";

    /// <summary>ENCRYPT_DECRYPT, or a usage that cannot encrypt an instance.</summary>
    public string Usage { get; set; } = "ENCRYPT_DECRYPT";

    /// <summary>Whether the key policy lets Identity Center use the key.</summary>
    public bool GrantsIdentityCenter { get; set; } = true;

    /// <summary>Accounts whose callers the key policy lets use the key through Identity Center; left out, every account.</summary>
    public IReadOnlyList<string>? Accounts { get; set; }

    /// <summary>Regions with a replica key. KMS does not copy the key policy; here it is as suitable as the primary's.</summary>
    public IReadOnlyList<string> Replicas { get; set; } = [];
}

/// <summary>A permission set.</summary>
public sealed record SeedPermissionSet
{
    /// <summary>Its AWS name.</summary>
    public required string Name { get; set; }

    /// <summary><c>ps-</c> and 16 characters; derived from the name by default.</summary>
    public string? Id { get; set; }

    /// <summary>What it is for.</summary>
    public string? Description { get; set; }

    /// <summary>ISO 8601.</summary>
    public string SessionDuration { get; set; } = "PT1H";

    /// <summary>Where a session begins.</summary>
    public string? RelayState { get; set; }

    /// <summary>By ARN or by their name below <c>policy/</c>.</summary>
    public IReadOnlyList<string> ManagedPolicies { get; set; } = [];

    /// <summary>As path and name.</summary>
    public IReadOnlyList<string> CustomerManagedPolicies { get; set; } = [];

    /// <summary>The policy as text or as a structure.</summary>
    public JsonNode? InlinePolicy { get; set; }

    /// <summary>A boundary: an AWS managed policy by ARN, or a customer-managed one as path and name.</summary>
    public string? Boundary { get; set; }

    /// <summary>Tags of the permission set.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; set; } = new Dictionary<string, string>();

    /// <summary>Accounts, by id or name, that hold an older version.</summary>
    public IReadOnlyList<string> OutdatedIn { get; set; } = [];
}

/// <summary>One principal holds one permission set in some accounts.</summary>
public sealed record SeedAssignment
{
    /// <summary>The name of the permission set.</summary>
    public required string PermissionSet { get; set; }

    /// <summary>The name of a group; or <see cref="User"/>, or <see cref="PrincipalId"/>.</summary>
    public string? Group { get; set; }

    /// <summary>The name of a user.</summary>
    public string? User { get; set; }

    /// <summary>The id of a group that need not exist: an orphan.</summary>
    public string? PrincipalId { get; set; }

    /// <summary>Accounts by id or name.</summary>
    public required IReadOnlyList<string> Accounts { get; set; }
}
