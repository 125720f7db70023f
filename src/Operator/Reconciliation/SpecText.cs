using System.Text;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>The rule of a text: how long it may be and which characters it may have.</summary>
/// <param name="MaxLength">Most characters.</param>
/// <param name="Allowed">The characters.</param>
/// <param name="Characters">The characters in words, as what goes on from "use".</param>
public sealed record SpecText(int MaxLength, Func<Rune, bool> Allowed, string Characters)
{
    /// <summary>Least characters.</summary>
    public int MinLength { get; init; } = 1;

    /// <summary>What to do about a text that is too short.</summary>
    public string WhenTooShort { get; init; } = "write it, or leave the field out";

    /// <summary>The first way in which a value breaks the rule; null where it keeps it.</summary>
    /// <param name="field">Path of the field.</param>
    /// <param name="value">The value.</param>
    /// <param name="remedy">What else to do about a text that is too long or has other characters; null for nothing.</param>
    public SpecError? Fault(string field, string value, string? remedy = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        var also = remedy is null ? "" : $"; {remedy}";
        // A text has at most as many characters as UTF-16 units: what is far too long is not counted further.
        var length = value.Length > 2 * MaxLength ? value.Length : value.EnumerateRunes().Count();
        if (length < MinLength)
            return SpecError.Of(field, value, $"must have at least {MinLength} character{(MinLength == 1 ? "" : "s")}; {WhenTooShort}");
        if (length > MaxLength)
            return SpecError.Of(field, value, $"has {length:N0} characters and AWS takes at most {MaxLength:N0}; {remedy ?? "shorten it"}");
        if (LookAlikes.FirstNot(value, Allowed) is not var (character, position))
            return null;
        var meant = Meant(value) is { } plain ? $"; did you mean {Quoted.Text(plain)}?" : "";
        return new(field, $"{field} is {Quoted.Text(value)}: character {position} is none that AWS takes there, {LookAlikes.Describe(character)}; use {Characters}{also}{meant}{(meant.Length == 0 ? "." : "")}");
    }

    private string? Meant(string value) =>
        LookAlikes.Plain(value).Trim() is var plain && plain != value && plain.Length >= MinLength && LookAlikes.FirstNot(plain, Allowed) is null ? plain : null;
}
