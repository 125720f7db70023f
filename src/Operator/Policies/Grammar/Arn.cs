namespace IdentityCenterOperator.Policies.Grammar;

/// <summary>The parts of an ARN, with wildcards and policy variables as they are ("Amazon Resource Names (ARNs)": arn:partition:service:region:account-id:resource).</summary>
/// <param name="Parts">The first five parts, and all the rest as the sixth; fewer where the ARN has fewer.</param>
internal readonly record struct Arn(IReadOnlyList<string> Parts)
{
    /// <summary>How many parts an ARN has.</summary>
    public const int Count = 6;

    /// <summary>What an ARN begins with.</summary>
    public const string Prefix = "arn:";

    public string Partition => Parts.ElementAtOrDefault(1) ?? "";

    public string Service => Parts.ElementAtOrDefault(2) ?? "";

    public string Region => Parts.ElementAtOrDefault(3) ?? "";

    public string Account => Parts.ElementAtOrDefault(4) ?? "";

    public string Resource => Parts.ElementAtOrDefault(5) ?? "";

    /// <summary>Splits at the colons that are not within a policy variable.</summary>
    public static Arn Of(string text)
    {
        var parts = new List<string>(Count);
        var (begin, inVariable) = (0, false);
        for (var i = 0; i < text.Length && parts.Count < Count - 1; i++)
        {
            inVariable = inVariable ? text[i] != '}' : text[i] == '$' && i + 1 < text.Length && text[i + 1] == '{';
            if (inVariable || text[i] != ':')
                continue;
            parts.Add(text[begin..i]);
            begin = i + 1;
        }

        parts.Add(text[begin..]);
        return new(parts);
    }

    /// <summary>Whether a text has a wildcard.</summary>
    public static bool HasWildcard(string text) => text.AsSpan().IndexOfAny('*', '?') >= 0;
}
