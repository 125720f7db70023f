namespace LocalIdentityCenter;

/// <summary>Quotas and rates. A null switches one off. Figures are AWS's published ones where there are any.</summary>
public sealed record Limits
{
    /// <summary>All quotas and rates off: for load tests of the server itself.</summary>
    public static Limits None { get; } = new()
    {
        SsoAdminRequestsPerSecond = null,
        OutstandingOperations = null,
        OneUpdatePerAccount = false,
        PermissionSets = null,
        PermissionSetsPerAccount = null,
        PoliciesPerPermissionSet = null,
        PoliciesPerRole = null,
        InlinePolicyCharacters = null,
        TagsPerResource = null,
        Users = null,
        Groups = null,
        RolesPerAccount = null,
    };

    /// <summary>Requests a second to sso-admin, all callers and operations together. AWS: 20, not raisable (user guide, 2022).</summary>
    public double? SsoAdminRequestsPerSecond { get; init; } = 20;

    /// <summary>Requests a second to identitystore. AWS publishes no figure, hence off.</summary>
    public double? IdentityStoreRequestsPerSecond { get; init; }

    /// <summary>Requests a second to organizations. AWS publishes no figure, hence off.</summary>
    public double? OrganizationsRequestsPerSecond { get; init; }

    /// <summary>How many requests each bucket holds when it is full.</summary>
    public int Burst { get; init; } = 20;

    /// <summary>Asynchronous operations in flight. AWS: 10 (user guide, 2022).</summary>
    public int? OutstandingOperations { get; init; } = 10;

    /// <summary>Whether an account's roles are updated one at a time, as in AWS; later work waits in the account's lane.</summary>
    public bool OneUpdatePerAccount { get; init; } = true;

    /// <summary>Permission sets of an instance. AWS: 3,500 on the newer page, raisable.</summary>
    public int? PermissionSets { get; init; } = 3500;

    /// <summary>Permission sets provisioned to one account. AWS: 500 on the newer page, raisable.</summary>
    public int? PermissionSetsPerAccount { get; init; } = 500;

    /// <summary>AWS managed and customer-managed policies of one permission set together. AWS: 20, not raisable.</summary>
    public int? PoliciesPerPermissionSet { get; init; } = 20;

    /// <summary>Policies attached to one IAM role; more make provisioning fail. IAM: 10 unless the account raised it.</summary>
    public int? PoliciesPerRole { get; init; } = 10;

    /// <summary>Bytes of an inline policy that are not white space. AWS: 10,240.</summary>
    public int? InlinePolicyCharacters { get; init; } = 10_240;

    /// <summary>Tags of one resource. AWS: 50.</summary>
    public int? TagsPerResource { get; init; } = 50;

    /// <summary>Users of an identity store. AWS: 100,000.</summary>
    public int? Users { get; init; } = 100_000;

    /// <summary>Groups of an identity store. AWS: 100,000.</summary>
    public int? Groups { get; init; } = 100_000;

    /// <summary>IAM roles of an account; more make an assignment fail asynchronously. IAM: 1,000. Counted here: the roles of permission sets.</summary>
    public int? RolesPerAccount { get; init; } = 1000;

    /// <summary>Additional Regions. AWS publishes no figure, hence off.</summary>
    public int? AdditionalRegions { get; init; }

    /// <summary>Items of a page when the request names no MaxResults (sso-admin, identitystore). Documented only for ListRegions, where it is 100.</summary>
    public int DefaultPageSize { get; init; } = 100;
}
