using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>The errors of identitystore with the members it adds.</summary>
internal static class DirectoryErrors
{
    public static AwsException NotFound(string resourceType, string? id, string message) =>
        new("ResourceNotFoundException", message, 400, ("ResourceType", resourceType), ("ResourceId", id));

    public static AwsException Duplicate(string message) => new("ConflictException", message, 400, ("Reason", "UNIQUENESS_CONSTRAINT_VIOLATION"));

    public static AwsException Outdated(string message) => new("ConflictException", message, 400, ("Reason", "CONCURRENT_MODIFICATION"));
}
