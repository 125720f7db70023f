using System.Buffers;
using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Client;

namespace IdentityCenterOperator.Kubernetes.Reflectors;

/// <summary>What the store needs to know of an object at hand.</summary>
internal struct ObjectHeader
{
    public string? Name;
    public string? Namespace;
    public string Uid;
    public string ResourceVersion;
    public long Generation;
    public bool IsDeleting;

    /// <summary>Copies an object without what nobody reads and what makes up half of its size, and reads its header on the way. Of managedFields one name is kept.</summary>
    public static byte[] Strip(ReadOnlySpan<byte> json, out ObjectHeader header)
    {
        header = new ObjectHeader { Uid = "", ResourceVersion = "" };
        var buffer = new ArrayBufferWriter<byte>(Math.Max(json.Length, 16));
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true });
        var reader = new Utf8JsonReader(json, JsonDepth.AnyOf);
        reader.Read();
        header.CopyObject(ref reader, writer, json);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private void CopyObject(ref Utf8JsonReader reader, Utf8JsonWriter writer, ReadOnlySpan<byte> json)
    {
        Enter(ref reader, writer);
        while (NextName(ref reader))
        {
            var isMetadata = reader.ValueTextEquals("metadata"u8);
            CopyName(ref reader, writer);
            if (isMetadata && reader.TokenType == JsonTokenType.StartObject)
                CopyMetadata(ref reader, writer, json);
            else
                CopyValue(ref reader, writer, json);
        }

        writer.WriteEndObject();
    }

    private void CopyMetadata(ref Utf8JsonReader reader, Utf8JsonWriter writer, ReadOnlySpan<byte> json)
    {
        writer.WriteStartObject();
        while (NextName(ref reader))
        {
            if (reader.ValueTextEquals("managedFields"u8))
            {
                reader.Read();
                if (ManagedFields.LastOfSpec(ref reader) is { } manager)
                    writer.WriteString("specManager"u8, manager);
                continue;
            }

            var name = reader.GetString();
            CopyName(ref reader, writer);
            Note(name, ref reader);
            if (name == "annotations" && reader.TokenType == JsonTokenType.StartObject)
                CopyAnnotations(ref reader, writer, json);
            else
                CopyValue(ref reader, writer, json);
        }

        writer.WriteEndObject();
    }

    private static void CopyAnnotations(ref Utf8JsonReader reader, Utf8JsonWriter writer, ReadOnlySpan<byte> json)
    {
        writer.WriteStartObject();
        while (NextName(ref reader))
        {
            if (reader.ValueTextEquals("kubectl.kubernetes.io/last-applied-configuration"u8))
            {
                reader.Skip();
                continue;
            }

            CopyName(ref reader, writer);
            CopyValue(ref reader, writer, json);
        }

        writer.WriteEndObject();
    }

    private void Note(string? name, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && name == "generation")
            Generation = reader.GetInt64();
        if (reader.TokenType != JsonTokenType.String)
            return;
        switch (name)
        {
            case "name": Name = reader.GetString(); break;
            case "namespace": Namespace = reader.GetString(); break;
            case "uid": Uid = reader.GetString()!; break;
            case "resourceVersion": ResourceVersion = reader.GetString()!; break;
            case "deletionTimestamp": IsDeleting = true; break;
        }
    }

    private static void Enter(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("not an object");
        writer.WriteStartObject();
    }

    private static bool NextName(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private static void CopyName(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        if (reader.ValueIsEscaped)
            writer.WritePropertyName(reader.GetString()!);
        else
            writer.WritePropertyName(reader.ValueSpan);
        reader.Read();
    }

    private static void CopyValue(ref Utf8JsonReader reader, Utf8JsonWriter writer, ReadOnlySpan<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        writer.WriteRawValue(json[start..(int)reader.BytesConsumed], skipInputValidation: true);
    }
}
