using System.Buffers;
using System.Globalization;

namespace IdentityCenterOperator.Kubernetes.Metrics;

/// <summary>
/// The labels of one series as Prometheus' text format shows them, written into memory of the caller, and into a rented array where that is too short:
/// values that are text, numbers or members of enumerations cost no allocation. <see cref="Return"/> ends its use.
/// </summary>
/// <param name="memory">Where to begin to write.</param>
internal ref struct LabelText(Span<char> memory)
{
    private static readonly SearchValues<char> Special = SearchValues.Create('\\', '\n', '"');

    private Span<char> _memory = memory;
    private char[]? _rented;
    private int _length;

    /// <summary>What was written so far.</summary>
    public readonly ReadOnlySpan<char> Text => _memory[.._length];

    /// <summary>Adds one label.</summary>
    public void Add(string name, object? value)
    {
        if (_length > 0)
            Append(",");
        Append(name);
        Append("=\"");
        if (value is ISpanFormattable formattable)
            AppendFormatted(formattable);
        else
            AppendEscaped(Convert.ToString(value, CultureInfo.InvariantCulture));
        Append("\"");
    }

    /// <summary>Gives the array back, if there is one; the text is not to be read any more.</summary>
    public void Return()
    {
        if (_rented is { } rented)
            ArrayPool<char>.Shared.Return(rented);
        this = default;
    }

    private void AppendFormatted(ISpanFormattable value)
    {
        int written;
        while (!value.TryFormat(_memory[_length..], out written, default, CultureInfo.InvariantCulture))
            Grow(_memory.Length + 1);
        if (_memory.Slice(_length, written).ContainsAny(Special))
            AppendEscaped(_memory.Slice(_length, written).ToString());
        else
            _length += written;
    }

    private void AppendEscaped(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Special) is >= 0 and var at)
        {
            Append(text[..at]);
            Append(text[at] switch { '\\' => "\\\\", '\n' => "\\n", _ => "\\\"" });
            text = text[(at + 1)..];
        }

        Append(text);
    }

    private void Append(ReadOnlySpan<char> text)
    {
        if (_length + text.Length > _memory.Length)
            Grow(_length + text.Length);
        text.CopyTo(_memory[_length..]);
        _length += text.Length;
    }

    private void Grow(int atLeast)
    {
        var larger = ArrayPool<char>.Shared.Rent(Math.Max(atLeast, 2 * _memory.Length));
        Text.CopyTo(larger);
        if (_rented is { } outgrown)
            ArrayPool<char>.Shared.Return(outgrown);
        _memory = _rented = larger;
    }
}
