// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.Organizations.Model;

/// <summary>Tag.</summary>
public sealed class Tag
{
    /// <summary>Key, required. 1 to 128 characters. Pattern: <c>^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$</c>.</summary>
    public string? Key { get; set; }

    /// <summary>Value, required. At most 256 characters. Pattern: <c>^([\p{L}\p{Z}\p{N}_.:/=+\-@]*)$</c>.</summary>
    public string? Value { get; set; }
}
