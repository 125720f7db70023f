// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.SSOAdmin.Model;

/// <summary>Access control attribute.</summary>
public sealed class AccessControlAttribute
{
    /// <summary>Key, required. 1 to 128 characters. Pattern: <c>[\p{L}\p{Z}\p{N}_.:\/=+\-@]+</c>.</summary>
    public string? Key { get; set; }

    /// <summary>Value, required.</summary>
    public AccessControlAttributeValue? Value { get; set; }
}
