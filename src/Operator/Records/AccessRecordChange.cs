namespace IdentityCenterOperator.Records;

/// <summary>How a record changed.</summary>
/// <param name="Uid">Uid of its owner.</param>
/// <param name="Before">What was known of it; null when it is new.</param>
/// <param name="After">What is known of it; null when it is gone.</param>
internal sealed record AccessRecordChange(string Uid, AccessRecordEntry? Before, AccessRecordEntry? After);
