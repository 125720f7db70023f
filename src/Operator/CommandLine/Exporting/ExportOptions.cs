namespace IdentityCenterOperator.CommandLine.Exporting;

/// <summary>How to declare what AWS has.</summary>
/// <param name="Namespace">Namespace of the AccountAssignments.</param>
/// <param name="IsObserving">Whether the operator is only to look, and to write nothing.</param>
internal sealed record ExportOptions(string Namespace, bool IsObserving);
