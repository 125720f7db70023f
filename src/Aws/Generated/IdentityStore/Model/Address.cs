// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.IdentityStore.Model;

/// <summary>Address.</summary>
public sealed class Address
{
    /// <summary>Street address. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? StreetAddress { get; set; }

    /// <summary>Locality. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? Locality { get; set; }

    /// <summary>Region. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? Region { get; set; }

    /// <summary>Postal code. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? PostalCode { get; set; }

    /// <summary>Country. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? Country { get; set; }

    /// <summary>Formatted. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? Formatted { get; set; }

    /// <summary>Type. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? Type { get; set; }

    /// <summary>Primary.</summary>
    public bool? Primary { get; set; }
}
