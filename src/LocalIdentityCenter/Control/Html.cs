using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace LocalIdentityCenter.Control;

/// <summary>Markup. What is put into it with braces is encoded, unless it is markup itself.</summary>
internal readonly record struct Html(string Text)
{
    public static Html Of(Builder markup) => new(markup.ToString());

    public static Html Join(IEnumerable<Html> parts) => new(string.Concat(parts.Select(p => p.Text)));

    public override string ToString() => Text;

    [InterpolatedStringHandler]
    public readonly ref struct Builder(int literalLength, int formattedCount)
    {
        private readonly StringBuilder text = new(literalLength + (formattedCount * 16));

        public void AppendLiteral(string literal) => text.Append(literal);

        public void AppendFormatted(Html markup) => text.Append(markup.Text);

        public void AppendFormatted(string? value) => text.Append(HtmlEncoder.Default.Encode(value ?? ""));

        public void AppendFormatted(long value) => text.Append(value);

        public override string ToString() => text.ToString();
    }
}
