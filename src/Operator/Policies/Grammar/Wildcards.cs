namespace IdentityCenterOperator.Policies.Grammar;

/// <summary>IAM's wildcards: <c>*</c> for any characters, <c>?</c> for one.</summary>
internal static class Wildcards
{
    /// <summary>Whether a pattern matches a text, without regard to case. Its time grows with the product of both lengths at most.</summary>
    public static bool Match(string pattern, string text)
    {
        var (p, t, star, retry) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
                (star, retry) = (p++, t);
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToLowerInvariant(pattern[p]) == char.ToLowerInvariant(text[t])))
                (p, t) = (p + 1, t + 1);
            else if (star >= 0)
                (p, t) = (star + 1, ++retry);
            else
                return false;
        }

        return pattern.AsSpan(p).Trim('*').IsEmpty;
    }
}
