namespace IdentityCenterOperator.Reconciliation;

/// <summary>Puts words of others between sentences of ours.</summary>
internal static class Sentences
{
    /// <summary>The text with a full stop, unless it ends by itself.</summary>
    public static string Ended(string text)
    {
        var trimmed = text.TrimEnd();
        return trimmed.Length == 0 || trimmed[^1] is '.' or '?' or '!' or '…' ? trimmed : $"{trimmed}.";
    }

    /// <summary>Several lines as one.</summary>
    public static string OneLine(string text) => string.Join(' ', text.Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
