using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Instances;

/// <summary>What is declared of the instance itself.</summary>
/// <param name="Attributes">Attributes for access control, source by key; null when they are not managed; empty when there shall be none.</param>
public sealed record InstanceState(ValueDictionary? Attributes);

/// <summary>What AWS has of it.</summary>
/// <param name="Attributes">Attributes for access control, source by key; null when they are not enabled.</param>
/// <param name="Status">ENABLED, CREATION_IN_PROGRESS or CREATION_FAILED; null when they are not enabled.</param>
/// <param name="StatusReason">Why, if AWS says.</param>
public sealed record ObservedInstance(ValueDictionary? Attributes, string? Status = null, string? StatusReason = null);
