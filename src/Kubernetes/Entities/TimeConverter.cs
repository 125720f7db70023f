using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdentityCenterOperator.Kubernetes.Entities;

/// <summary>
/// Times as <c>metav1.Time</c> writes them: RFC 3339 in UTC with whole seconds, for example <c>2026-12-01T00:00:00Z</c>. Reads whatever an API server takes for a time
/// (<see cref="Rfc3339"/>).
/// </summary>
public sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    /// <exception cref="JsonException">The value is no time.</exception>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Rfc3339.TryParse(reader.GetString(), out var time)
            ? time
            : throw new JsonException("The value must be a time in the form of RFC 3339, for example 2026-12-01T00:00:00Z.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }
}
