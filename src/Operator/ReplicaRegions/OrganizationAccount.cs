using Amazon.Organizations;
using Amazon.Organizations.Model;
using Amazon.Runtime;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>Finds the organization's management account, which never changes; asked for until it is known.</summary>
internal sealed class OrganizationAccount(AwsDoor<IAmazonOrganizations> door)
{
    private volatile ManagementAccount.Known? _known;

    /// <summary>The account, or why it cannot be told. What fails here holds nothing up.</summary>
    public async Task<ManagementAccount> FindAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known)
            return known;
        try
        {
            return await ReadAsync(cancellationToken);
        }
        catch (AWSOrganizationsNotInUseException)
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

    private async Task<ManagementAccount> ReadAsync(CancellationToken cancellationToken)
    {
        var answer = await door.ReadAsync(
            CallPriority.Edit, "DescribeOrganization", (organizations, token) => organizations.DescribeOrganizationAsync(new(), token), cancellationToken);
        return _known = new(AwsReply.Required(answer.Organization?.MasterAccountId, "Organization.MasterAccountId"));
    }
}
