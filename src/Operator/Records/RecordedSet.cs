namespace IdentityCenterOperator.Records;

/// <summary>What a record says of a permission set beside its ARN.</summary>
/// <param name="Name">Its name in AWS, for people; null where it is not known.</param>
/// <param name="ByName">Whether access to it was given by permissionSetName, and so rests on the trust in the namespace.</param>
internal readonly record struct RecordedSet(string? Name, bool ByName);
