using Amazon.Runtime;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>Tells the organization's management account, or why it cannot be told.</summary>
internal sealed class OrganizationAccount(OrganizationReader organization)
{
    /// <summary>The account, or why it cannot be told. What fails here holds nothing up.</summary>
    public async Task<ManagementAccount> FindAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new ManagementAccount.Known(await organization.ManagementAccountAsync(CallPriority.Edit, cancellationToken));
        }
        catch (Exception e) when (AwsFailure.SaysAbsent(e, new Sought.Organization()))
        {
            return new ManagementAccount.None();
        }
        catch (Exception e) when (AwsFailure.IsOfTheCall(e, cancellationToken))
        {
            return new ManagementAccount.Unknown($"Whether it is an organization instance is not known: organizations:DescribeOrganization failed ({Word(e)}).");
        }
    }

    // Without AWS's request id, which is another one each time.
    private static string Word(Exception e) => e is AmazonServiceException { ErrorCode: { Length: > 0 } code } ? code : e.GetType().Name;
}
