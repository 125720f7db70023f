namespace IdentityCenterOperator.Reconciliation;

/// <summary>A rule that a spec breaks.</summary>
/// <param name="Field">Path of the field, for example <c>spec.sessionDuration</c>.</param>
/// <param name="Sentence">Field, value, rule and remedy, safe to show.</param>
public sealed record SpecError(string Field, string Sentence)
{
    private const int MaxSentences = 3;

    /// <summary>A value that breaks a rule.</summary>
    /// <param name="field">Path of the field.</param>
    /// <param name="value">The value as written; it is shown escaped and cut.</param>
    /// <param name="remedy">What it must be and what to write.</param>
    public static SpecError Of(string field, string value, string remedy) => new(field, $"{field} is {Quoted.Text(value)}: {remedy}.");

    /// <summary>The message of a condition: the first few sentences.</summary>
    public static string Message(IReadOnlyCollection<SpecError> errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var more = errors.Count > MaxSentences ? $" And {errors.Count - MaxSentences} more." : "";
        return string.Join(' ', errors.Take(MaxSentences).Select(error => error.Sentence)) + more;
    }
}
