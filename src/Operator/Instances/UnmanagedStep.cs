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

    /// <summary>The step in words. Steps with the same words do the same; plan hashes rest on that.</summary>
    public string Summary => this switch
    {
        Revoke s => $"revoke {Quoted.Text(s.PermissionSetName)} ({s.Assignment.PermissionSetArn}) in {s.Assignment.AccountId} from {(s.Assignment.Principal.Kind is PrincipalKind.Group ? "group" : "user")} {s.Assignment.Principal.Id}",
        DeleteSet s => $"delete the permission set {Quoted.Text(s.Name)} ({s.Arn})",
        _ => throw new UnreachableException(),
    };

    /// <summary>DeleteAccountAssignment.</summary>
    /// <param name="Assignment">The assignment.</param>
    /// <param name="PermissionSetName">Name of its permission set.</param>
    public sealed record Revoke(Assignment Assignment, string PermissionSetName) : UnmanagedStep;

    /// <summary>DeletePermissionSet, of one that nobody has.</summary>
    /// <param name="Arn">ARN of the set.</param>
    /// <param name="Name">Its name.</param>
    public sealed record DeleteSet(string Arn, string Name) : UnmanagedStep;
}
