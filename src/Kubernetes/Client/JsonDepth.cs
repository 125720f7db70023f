using System.Text.Json;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>
/// How deep the JSON of an object may be. A schema that preserves unknown fields lets anything be stored, as deep as the API server itself reads (10,000 levels); .NET
/// reads 64 unless told otherwise. An object must not be able to keep others of its kind, or its own metadata, from being read.
/// </summary>
public static class JsonDepth
{
    /// <summary>More levels than the API server reads.</summary>
    public const int Most = 20_000;

    /// <summary>For readers that pass over what they do not know.</summary>
    public static JsonReaderOptions AnyOf { get; } = new() { MaxDepth = Most };

    /// <summary>For documents of which a part is looked at.</summary>
    public static JsonDocumentOptions AnyDocument { get; } = new() { MaxDepth = Most };
}
