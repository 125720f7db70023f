// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.SSOAdmin.Model;

/// <summary>Access control attribute value.</summary>
public sealed class AccessControlAttributeValue
{
    /// <summary>Source, required. Exactly 1 items. Each: At most 256 characters. Pattern: <c>[\p{L}\p{Z}\p{N}_.:\/=+\-@\[\]\{\}\$\\&quot;]*</c>.</summary>
    public List<string>? Source { get; set; }
}
