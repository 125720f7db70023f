using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Runtime.Documents;

namespace Amazon.Protocol;

/// <summary>A member that holds any JSON value.</summary>
internal sealed class DocumentConverter : JsonConverter<Document>
{
    public override bool HandleNull => true;

    public override Document Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        From(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, Document value, JsonSerializerOptions options)
    {
        switch (value.Type)
        {
            case DocumentType.Bool: writer.WriteBooleanValue(value.AsBool()); break;
            case DocumentType.Int: writer.WriteNumberValue(value.AsInt()); break;
            case DocumentType.Long: writer.WriteNumberValue(value.AsLong()); break;
            case DocumentType.Double: writer.WriteNumberValue(value.AsDouble()); break;
            case DocumentType.String: writer.WriteStringValue(value.AsString()); break;
            case DocumentType.List: WriteList(writer, value, options); break;
            case DocumentType.Dictionary: WriteDictionary(writer, value, options); break;
            default: writer.WriteNullValue(); break;
        }
    }

    private void WriteList(Utf8JsonWriter writer, Document value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value.AsList()) Write(writer, item, options);
        writer.WriteEndArray();
    }

    private void WriteDictionary(Utf8JsonWriter writer, Document value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, item) in value.AsDictionary())
        {
            writer.WritePropertyName(name);
            Write(writer, item, options);
        }
        writer.WriteEndObject();
    }

    private static Document From(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => new Document(json.GetBoolean()),
        JsonValueKind.String => new Document(json.GetString()),
        JsonValueKind.Number => Number(json),
        JsonValueKind.Array => new Document(json.EnumerateArray().Select(From).ToList()),
        JsonValueKind.Object => new Document(json.EnumerateObject().ToDictionary(member => member.Name, member => From(member.Value))),
        _ => new Document(),
    };

    private static Document Number(JsonElement json) =>
        json.TryGetInt32(out var small) ? new Document(small)
        : json.TryGetInt64(out var large) ? new Document(large)
        : new Document(json.GetDouble());
}
