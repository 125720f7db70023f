using System.Diagnostics;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Instances;

/// <summary>One thing in AWS that nobody declared is taken away.</summary>
internal abstract record UnmanagedStep
{
    private UnmanagedStep()
    {
    }

    /// <summary>The step in words, by names; without a name, by ids.</summary>
    public string Summary => this is Revoke s
        ? $"revoke {Quoted.Text(s.PermissionSetName)} from {Named.Principal(PrincipalWord(s), s.Assignment.Principal.Id, s.PrincipalName)} in {Named.Account(s.Assignment.AccountId, s.AccountName)}"
        : Identity;

    /// <summary>What the step is, by ids. Plan hashes rest on it: names come and go.</summary>
    public string Identity => this switch
    {
        Revoke s => $"revoke {Quoted.Text(s.PermissionSetName)} ({s.Assignment.PermissionSetArn}) in {s.Assignment.AccountId} from {PrincipalWord(s)} {s.Assignment.Principal.Id}",
        DeleteSet s => $"delete the permission set {Quoted.Text(s.Name)} ({s.Arn})",
        _ => throw new UnreachableException(),
    };

    private static string PrincipalWord(Revoke step) => step.Assignment.Principal.Kind is PrincipalKind.Group ? "group" : "user";

    /// <summary>DeleteAccountAssignment. Which names are known of it makes no other step.</summary>
    /// <param name="Assignment">The assignment.</param>
    /// <param name="PermissionSetName">Name of its permission set.</param>
    public sealed record Revoke(Assignment Assignment, string PermissionSetName) : UnmanagedStep
    {
        /// <summary>Name of the account, where it is known; for people only.</summary>
        public string? AccountName { get; init; }

        /// <summary>Name of the principal, where it is known; for people only.</summary>
        public string? PrincipalName { get; init; }

        /// <inheritdoc/>
        public bool Equals(Revoke? other) => other is not null && Assignment == other.Assignment && PermissionSetName == other.PermissionSetName;

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Assignment, PermissionSetName);
    }

    /// <summary>DeletePermissionSet, of one that nobody has.</summary>
    /// <param name="Arn">ARN of the set.</param>
    /// <param name="Name">Its name.</param>
    public sealed record DeleteSet(string Arn, string Name) : UnmanagedStep;
}
