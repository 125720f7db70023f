using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace IdentityCenterOperator.Kubernetes.Entities;

/// <summary>Times as <c>metav1.Time</c> writes them: RFC 3339 in UTC with whole seconds, for example <c>2026-12-01T00:00:00Z</c>. Reads any ISO 8601 time.</summary>
public sealed class TimeConverter : JsonConverter<DateTimeOffset>
{
    /// <inheritdoc/>
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }
}
