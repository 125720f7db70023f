using System.Text.Json;
using System.Text.Json.Serialization;

namespace LocalIdentityCenter.Seeding;

/// <summary>Durations as people write them: <c>250ms</c>, <c>2s</c>, <c>5m</c>, <c>1h</c>.</summary>
internal sealed class DurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? TimeSpan.FromSeconds(reader.GetDouble())
        : Durations.TryParse(reader.GetString()!, out var duration) ? duration
        : throw new JsonException($"'{reader.GetString()}' is not a duration such as 250ms, 2s or 5m");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(Durations.Format(value));
}
