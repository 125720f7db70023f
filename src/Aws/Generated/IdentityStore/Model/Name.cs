// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.IdentityStore.Model;

/// <summary>Name.</summary>
public sealed class Name
{
    /// <summary>Formatted. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? Formatted { get; set; }

    /// <summary>Family name. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? FamilyName { get; set; }

    /// <summary>Given name. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? GivenName { get; set; }

    /// <summary>Middle name. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? MiddleName { get; set; }

    /// <summary>Honorific prefix. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? HonorificPrefix { get; set; }

    /// <summary>Honorific suffix. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? HonorificSuffix { get; set; }
}
