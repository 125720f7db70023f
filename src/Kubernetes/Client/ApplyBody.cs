using System.Buffers;
using System.Globalization;
using System.Text;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>
/// JSON as API servers read it under the type of server-side apply, which is YAML: there, a character beyond U+FFFF must not be written as the two halves that JSON has for it
/// (<c>\uD83D\uDE80</c>), and each API server takes it as it is.
/// </summary>
internal static class ApplyBody
{
    private const int EscapeLength = 6;

    /// <summary>The same document, with such characters as they are.</summary>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> json)
    {
        var text = json.Span;
        if (text.IndexOf("\\u"u8) < 0)
            return json;
        var body = new ArrayBufferWriter<byte>(text.Length);
        Span<byte> encoded = stackalloc byte[4];
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOf((byte)'\\');
            body.Write(next < 0 ? text[at..] : text.Slice(at, next));
            at = next < 0 ? text.Length : at + next;
            if (at == text.Length)
                break;
            // An escape is copied whole: what follows a backslash that is escaped itself is no escape.
            if (Pair(text[at..]) is { } rune)
                body.Write(encoded[..rune.EncodeToUtf8(encoded)]);
            else
                body.Write(text.Slice(at, 2));
            at += Pair(text[at..]) is null ? 2 : 2 * EscapeLength;
        }

        return body.WrittenMemory;
    }

    private static Rune? Pair(ReadOnlySpan<byte> text) =>
        Half(text) is { } high && Half(text[EscapeLength..]) is { } low && Rune.TryCreate(high, low, out var rune) ? rune : null;

    private static char? Half(ReadOnlySpan<byte> text) =>
        text.Length >= EscapeLength && text.StartsWith("\\u"u8) && ushort.TryParse(text[2..EscapeLength], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var half) ? (char)half : null;
}
