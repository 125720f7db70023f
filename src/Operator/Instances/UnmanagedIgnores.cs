using System.Text.RegularExpressions;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.Instances;

/// <summary>The permission sets that are left alone, and their assignments with them.</summary>
internal static class UnmanagedIgnores
{
    /// <summary>Whether any entry names the set.</summary>
    public static bool Match(IReadOnlyList<UnmanagedIgnore>? entries, PermissionSetFacts set) => entries?.Any(entry => Match(entry, set)) == true;

    private static bool Match(UnmanagedIgnore entry, PermissionSetFacts set) => entry switch
    {
        { PermissionSetName: { } pattern } => Matches(pattern, set.Name),
        { Tag: { Count: > 0 } tags } => tags.All(tag => set.Tags.TryGetValue(tag.Key, out var value) && value == tag.Value),
        _ => false,
    };

    // Names of permission sets are case-sensitive.
    private static bool Matches(string pattern, string name) => Regex.IsMatch(name, $"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal)}$", RegexOptions.NonBacktracking);
}
