using System.Text.RegularExpressions;

namespace IdentityCenterOperator.CommandLine.Access;

/// <summary>Ids as AWS writes them.</summary>
internal static partial class Ids
{
    /// <summary>Whether a text is the id of a user or a group.</summary>
    public static bool IsPrincipal(string text) => PrincipalId().IsMatch(text);

    [GeneratedRegex(@"\A([0-9a-f]{10}-)?[A-Fa-f0-9]{8}(-[A-Fa-f0-9]{4}){3}-[A-Fa-f0-9]{12}\z")]
    private static partial Regex PrincipalId();
}
