using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>The kinds of principals as AWS and status write them.</summary>
internal static class PrincipalType
{
    private const string Group = "GROUP";
    private const string User = "USER";

    /// <summary>GROUP or USER.</summary>
    public static string Of(PrincipalKind kind) => kind is PrincipalKind.Group ? Group : User;

    /// <summary>The kind that is written as GROUP or USER; the schema of status lets nothing else in.</summary>
    public static PrincipalKind KindOf(string type) => type is Group ? PrincipalKind.Group : PrincipalKind.User;

    /// <summary>For sentences: group or user.</summary>
    public static string Word(PrincipalKind kind) => kind is PrincipalKind.Group ? "group" : "user";
}
