using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IdentityCenterOperator.Kubernetes.Events;

/// <summary>Writes events.k8s.io/v1.</summary>
internal static class EventJson
{
    private const int LongestNote = 1024;

    /// <summary>A new event; <paramref name="pretendNamespace"/> gives an object without a namespace the event's.</summary>
    public static ReadOnlyMemory<byte> New(RecordedEvent recorded, EventRecorderOptions options, bool pretendNamespace) => Write(json =>
    {
        var note = recorded.Note;
        json.WriteString("apiVersion"u8, "events.k8s.io/v1");
        json.WriteString("kind"u8, "Event");
        json.WriteStartObject("metadata"u8);
        json.WriteString("name"u8, recorded.Key.Name);
        json.WriteString("namespace"u8, recorded.Key.Namespace);
        json.WriteEndObject();
        json.WriteString("eventTime"u8, MicroTime(recorded.First));
        json.WriteString("reportingController"u8, options.Controller);
        json.WriteString("reportingInstance"u8, Cut(options.Instance, 128));
        json.WriteString("type"u8, note.Type.ToString());
        json.WriteString("reason"u8, Cut(note.Reason, 128));
        json.WriteString("action"u8, Cut(note.Action, 128));
        json.WriteString("note"u8, Cut(note.Note, LongestNote));
        WriteRegarding(json, note, note.Object.Namespace ?? (pretendNamespace ? recorded.Key.Namespace : null));
    });

    /// <summary>A merge patch that counts a repetition.</summary>
    public static ReadOnlyMemory<byte> Series(RecordedEvent recorded) => Write(json =>
    {
        json.WriteStartObject("series"u8);
        json.WriteNumber("count"u8, recorded.Count);
        json.WriteString("lastObservedTime"u8, MicroTime(recorded.Last));
        json.WriteEndObject();
    });

    private static void WriteRegarding(Utf8JsonWriter json, EventNote note, string? @namespace)
    {
        json.WriteStartObject("regarding"u8);
        json.WriteString("apiVersion"u8, note.Regarding.ApiVersion);
        json.WriteString("kind"u8, note.Regarding.Kind);
        json.WriteString("name"u8, note.Object.Name);
        if (@namespace is not null)
            json.WriteString("namespace"u8, @namespace);
        json.WriteString("uid"u8, note.Object.Uid);
        if (note.Object.ResourceVersion is { } version)
            json.WriteString("resourceVersion"u8, version);
        json.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> content)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            content(json);
            json.WriteEndObject();
        }

        return body.ToArray();
    }

    private static string MicroTime(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Cuts to so many bytes of UTF-8 (the API server counts bytes), between characters.</summary>
    private static string Cut(string text, int most)
    {
        if (Encoding.UTF8.GetByteCount(text) <= most)
            return text;
        var bytes = 0;
        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > most - 3)
                break;
            kept.Append(rune);
        }

        return kept.Append('…').ToString();
    }
}
