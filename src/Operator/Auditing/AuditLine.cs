using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IdentityCenterOperator.Auditing;

/// <summary>Writes one audit line: JSON in ASCII alone, so that nothing in a name or in AWS's words can begin another line or reach a terminal.</summary>
internal static class AuditLine
{
    /// <summary>Most characters of a value.</summary>
    public const int LongestValue = 2048;

    /// <summary>Most parts that are told one by one.</summary>
    public const int MostParts = 64;

    /// <summary>The line, without its end.</summary>
    public static string Of(AuditedWrite write, AuditOutcome outcome, DateTimeOffset sentAt)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("time"u8, sentAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            json.WriteString("operation"u8, write.Operation);
            Write(json, outcome);
            Write(json, write.Subject);
            WriteTarget(json, write);
            Write(json, write.Parts);
            json.WriteEndObject();
        }

        return Encoding.ASCII.GetString(body.GetBuffer(), 0, (int)body.Length);
    }

    private static void Write(Utf8JsonWriter json, AuditOutcome outcome)
    {
        json.WriteString("outcome"u8, outcome.Word);
        Write(json, "requestId", outcome.RequestId);
        if (outcome.Code is null && outcome.Message is null)
            return;
        json.WriteStartObject("error"u8);
        Write(json, "code", outcome.Code);
        Write(json, "message", outcome.Message);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, AuditSubject subject)
    {
        json.WriteStartObject("resource"u8);
        json.WriteString("kind"u8, subject.Kind);
        Write(json, "namespace", subject.Key.Namespace);
        Write(json, "name", subject.Key.Name);
        Write(json, "uid", subject.Uid);
        json.WriteNumber("generation"u8, subject.Generation);
        Write(json, "fieldManager", subject.Manager);
        json.WriteEndObject();
    }

    private static void WriteTarget(Utf8JsonWriter json, AuditedWrite write)
    {
        Write(json, "permissionSet", write.PermissionSet, null);
        Write(json, "account", write.Account, null);
        Write(json, "principal", write.Principal, write.PrincipalType);
    }

    private static void Write(Utf8JsonWriter json, string name, AuditName? target, string? type)
    {
        if (target is null)
            return;
        json.WriteStartObject(name);
        Write(json, "type", type);
        Write(json, "id", target.Id);
        Write(json, "name", target.Name);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<AuditPart> parts)
    {
        json.WriteStartArray("changes"u8);
        foreach (var part in parts.Take(MostParts))
        {
            json.WriteStartObject();
            Write(json, "path", part.Path);
            Write(json, "before", part.Before);
            Write(json, "after", part.After);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (parts.Count > MostParts)
            json.WriteNumber("changesLeftOut"u8, parts.Count - MostParts);
    }

    private static void Write(Utf8JsonWriter json, string name, AuditValue? value)
    {
        if (value?.Sha256 is null)
        {
            Write(json, name, value?.Text);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("sha256"u8, value.Sha256);
        Write(json, "text", value.Text);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text.Length <= LongestValue ? text : $"{text.AsSpan(0, LongestValue)}… ({text.Length} characters)");
    }
}
