namespace LocalIdentityCenter.State;

/// <summary>An organizational unit below the root or another unit.</summary>
internal sealed class OrganizationalUnit
{
    /// <summary><c>ou-…-…</c>.</summary>
    public required string Id { get; init; }

    public required string Name { get; set; }

    public required string ParentId { get; set; }

    public Tags Tags { get; init; } = [];
}
