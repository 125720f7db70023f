using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>The errors of identitystore with the members it adds.</summary>
internal static class DirectoryErrors
{
    /// <param name="resourceType">What was not found.</param>
    /// <param name="id">Which one; null where it has no id that fits the model: by the model only members and groups have.</param>
    /// <param name="message">AWS's words.</param>
    public static AwsException NotFound(string resourceType, string? id, string message) =>
        new("ResourceNotFoundException", message, 400, ("ResourceType", resourceType), ("ResourceId", id));

    public static AwsException Duplicate(string message) => new("ConflictException", message, 400, ("Reason", "UNIQUENESS_CONSTRAINT_VIOLATION"));

    public static AwsException Outdated(string message) => new("ConflictException", message, 400, ("Reason", "CONCURRENT_MODIFICATION"));
}
