namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>What the checks before AddRegion look at.</summary>
/// <param name="Region">The Region to add.</param>
/// <param name="PrimaryRegion">The instance's primary Region, if AWS names it.</param>
/// <param name="OwnerAccount">The account that the instance belongs to.</param>
public sealed record PreflightFacts(string Region, string? PrimaryRegion, string OwnerAccount)
{
    /// <summary>The organization's management account.</summary>
    public required ManagementAccount ManagementAccount { get; init; }

    /// <summary>Whether permission sets are switched on; null where AWS does not say.</summary>
    public bool? PermissionSetsEnabled { get; init; }

    /// <summary>How the instance is encrypted.</summary>
    public required InstanceKey Key { get; init; }

    /// <summary>The replica of the instance's key in the Region.</summary>
    public required ReplicaKey ReplicaKey { get; init; }
}

/// <summary>The organization's management account, or why it is not known.</summary>
public abstract record ManagementAccount
{
    private ManagementAccount()
    {
    }

    /// <summary>It is known.</summary>
    /// <param name="Id">Twelve digits.</param>
    public sealed record Known(string Id) : ManagementAccount;

    /// <summary>The operator's account is in no organization.</summary>
    public sealed record None : ManagementAccount;

    /// <summary>It could not be found out.</summary>
    /// <param name="Why">A sentence.</param>
    public sealed record Unknown(string Why) : ManagementAccount;
}

/// <summary>How the instance is encrypted.</summary>
/// <param name="KeyArn">ARN of the customer-managed key; null for a key that AWS owns.</param>
/// <param name="Status">ENABLED, UPDATING or UPDATE_FAILED.</param>
/// <param name="StatusReason">Why, if AWS says.</param>
public sealed record InstanceKey(string? KeyArn, string? Status, string? StatusReason = null)
{
    /// <summary>Whether it is a multi-Region key: those have ids that begin with <c>mrk-</c>, and single-Region ones cannot be converted.</summary>
    public bool IsMultiRegion => KeyArn?.Contains(":key/mrk-", StringComparison.Ordinal) == true;

    /// <summary>ARN of its replica in a Region: the same key id there. Null without a multi-Region key.</summary>
    public string? ReplicaIn(string region) =>
        IsMultiRegion && KeyArn!.Split(':', 5) is [var arn, var partition, var service, _, var rest] ? $"{arn}:{partition}:{service}:{region}:{rest}" : null;
}

/// <summary>The replica of the instance's key, as KMS describes it in the Region.</summary>
public abstract record ReplicaKey
{
    private ReplicaKey()
    {
    }

    /// <summary>KMS knows it.</summary>
    /// <param name="State">Enabled, Disabled, PendingDeletion, Creating, …</param>
    public sealed record Found(string State) : ReplicaKey;

    /// <summary>KMS said that there is none.</summary>
    public sealed record Absent : ReplicaKey;

    /// <summary>It was not looked for, or could not be.</summary>
    /// <param name="Why">A sentence.</param>
    public sealed record Unknown(string Why) : ReplicaKey;
}
