using System.Text.Json;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>Cuts a list into its items without decoding them: an undecodable item spoils neither the page nor its neighbours.</summary>
internal static class ListPageReader
{
    /// <summary>Reads a list. Items are slices of <paramref name="body"/>: copy what is kept, or the whole page stays in memory.</summary>
    /// <exception cref="JsonException">Not a list.</exception>
    public static ListPage Read(ReadOnlyMemory<byte> body)
    {
        var reader = new Utf8JsonReader(body.Span, JsonDepth.AnyOf);
        Expect(ref reader, JsonTokenType.StartObject);
        List<ReadOnlyMemory<byte>>? items = null;
        (string? Version, string? Continue) metadata = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("items"u8))
                items = Items(ref reader, body);
            else if (reader.ValueTextEquals("metadata"u8))
                metadata = Metadata(ref reader);
            else
                reader.Skip();
        }

        if (items is null)
            throw new JsonException("there is no field \"items\"");
        return new ListPage(items, metadata.Version ?? "", string.IsNullOrEmpty(metadata.Continue) ? null : metadata.Continue);
    }

    private static List<ReadOnlyMemory<byte>> Items(ref Utf8JsonReader reader, ReadOnlyMemory<byte> body)
    {
        var items = new List<ReadOnlyMemory<byte>>();
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return items;
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("\"items\" is not a list");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            items.Add(body[start..(int)reader.BytesConsumed]);
        }

        return items;
    }

    private static (string? Version, string? Continue) Metadata(ref Utf8JsonReader reader)
    {
        (string? Version, string? Continue) found = default;
        Expect(ref reader, JsonTokenType.StartObject);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("resourceVersion"u8))
                found.Version = Text(ref reader);
            else if (reader.ValueTextEquals("continue"u8))
                found.Continue = Text(ref reader);
            else
                reader.Skip();
        }

        return found;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.String or JsonTokenType.Null ? reader.GetString() : throw new JsonException("list metadata is not text");
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
            throw new JsonException($"{type} expected");
    }
}
