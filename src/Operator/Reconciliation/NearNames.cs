using System.Globalization;
using System.Text;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>
/// Names that exist and that somebody may have meant who wrote one that does not: names of users and groups are compared to the letter here, and neither an eye nor the
/// identity provider always does so. They are told, never acted on.
/// </summary>
public static class NearNames
{
    private const int MaxNames = 3;

    /// <summary>A question that names up to three of them and what is other about them; null where none is near.</summary>
    /// <param name="written">What was written.</param>
    /// <param name="names">What there is.</param>
    public static string? Sentence(string written, IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(written);
        ArgumentNullException.ThrowIfNull(names);
        var near = names.Where(name => name.Length > 0 && name != written).Select(name => (Name: name, Other: Other(written, name))).Where(each => each.Other is not null)
            .OrderBy(each => each.Name, StringComparer.Ordinal).Take(MaxNames).Select(each => $"{Quoted.Text(each.Name)} ({each.Other})").ToList();
        if (near.Count == 0 && Likely.Of(written, names.Where(name => name != written)) is { } meant)
            near = [Quoted.Text(meant)];
        return near.Count == 0 ? null : $"Did you mean {Or(near)}?";
    }

    // What alone is other between two names; null where more is.
    private static string? Other(string written, string name) => 0 switch
    {
        _ when string.Equals(written, name, StringComparison.OrdinalIgnoreCase) => "upper and lower case differ",
        _ when Same(Spaced(written), Spaced(name)) => "white space differs",
        _ when Same(Look(written), Look(name)) => "characters that look alike differ",
        _ when (HasMarks(written) || HasMarks(name)) && Same(Skeleton(Look(written)), Skeleton(Look(name))) => "accents are written in another way",
        _ when Same(Look(Local(written)), Look(Local(name))) && (IsLocal(written) || IsLocal(name)) => "the domain differs",
        _ => null,
    };

    private static bool Same(string one, string other) => one.Length > 0 && string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string Spaced(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    private static string Look(string text) => Spaced(LookAlikes.Plain(text));

    // One letter or a letter and its accent: the operator runs without tables that tell which are the same, so each accented letter stands for any.
    private static string Skeleton(string text)
    {
        var skeleton = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsMark(rune) && skeleton.Length > 0)
                skeleton.Length--;
            skeleton.Append(rune.IsAscii ? (char)rune.Value : '\uFFFC');
        }

        return skeleton.ToString();
    }

    private static bool HasMarks(string text) => text.EnumerateRunes().Any(IsMark);

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark;

    // Names that come from Active Directory carry their domain.
    private static string Local(string text) => text.LastIndexOf('@') is > 0 and var at ? text[..at] : text;

    private static bool IsLocal(string text) => !text.Contains('@', StringComparison.Ordinal);

    private static string Or(List<string> names) => names is [var only] ? only : $"{string.Join(", ", names.SkipLast(1))} or {names[^1]}";
}
