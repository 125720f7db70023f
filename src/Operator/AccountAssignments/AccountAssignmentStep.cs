using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>One AWS call on one assignment, named by what it does to it.</summary>
/// <param name="Assignment">Which one.</param>
internal abstract record AccountAssignmentStep(Assignment Assignment)
{
    /// <summary>Name of the principal, where it is known; for people only.</summary>
    public string? PrincipalName { get; init; }

    /// <summary>The step in words.</summary>
    public string Summary => this is Grant ? $"assign {Words}" : $"revoke {Words}";

    /// <summary>The principal in words: group or user, by name where it is known, else by id.</summary>
    public string Holder => $"{PrincipalType.Word(Assignment.Principal.Kind)} {(PrincipalName is { } name ? Quoted.Text(name) : Assignment.Principal.Id)}";

    private string Words => $"{ShortArn} in account {Assignment.AccountId}: {Holder}";

    // The id alone: instance and partition are the same for all.
    private string ShortArn => Assignment.PermissionSetArn[(Assignment.PermissionSetArn.LastIndexOf('/') + 1)..];

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
