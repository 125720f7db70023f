using System.Text.Json;
using System.Text.Json.Serialization;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Reflectors;

/// <summary>The parts that all kinds have in common, read without the kind's C# type.</summary>
internal static class StoredJson
{
    /// <exception cref="JsonException">The metadata is not what every API server sends.</exception>
    public static ObjectMeta Metadata(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, StoredJsonContext.Default.WithMetadata)?.Metadata ?? new();

    /// <summary>The conditions; none when they cannot be read, since they then are what does not fit.</summary>
    public static IReadOnlyList<Condition> Conditions(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StoredJsonContext.Default.WithConditions)?.Status?.Conditions ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}

internal sealed record WithMetadata(ObjectMeta? Metadata);

internal sealed record WithConditions(StatusWithConditions? Status);

internal sealed record StatusWithConditions(IReadOnlyList<Condition>? Conditions);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PropertyNameCaseInsensitive = false, MaxDepth = JsonDepth.Most)]
[JsonSerializable(typeof(WithMetadata))]
[JsonSerializable(typeof(WithConditions))]
internal sealed partial class StoredJsonContext : JsonSerializerContext;
