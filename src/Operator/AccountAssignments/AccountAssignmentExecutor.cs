using System.Diagnostics;
using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// Carries out steps on assignments, one AWS call each, without a decision of its own. AWS works on them afterwards: the request id tells of which operation to await the
/// end. Errors of AWS are thrown as they come.
/// </summary>
internal sealed class AccountAssignmentExecutor(AwsDoor<IAmazonSSOAdmin> door, InstanceLocator instances, AuditNames names)
{
    /// <summary>Carries out one step, and returns the request id of the operation that AWS began.</summary>
    /// <param name="step">The step.</param>
    /// <param name="owner">The object that it is for.</param>
    /// <param name="isDue">Asked right before the request leaves: whether it is to be carried out still.</param>
    /// <param name="cancellationToken">Stops waiting for the request's turn. One that has left is not broken off: nobody would know what became of it.</param>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused.</exception>
    /// <exception cref="InstanceNotFoundException">The permission set is one of another instance; nothing was sent.</exception>
    /// <exception cref="NotDueException">It is not to be carried out any more; nothing was sent.</exception>
    public async Task<string> ExecuteAsync(AccountAssignmentStep step, AuditSubject owner, Func<bool> isDue, CancellationToken cancellationToken)
    {
        var instance = await instances.FindAsync(cancellationToken);
        instance.EnsureHas(step.Assignment.PermissionSetArn);
        var status = step switch
        {
            AccountAssignmentStep.Grant grant => await CreateAsync(instance.Arn, grant, owner, isDue, cancellationToken),
            AccountAssignmentStep.Revoke revoke => await DeleteAsync(instance.Arn, revoke, owner, isDue, cancellationToken),
            _ => throw new UnreachableException(),
        };
        return AwsReply.Required(status?.RequestId, "RequestId");
    }

    private async Task<AccountAssignmentOperationStatus?> CreateAsync(string instanceArn, AccountAssignmentStep.Grant step, AuditSubject owner, Func<bool> isDue, CancellationToken cancellationToken)
    {
        var assignment = step.Assignment;
        var request = new CreateAccountAssignmentRequest
        {
            InstanceArn = instanceArn,
            PermissionSetArn = assignment.PermissionSetArn,
            TargetId = assignment.AccountId,
            TargetType = TargetType.AWS_ACCOUNT,
            PrincipalType = TypeOf(assignment),
            PrincipalId = assignment.Principal.Id,
        };
        return (await door.WriteAsync(
            names.Assignment("CreateAccountAssignment", owner, assignment, isGrant: true, step.PrincipalName),
            isDue,
            (sso, _) => sso.CreateAccountAssignmentAsync(request, CancellationToken.None),
            cancellationToken)).AccountAssignmentCreationStatus;
    }

    private async Task<AccountAssignmentOperationStatus?> DeleteAsync(string instanceArn, AccountAssignmentStep.Revoke step, AuditSubject owner, Func<bool> isDue, CancellationToken cancellationToken)
    {
        var assignment = step.Assignment;
        var request = new DeleteAccountAssignmentRequest
        {
            InstanceArn = instanceArn,
            PermissionSetArn = assignment.PermissionSetArn,
            TargetId = assignment.AccountId,
            TargetType = TargetType.AWS_ACCOUNT,
            PrincipalType = TypeOf(assignment),
            PrincipalId = assignment.Principal.Id,
        };
        return (await door.WriteAsync(
            names.Assignment("DeleteAccountAssignment", owner, assignment, isGrant: false, step.PrincipalName),
            isDue,
            (sso, _) => sso.DeleteAccountAssignmentAsync(request, CancellationToken.None),
            cancellationToken)).AccountAssignmentDeletionStatus;
    }

    private static Amazon.SSOAdmin.PrincipalType TypeOf(Assignment assignment) =>
        assignment.Principal.Kind is PrincipalKind.Group ? Amazon.SSOAdmin.PrincipalType.GROUP : Amazon.SSOAdmin.PrincipalType.USER;
}
