// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.IdentityStore.Model;

/// <summary>External ID.</summary>
public sealed class ExternalId
{
    /// <summary>Issuer, required. 1 to 256 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}]+</c>. Sensitive.</summary>
    public string? Issuer { get; set; }

    /// <summary>ID, required. 1 to 256 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}]+</c>. Sensitive.</summary>
    public string? Id { get; set; }
}
