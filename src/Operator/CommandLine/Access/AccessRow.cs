using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.CommandLine.Access;

/// <summary>One assignment in words.</summary>
/// <param name="Assignment">The assignment.</param>
/// <param name="Set">Name of the permission set.</param>
/// <param name="Name">Name of the principal; null for one that is gone, empty for one without a name.</param>
/// <param name="GrantedBy">The resources that grant it; null for none, or where nobody was asked.</param>
internal sealed record AccessRow(Assignment Assignment, string Set, string? Name, string? GrantedBy)
{
    /// <summary>Whether it is a user who cannot sign in.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>The principal by name, else by id.</summary>
    public string Holder => Name is null ? $"{Assignment.Principal.Id} (does not exist any more)" : Words(Assignment.Principal, Name, IsDisabled);

    /// <summary>A principal that exists, in words.</summary>
    public static string Words(Principal principal, string? name, bool isDisabled) => (name is { Length: > 0 } ? name : principal.Id) + (isDisabled ? " (disabled)" : "");
}
