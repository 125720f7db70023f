namespace LocalIdentityCenter.State;

/// <summary>One principal holds one permission set in one account.</summary>
/// <param name="AccountId">Twelve digits.</param>
/// <param name="PermissionSetId"><c>ps-…</c>.</param>
/// <param name="Principal">Who.</param>
internal readonly record struct Assignment(string AccountId, string PermissionSetId, Principal Principal)
{
    public static Assignment Parse(string text) => text.Split(' ') is [var account, var set, var type, var id]
        ? new(account, set, new(Enum.Parse<PrincipalType>(type), id))
        : throw new FormatException($"'{text}' is not an assignment: account, permission set, principal type, principal id");

    public override string ToString() => $"{AccountId} {PermissionSetId} {Principal}";
}
