using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>What AWS says of the instance itself.</summary>
/// <param name="Status">CREATE_IN_PROGRESS, CREATE_FAILED, DELETE_IN_PROGRESS or ACTIVE.</param>
/// <param name="PermissionSetsEnabled">Whether permission sets are switched on; null where AWS does not say (it does since 2026-08).</param>
/// <param name="Encryption">How it is encrypted.</param>
/// <param name="Regions">Its Regions, the primary one included.</param>
internal sealed record InstanceFacts(string? Status, bool? PermissionSetsEnabled, EncryptionFacts Encryption, ValueSet<RegionFacts> Regions);

/// <summary>How the instance is encrypted.</summary>
/// <param name="KeyType">AWS_OWNED_KMS_KEY or CUSTOMER_MANAGED_KEY.</param>
/// <param name="KeyArn">ARN of a customer-managed key.</param>
/// <param name="Status">UPDATING, ENABLED or UPDATE_FAILED.</param>
/// <param name="StatusReason">Why, if AWS says.</param>
internal sealed record EncryptionFacts(string? KeyType, string? KeyArn, string? Status, string? StatusReason);

/// <summary>A Region of the instance.</summary>
/// <param name="Name">Name.</param>
/// <param name="Status">ACTIVE, ADDING or REMOVING.</param>
/// <param name="IsPrimary">Whether it is the primary one.</param>
/// <param name="AddedDate">When it was added.</param>
internal sealed record RegionFacts(string Name, string? Status, bool IsPrimary, DateTimeOffset? AddedDate);
