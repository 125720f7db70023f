using System.Text.Json.Nodes;

namespace LocalIdentityCenter.State;

/// <summary>A user or a group: its attributes as identitystore shapes them, and who changed it when.</summary>
internal sealed class DirectoryEntry
{
    /// <summary>A UUID, or the store's digits and a UUID.</summary>
    public required string Id { get; init; }

    /// <summary>Members of the service's User or Group shape: <c>UserName</c>, <c>DisplayName</c>, <c>Emails</c>, …</summary>
    public required JsonObject Attributes { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset UpdatedAt { get; set; }

    public required string UpdatedBy { get; set; }

    public long Revision { get; set; } = 1;

    public string? Text(string attribute) => Attributes[attribute]?.GetValue<string>();
}
