// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.IdentityStore.Model;

/// <summary>Filter.</summary>
public sealed class Filter
{
    /// <summary>Attribute path, required. 1 to 255 characters. Pattern: <c>(?:\p{L}+:\p{L}+:\p{L}+(?:\.\p{L}+){0,3}|\p{L}+(?:\.\p{L}+){0,2})</c>.</summary>
    public string? AttributePath { get; set; }

    /// <summary>Attribute value, required. 1 to 1024 characters. Pattern: <c>[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r \u00A0\u3000]+</c>. Sensitive.</summary>
    public string? AttributeValue { get; set; }
}
