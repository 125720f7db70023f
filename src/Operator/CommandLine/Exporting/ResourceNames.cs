using System.Text.RegularExpressions;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.CommandLine.Exporting;

/// <summary>Names that Kubernetes takes, made from those that people chose in AWS: the same again each time.</summary>
internal static partial class ResourceNames
{
    private const int Longest = 63;
    private const int HashLength = 6;

    /// <summary>A name in lower case with dashes: <c>AWSReadOnly_Access</c> becomes <c>aws-read-only-access</c>. Different texts may become one.</summary>
    public static string Slug(string text)
    {
        var words = WordStart().Replace(text, "-").ToLowerInvariant();
        var slug = Foreign().Replace(words, "-").Trim('-');
        return slug.Length == 0 ? "unnamed" : slug;
    }

    /// <summary>A name for each of these, no two alike: of several that would have one, each gets a few digits of its own.</summary>
    /// <param name="originals">What is to be named, which tells itself from the others, each with the text to make the name of.</param>
    public static IReadOnlyDictionary<string, string> Unique(IEnumerable<(string Key, string Text)> originals)
    {
        var slugs = originals.Select(original => (original.Key, Slug: Slug(original.Text))).ToList();
        var crowded = slugs.CountBy(each => each.Slug).Where(count => count.Value > 1).Select(count => count.Key).ToHashSet(StringComparer.Ordinal);
        return slugs.ToDictionary(each => each.Key, each => each.Slug.Length > Longest || crowded.Contains(each.Slug) ? Marked(each.Slug, each.Key) : each.Slug);
    }

    private static string Marked(string slug, string key) => $"{slug[..Math.Min(slug.Length, Longest - HashLength - 1)].TrimEnd('-')}-{Fingerprint.Of(key)[..HashLength]}";

    // Between a small letter or a digit and a capital, and before the last capital of several: AWSRead is AWS and Read.
    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")]
    private static partial Regex WordStart();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Foreign();
}
