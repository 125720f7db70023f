using System.Text;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>
/// What AWS takes, from the service model of sso-admin (2020-07-20). <c>\w</c> is narrowed to ASCII as in Java, in which AWS evaluates its patterns; categories of characters
/// are those of whole characters, not of their UTF-16 halves.
/// </summary>
internal static class SpecTexts
{
    private const string NameCharacters = "letters, digits and _+=,.@-";
    private const string TagCharacters = "letters, digits, spaces and _.:/=+-@";

    /// <summary>PermissionSetName.</summary>
    public static SpecText Name { get; } = new(32, IsOfName, NameCharacters);

    /// <summary>ManagedPolicyName, of a customer-managed policy.</summary>
    public static SpecText PolicyName { get; } = new(128, IsOfName, NameCharacters) { WhenTooShort = "write the policy's name" };

    /// <summary>PermissionSetDescription.</summary>
    public static SpecText Description { get; } = new(
        700, rune => rune.Value is '\t' or '\n' or '\r' or (>= ' ' and <= '~') or (>= 0xA1 and <= 0xFF), "the characters of Latin-1 (U+0020 to U+007E and U+00A1 to U+00FF), tabs and line breaks");

    /// <summary>RelayState.</summary>
    public static SpecText RelayState { get; } = new(
        240, rune => rune.IsAscii && (Rune.IsLetterOrDigit(rune) || "&$@#\\/%?=~-_'\"|!:,.;*+[] (){}".Contains((char)rune.Value)), "an address of ASCII characters without < > ^ and `");

    /// <summary>TagKey.</summary>
    public static SpecText TagKey { get; } = new(128, AwsText.IsOfTags, TagCharacters) { WhenTooShort = "give the tag a key, or remove it" };

    /// <summary>TagValue.</summary>
    public static SpecText TagValue { get; } = new(256, AwsText.IsOfTags, TagCharacters) { MinLength = 0 };

    private static bool IsOfName(Rune rune) => rune.IsAscii && (Rune.IsLetterOrDigit(rune) || "_+=,.@-".Contains((char)rune.Value));
}
