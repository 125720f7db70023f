using System.Text.Json;

namespace IdentityCenterOperator.Kubernetes.Reflectors;

/// <summary>Reads <c>metadata.managedFields</c> in passing. They are skipped token by token anyhow: to learn one name of them on the way costs next to nothing.</summary>
internal static class ManagedFields
{
    /// <summary>
    /// The manager that last changed the spec, as far as managedFields tell: of the entries that hold a part of the spec, the newest one's. Null when there is none.
    /// The reader stands on the value, and then on its last token.
    /// </summary>
    public static string? LastOfSpec(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        var last = default(Entry);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                reader.Skip();
            else if (Entry.Read(ref reader) is { HoldsSpec: true, IsOfSubresource: false } entry && string.CompareOrdinal(entry.Time, last.Time) >= 0)
                last = entry;
        }

        return last.Manager;
    }

    private struct Entry
    {
        public string? Manager;
        public string? Time;
        public bool HoldsSpec;
        public bool IsOfSubresource;

        public static Entry Read(ref Utf8JsonReader reader)
        {
            var entry = default(Entry);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("manager"u8))
                    entry.Manager = Text(ref reader);
                else if (reader.ValueTextEquals("time"u8))
                    entry.Time = Text(ref reader);
                else if (reader.ValueTextEquals("subresource"u8))
                    entry.IsOfSubresource = Text(ref reader) is { Length: > 0 };
                else if (reader.ValueTextEquals("fieldsV1"u8))
                    entry.HoldsSpec = Holds(ref reader, "f:spec"u8);
                else
                    reader.Skip();
            }

            return entry;
        }

        private static string? Text(ref Utf8JsonReader reader)
        {
            reader.Read();
            if (reader.TokenType == JsonTokenType.String)
                return reader.GetString();
            reader.Skip();
            return null;
        }

        private static bool Holds(ref Utf8JsonReader reader, ReadOnlySpan<byte> field)
        {
            var found = false;
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                found |= reader.ValueTextEquals(field);
                reader.Skip();
            }

            return found;
        }
    }
}
