using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Protocol;

/// <summary>A moment as seconds since 1970, to the millisecond; ISO 8601 strings are read too. Always UTC.</summary>
internal sealed class EpochSecondsConverter : JsonConverter<DateTime>
{
    // Some 1,900 years from 1970, in either direction: all that DateTime can say.
    private const double Furthest = 6e10;

    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? FromEpoch(reader.GetDouble()) : Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(new DateTimeOffset(value.ToUniversalTime()).ToUnixTimeMilliseconds() / 1000m);

    // A double holds today's seconds to the microsecond; what is finer is noise of the notation.
    private static DateTime FromEpoch(double seconds) => Math.Abs(seconds) <= Furthest
        ? DateTime.UnixEpoch.AddTicks((long)Math.Round(seconds * 1e6) * TimeSpan.TicksPerMicrosecond)
        : throw new JsonException("a number of seconds that is no moment");

    private static DateTime Parse(string text) =>
        DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var moment)
            ? moment
            : throw new JsonException($"\"{text}\" is not a moment");
}
