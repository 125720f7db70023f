using System.IO.Enumeration;

namespace LocalIdentityCenter;

/// <summary>Names with <c>*</c> for any characters.</summary>
internal static class Wildcard
{
    public static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false);
}
