namespace IdentityCenterOperator.CommandLine;

/// <summary>Colours words, or leaves them as they are.</summary>
/// <param name="HasColours">Whether to colour.</param>
internal readonly record struct Paint(bool HasColours)
{
    /// <summary>What is there or comes: green.</summary>
    public string Good(string text) => With(32, text);

    /// <summary>What changes or waits: yellow.</summary>
    public string Attention(string text) => With(33, text);

    /// <summary>What goes or is wrong: red.</summary>
    public string Bad(string text) => With(31, text);

    /// <summary>Headings: bold.</summary>
    public string Strong(string text) => With(1, text);

    private string With(int code, string text) => HasColours && text.Length > 0 ? $"\e[{code}m{text}\e[0m" : text;
}
