using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>One AWS call on one assignment, named by what it does to it.</summary>
/// <param name="Assignment">Which one.</param>
internal abstract record AccountAssignmentStep(Assignment Assignment)
{
    /// <summary>Name of the principal, where it is known; for people only.</summary>
    public string? PrincipalName { get; init; }

    /// <summary>Name of the permission set, where it is known; for people only.</summary>
    public string? SetName { get; init; }

    /// <summary>Name of the account, where it is known; for people only.</summary>
    public string? AccountName { get; init; }

    /// <summary>The step in words.</summary>
    public string Summary => this is Grant ? $"assign {Words}" : $"revoke {Set} from {Holder} in {Where}";

    /// <summary>What is assigned to whom and where, in words.</summary>
    public string Words => $"{Set} to {Holder} in {Where}";

    /// <summary>The principal in words: group or user, by name where it is known, else by id.</summary>
    public string Holder => Named.Principal(PrincipalType.Word(Assignment.Principal.Kind), Assignment.Principal.Id, PrincipalName);

    /// <summary>The permission set in words: by name where it is known, else by the id alone, since instance and partition are the same for all.</summary>
    public string Set => SetName ?? Assignment.PermissionSetArn[(Assignment.PermissionSetArn.LastIndexOf('/') + 1)..];

    /// <summary>The account in words: by name with the id behind it, where it is known.</summary>
    public string Where => Named.Account(Assignment.AccountId, AccountName);

    /// <summary>CreateAccountAssignment; AWS works on it afterwards. Repeating it is harmless.</summary>
    /// <param name="Assignment">Which one.</param>
    public sealed record Grant(Assignment Assignment) : AccountAssignmentStep(Assignment);

    /// <summary>DeleteAccountAssignment; AWS works on it afterwards. Repeating it is harmless.</summary>
    /// <param name="Assignment">Which one.</param>
    public sealed record Revoke(Assignment Assignment) : AccountAssignmentStep(Assignment)
    {
        /// <summary>Why it is wanted no longer.</summary>
        public RevocationReason Reason { get; init; }
    }
}
