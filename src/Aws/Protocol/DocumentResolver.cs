using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime.Documents;

namespace Amazon.Protocol;

/// <summary>Knows the SDK's document, which the JSON generator does not: its own converter is not public.</summary>
internal sealed class DocumentResolver : IJsonTypeInfoResolver
{
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        type == typeof(Document) ? JsonMetadataServices.CreateValueInfo<Document>(options, new DocumentConverter()) : null;
}
