namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>What is wanted: that the instance is replicated to this Region.</summary>
/// <param name="Region">Name of the Region.</param>
public sealed record ReplicaRegionState(string Region);
