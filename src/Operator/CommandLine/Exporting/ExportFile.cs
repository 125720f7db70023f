namespace IdentityCenterOperator.CommandLine.Exporting;

/// <summary>A file of an export.</summary>
/// <param name="Path">Where, with slashes.</param>
/// <param name="Text">YAML of one document or several.</param>
internal sealed record ExportFile(string Path, string Text);
