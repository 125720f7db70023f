namespace IdentityCenterOperator.Reconciliation;

/// <summary>Where the operator keeps what is its own: its Lease, and what the deletion guard remembers.</summary>
/// <param name="Name">Name of the namespace.</param>
internal sealed record OperatorNamespace(string Name);
