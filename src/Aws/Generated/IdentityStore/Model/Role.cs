// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.IdentityStore.Model;

/// <summary>Role.</summary>
public sealed class Role
{
    /// <summary>Value. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? Value { get; set; }

    /// <summary>Type. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? Type { get; set; }

    /// <summary>Primary.</summary>
    public bool? Primary { get; set; }
}
