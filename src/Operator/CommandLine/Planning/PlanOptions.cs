namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>What is known beside the files.</summary>
/// <param name="HasCluster">Whether there is a cluster to ask.</param>
internal sealed record PlanOptions(bool HasCluster);
