using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using static IdentityCenterOperator.IdentityCenter.AwsReply;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>
/// Reads assignments into the store of facts: by principal where AWS lets the caller, which takes a few calls for a whole organization, by (account, permission set)
/// pair otherwise. Which of the two is found out by the first call. Thread-safe.
/// </summary>
internal sealed class AssignmentReader(AwsDoor<IAmazonSSOAdmin> door, InstanceLocator instances, PermissionSetReader sets, FactStore facts, SteadyClock time)
{
    private const int PageSize = 100;

    private volatile AssignmentAccess access;

    /// <summary>How assignments can be read, as far as it was tried.</summary>
    public AssignmentAccess Access => access;

    /// <summary>Begins anew with another instance, whose caller may be another, too.</summary>
    public void Reset() => access = AssignmentAccess.Unknown;

    /// <summary>Reads who holds a permission set in an account.</summary>
    /// <exception cref="Amazon.Runtime.AmazonServiceException">
    /// AWS refused, or did not find the account: what becomes of assignments in an account that is gone it does not say.
    /// </exception>
    public async Task PairAsync(AssignmentScope.Pair pair, CallPriority priority, CancellationToken cancellationToken)
    {
        var instance = await instances.FindAsync(cancellationToken);
        var readAt = time.GetUtcNow();
        try
        {
            var found = await door.PagesAsync<ListAccountAssignmentsResponse, AccountAssignment>(
                priority,
                "ListAccountAssignments",
                (sso, page, token) => sso.ListAccountAssignmentsAsync(
                    new() { InstanceArn = instance.Arn, AccountId = pair.AccountId, PermissionSetArn = pair.PermissionSetArn, MaxResults = PageSize, NextToken = page }, token),
                answer => (answer.AccountAssignments, answer.NextToken),
                cancellationToken);
            Put(pair, found.Select(row => From(row.AccountId, row.PermissionSetArn, row.PrincipalType, row.PrincipalId)), readAt);
        }
        catch (Exception e) when (AwsFailure.SaysAbsent(e, new Sought.PermissionSet(pair.PermissionSetArn)))
        {
            if (!await sets.IsGoneAsync(instance.Arn, pair.PermissionSetArn, priority, cancellationToken))
                throw;
            // The permission set is gone, and its assignments with it.
            facts.Put(pair.PermissionSetArn, new Fact<PermissionSetFacts>.Absent(readAt));
            facts.PutAssignments(pair, new Fact<IReadOnlySet<Assignment>>.Absent(readAt));
        }
    }

    /// <summary>
    /// Reads what a principal holds. False, and nothing read, where AWS does not let this caller, or does not answer for a principal that is gone although its assignments are
    /// still there: then the pairs tell.
    /// </summary>
    public async Task<bool> TryHolderAsync(Principal principal, CallPriority priority, CancellationToken cancellationToken)
    {
        if (access is AssignmentAccess.ByPair)
        {
            return false;
        }

        try
        {
            await HolderAsync(principal, priority, cancellationToken);
            access = AssignmentAccess.ByPrincipal;
            return true;
        }
        catch (AccessDeniedException e) when (access is AssignmentAccess.Unknown && !AwsFailure.IsOfTheKey(e))
        {
            // AWS answers this call to the management account only.
            access = AssignmentAccess.ByPair;
            return false;
        }
        catch (Exception e) when (AwsFailure.SaysAbsent(e, new Sought.Holder(principal)))
        {
            return false;
        }
    }

    private async Task HolderAsync(Principal principal, CallPriority priority, CancellationToken cancellationToken)
    {
        var instance = await instances.FindAsync(cancellationToken);
        var readAt = time.GetUtcNow();
        var type = principal.Kind is PrincipalKind.Group ? PrincipalType.GROUP : PrincipalType.USER;
        var found = await door.PagesAsync<ListAccountAssignmentsForPrincipalResponse, AccountAssignmentForPrincipal>(
            priority,
            "ListAccountAssignmentsForPrincipal",
            (sso, page, token) => sso.ListAccountAssignmentsForPrincipalAsync(
                new() { InstanceArn = instance.Arn, PrincipalId = principal.Id, PrincipalType = type, MaxResults = PageSize, NextToken = page }, token),
            answer => (answer.AccountAssignments, answer.NextToken),
            cancellationToken);
        // A user's list may also have what the user's groups hold; that is said by the groups' own lists.
        var own = found.Select(row => From(row.AccountId, row.PermissionSetArn, row.PrincipalType, row.PrincipalId)).Where(row => row.Principal == principal);
        Put(new AssignmentScope.Holder(principal), own, readAt);
    }

    private void Put(AssignmentScope scope, IEnumerable<Assignment> assignments, DateTimeOffset readAt) =>
        facts.PutAssignments(scope, new Fact<IReadOnlySet<Assignment>>.Present(assignments.ToHashSet(), readAt));

    private static Assignment From(string? account, string? permissionSet, PrincipalType? type, string? id) => new(
        Required(account, "AccountId"),
        Required(permissionSet, "PermissionSetArn"),
        new(Required(type, "PrincipalType") == PrincipalType.GROUP ? PrincipalKind.Group : PrincipalKind.User, Required(id, "PrincipalId")));
}
