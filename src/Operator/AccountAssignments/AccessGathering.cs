using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Brings into memory what must be known of AWS to tell what an object asks for: the permission set's ARN, the organization, the principals.</summary>
internal sealed class AccessGathering(FactStore facts, FactReader reader, OrganizationDirectory organization, PrincipalDirectory directory)
{
    /// <summary>Has the sweep look for it, however long that takes; makes no call.</summary>
    public void LeaveToSweep(AccountAssignment assignment)
    {
        organization.Want(Targets.Needs(assignment.Spec.Targets));
        foreach (var reference in assignment.Spec.Principals)
        {
            if (Principals.NameIn(reference) is { } name)
                directory.Known(name);
            else if (Principals.IdIn(reference) is { } id)
                directory.Known(id);
        }
    }

    /// <summary>Reads what is not known.</summary>
    /// <param name="assignment">The object.</param>
    /// <param name="status">Its status, with the principals as they were found before.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">AWS refused; what was known stays.</exception>
    public async Task GatherAsync(AccountAssignment assignment, AccountAssignmentStatus status, CancellationToken cancellationToken)
    {
        if (assignment.Spec.PermissionSetName is { } name && facts.ArnOf(name) is null)
            await reader.NamesAsync(DateTimeOffset.MinValue, cancellationToken);
        await organization.GetAsync(Targets.Needs(assignment.Spec.Targets), cancellationToken);
        await Task.WhenAll(assignment.Spec.Principals.Select(reference => FindAsync(reference, status.Principals ?? [], cancellationToken)));
    }

    private async Task FindAsync(PrincipalReference reference, IReadOnlyList<ResolvedPrincipal> recorded, CancellationToken cancellationToken)
    {
        if (Principals.IdIn(reference) is { } id)
            await directory.ExistsAsync(id, cancellationToken);
        // Under that name there is nobody: whether the one it named before is still there decides what becomes of what it holds.
        else if (Principals.NameIn(reference) is { } name && await directory.FindAsync(name, cancellationToken) is Fact<string>.Absent && Principals.Recorded(name, recorded) is { } before)
            await directory.ExistsAsync(before, cancellationToken);
    }
}
