namespace IdentityCenterOperator.Reconciliation;

/// <summary>Guesses what somebody meant to write. A guess is only ever told, never acted on.</summary>
public static class Likely
{
    // What is longer than any name that is guessed at was not mistyped.
    private const int MaxLength = 80;

    /// <summary>
    /// The one candidate that differs from the value in case or look-alikes alone, or else in the fewest letters left out, added, changed or swapped; null when none is
    /// near, or two are equally near.
    /// </summary>
    /// <param name="value">What was written.</param>
    /// <param name="candidates">What could have been meant.</param>
    public static string? Of(string value, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(candidates);
        if (value.Length is 0 or > MaxLength)
            return null;
        var written = LookAlikes.Plain(value).Trim();
        var (best, distance, isAlone) = ((string?)null, MostEdits(written.Length) + 1, false);
        foreach (var candidate in candidates)
        {
            var edits = string.Equals(candidate, written, StringComparison.OrdinalIgnoreCase) ? 0
                : Math.Abs(candidate.Length - written.Length) > distance ? int.MaxValue
                : Edits(written, candidate);
            if (edits <= distance && edits <= MostEdits(written.Length))
                (best, distance, isAlone) = (candidate, edits, edits < distance || best is null);
        }

        return isAlone ? best : null;
    }

    private static int MostEdits(int length) => length switch
    {
        <= 2 => 0,
        <= 4 => 1,
        <= 8 => 2,
        _ => 3,
    };

    // Optimal string alignment, of which three rows are enough.
    private static int Edits(string from, string to)
    {
        var (before, above, row) = (new int[to.Length + 1], new int[to.Length + 1], new int[to.Length + 1]);
        for (var j = 0; j <= to.Length; j++)
            above[j] = j;
        for (var i = 1; i <= from.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var change = Same(from[i - 1], to[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(above[j] + 1, row[j - 1] + 1), above[j - 1] + change);
                if (i > 1 && j > 1 && Same(from[i - 1], to[j - 2]) && Same(from[i - 2], to[j - 1]))
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }

            (before, above, row) = (above, row, before);
        }

        return above[to.Length];
    }

    private static bool Same(char one, char other) => char.ToLowerInvariant(one) == char.ToLowerInvariant(other);
}
