using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>Reads the lines of a watch. Only the object's own bytes are copied, once.</summary>
internal static class WatchStream
{
    private static readonly StreamPipeReaderOptions Pipe = new(bufferSize: 16 * 1024);

    /// <summary>
    /// Events until the stream ends. A connection that breaks ends it quietly, also in the middle of a line: the watch is resumed from the last whole event.
    /// </summary>
    /// <exception cref="HttpIOException">What arrives is not a watch event, or a line is longer than <paramref name="longest"/>.</exception>
    public static async IAsyncEnumerable<WatchEvent> ReadAsync(
        Stream stream, int longest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream, Pipe);
        await using var closing = new Completion(reader);
        long scanned = 0;
        while (await NextAsync(reader, cancellationToken) is { } read)
        {
            var buffer = read.Buffer;
            while (CutLine(ref buffer, ref scanned, out var line))
            {
                if (Parse(line, whole: true) is { } whole)
                    yield return whole;
            }

            if (buffer.Length > longest)
                throw Garbage($"a line of the watch is longer than {longest} bytes");
            if (read.IsCompleted && Parse(buffer, whole: false) is { } last)
                yield return last;
            if (read.IsCompleted)
                yield break;
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>Null when the connection broke.</summary>
    private static async ValueTask<ReadResult?> NextAsync(PipeReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.ReadAsync(cancellationToken);
        }
        catch (Exception e) when (e is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Cuts off the first line; bytes looked at before (<paramref name="scanned"/>) are not looked at again, so that a long line costs linear time.</summary>
    private static bool CutLine(ref ReadOnlySequence<byte> buffer, ref long scanned, out ReadOnlySequence<byte> line)
    {
        line = default;
        if (buffer.Slice(scanned).PositionOf((byte)'\n') is not { } end)
        {
            scanned = buffer.Length;
            return false;
        }

        line = buffer.Slice(0, end);
        buffer = buffer.Slice(buffer.GetPosition(1, end));
        scanned = 0;
        return true;
    }

    /// <summary>Null for an empty line, and for one that was cut short when it need not be whole.</summary>
    private static WatchEvent? Parse(ReadOnlySequence<byte> line, bool whole)
    {
        try
        {
            return Event(line, new Utf8JsonReader(line, isFinalBlock: whole, new JsonReaderState(JsonDepth.AnyOf)));
        }
        catch (JsonException e)
        {
            throw Garbage($"the watch yielded something else than an event ({e.Message}): {Start(line)}", e);
        }
    }

    private static WatchEvent? Event(ReadOnlySequence<byte> line, Utf8JsonReader reader)
    {
        if (IsBlank(line) || !reader.Read())
            return null;
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("not an object");
        (WatchEventType? type, ReadOnlyMemory<byte>? body) = (null, null);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8) && reader.Read())
                type = Type(ref reader);
            else if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("object"u8))
                body = Value(line, ref reader);
            else if (!reader.TrySkip())
                return null;
        }

        if (reader.TokenType != JsonTokenType.EndObject || reader.CurrentDepth != 0)
            return null;
        if (reader.Read())
            throw new JsonException("more than one value in a line");
        return type is { } t && body is { } b ? new WatchEvent(t, b) : throw new JsonException("\"type\" or \"object\" is missing");
    }

    private static WatchEventType Type(ref Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? throw new JsonException("\"type\" is not a string")
        : reader.ValueTextEquals("ADDED"u8) ? WatchEventType.Added
        : reader.ValueTextEquals("MODIFIED"u8) ? WatchEventType.Modified
        : reader.ValueTextEquals("DELETED"u8) ? WatchEventType.Deleted
        : reader.ValueTextEquals("BOOKMARK"u8) ? WatchEventType.Bookmark
        : reader.ValueTextEquals("ERROR"u8) ? WatchEventType.Error
        : throw new JsonException("an unknown type of event");

    private static ReadOnlyMemory<byte>? Value(ReadOnlySequence<byte> line, ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            return null;
        var start = reader.TokenStartIndex;
        if (!reader.TrySkip())
            return null;
        return line.Slice(start, reader.BytesConsumed - start).ToArray();
    }

    private static bool IsBlank(ReadOnlySequence<byte> line) => line.Length < 3 && line.ToArray().All(static b => b is (byte)' ' or (byte)'\r');

    private static string Start(ReadOnlySequence<byte> line) => Encoding.UTF8.GetString(line.Slice(0, Math.Min(line.Length, 100)));

    private static HttpIOException Garbage(string message, Exception? inner = null) => new(HttpRequestError.InvalidResponse, message, inner);

    private sealed class Completion(PipeReader reader) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => reader.CompleteAsync();
    }
}
