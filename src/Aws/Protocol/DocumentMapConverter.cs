using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Runtime.Documents;

namespace Amazon.Protocol;

/// <summary>A member that holds named JSON values.</summary>
internal sealed class DocumentMapConverter : JsonConverter<Dictionary<string, Document>>
{
    readonly DocumentConverter document = new();

    public override Dictionary<string, Document> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        document.Read(ref reader, typeof(Document), options).AsDictionary();

    public override void Write(Utf8JsonWriter writer, Dictionary<string, Document> value, JsonSerializerOptions options) =>
        document.Write(writer, new Document(value), options);
}
