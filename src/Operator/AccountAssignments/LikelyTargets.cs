using System.Globalization;
using System.Text;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// Says what a target that does not exist may mean: a name with other characters that look the same, stray slashes in a path, the root. It is only told: who gets access where
/// is never guessed.
/// </summary>
internal static class LikelyTargets
{
    private const char Accented = '\uFFFD';

    private const string Root = "the root of the organization is no organizational unit: write allAccounts: true for all accounts, or name the units below it";

    /// <summary>What may be meant by the name of an account; null when nobody can say.</summary>
    public static string? OfAccount(string name, OrganizationSnapshot organization)
    {
        var names = organization.Accounts.Values.Select(account => account.Name).Distinct().ToList();
        return Meant(name, names, Plain) ?? Near(name, names);
    }

    /// <summary>What may be meant by the path of a unit; null when nobody can say.</summary>
    public static string? OfPath(string path, OrganizationSnapshot organization)
    {
        var paths = organization.Units!.Values.Select(unit => unit.Path).Distinct().ToList();
        var plain = PlainPath(path);
        if (plain.Length == 0 || plain == "ROOT")
            return Root;
        return Meant(path, paths, PlainPath) ?? (plain.StartsWith("ROOT/", StringComparison.Ordinal) ? Meant(path, paths, PlainPath, plain["ROOT/".Length..]) : null) ?? Near(path, paths);
    }

    private static string? Meant(string written, IEnumerable<string> candidates, Func<string, string> plain, string? readAs = null) =>
        candidates.Where(candidate => plain(candidate) == (readAs ?? plain(written))).ToList() is [var meant] ? $"did you mean {Quoted.Text(meant)}?{Difference(written, meant)}" : null;

    private static string? Near(string written, IEnumerable<string> candidates) => Likely.Of(written, candidates) is { } meant ? $"did you mean {Quoted.Text(meant)}?" : null;

    // As people read it: whatever the accents are made of, without what nobody sees, one space for many, whatever the case.
    private static string Plain(string text) =>
        string.Join(' ', LookAlikes.Plain(Folded(text)).Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();

    // A letter with an accent is one character or several, and which of them depends on the keyboard: each counts as the same unknown letter here. (Without ICU, .NET composes nothing.)
    private static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark && folded.Length > 0)
                folded[^1] = Accented;
            else if (rune.Value is (>= 0xC0 and <= 0x24F) or (>= 0x1E00 and <= 0x1EFF))
                folded.Append(Accented);
            else
                folded.Append(rune.ToString());
        }

        return folded.ToString();
    }

    private static string PlainPath(string path) => string.Join('/', path.Split('/').Select(Plain).Where(part => part.Length > 0));

    // Names that look alike are of no help unless it is said where they differ.
    private static string Difference(string written, string meant)
    {
        if (Plain(written) != Plain(meant) || string.Equals(written, meant, StringComparison.OrdinalIgnoreCase))
            return "";
        var (here, there) = (written.EnumerateRunes().ToList(), meant.EnumerateRunes().ToList());
        var at = here.Zip(there).TakeWhile(pair => pair.First == pair.Second).Count();
        return $" Character {at + 1} is {At(here, at)} here and {At(there, at)} in AWS";
    }

    private static string At(List<Rune> text, int index) => index < text.Count ? LookAlikes.Describe(text[index]) : "none";
}
