// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.IdentityStore.Model;

/// <summary>Alternate identifier. Exactly one member is set.</summary>
public sealed class AlternateIdentifier
{
    /// <summary>External ID.</summary>
    public ExternalId? ExternalId { get; set; }

    /// <summary>Unique attribute.</summary>
    public UniqueAttribute? UniqueAttribute { get; set; }
}
