using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>Writes the JSON patches (RFC 6902) that add or remove one finalizer of an object as it was seen. Null when there is nothing to do.</summary>
internal static class FinalizerPatch
{
    private const string Path = "/metadata/finalizers";

    public static ReadOnlyMemory<byte>? Add(ObjectMeta seen, string finalizer)
    {
        var present = seen.Finalizers ?? [];
        if (present.Contains(finalizer))
            return null;
        return Guarded(seen, json => Operation(json, "add", present.Count == 0 ? Path : $"{Path}/-", () =>
        {
            if (present.Count == 0)
                WriteList(json, [finalizer]);
            else
                json.WriteStringValue(finalizer);
        }));
    }

    public static ReadOnlyMemory<byte>? Remove(ObjectMeta seen, string finalizer)
    {
        var place = (seen.Finalizers ?? []).ToList().IndexOf(finalizer);
        if (place < 0)
            return null;
        return Guarded(seen, json => Operation(json, "remove", $"{Path}/{place}", null));
    }

    private static ReadOnlyMemory<byte> Guarded(ObjectMeta seen, Action<Utf8JsonWriter> change)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartArray();
            Operation(json, "test", "/metadata/uid", () => json.WriteStringValue(seen.Uid));
            Guard(json, seen);
            change(json);
            json.WriteEndArray();
        }

        return body.ToArray();
    }

    /// <summary>An absent list cannot be tested by its value; the resource version stands in for it.</summary>
    private static void Guard(Utf8JsonWriter json, ObjectMeta seen)
    {
        if (seen.Finalizers is { Count: > 0 } present)
            Operation(json, "test", Path, () => WriteList(json, present));
        else
            Operation(json, "test", "/metadata/resourceVersion", () => json.WriteStringValue(seen.ResourceVersion));
    }

    private static void Operation(Utf8JsonWriter json, string name, string path, Action? value)
    {
        json.WriteStartObject();
        json.WriteString("op"u8, name);
        json.WriteString("path"u8, path);
        if (value is not null)
        {
            json.WritePropertyName("value"u8);
            value();
        }

        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, IEnumerable<string> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
