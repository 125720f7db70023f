using Amazon.Organizations;
using Amazon.Organizations.Model;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Who administers the organization, as far as the caller may know.</summary>
/// <param name="HasOrganization">Whether the caller's account is in an organization; null where AWS does not let the caller know.</param>
/// <param name="ManagementAccountId">The management account; null where AWS does not let the caller know.</param>
/// <param name="DelegatedAdministrator">The account that Identity Center is delegated to; null where there is none, or AWS does not let the caller know.</param>
internal sealed record AdministrationFacts(bool? HasOrganization, string? ManagementAccountId, string? DelegatedAdministrator);

/// <summary>Reads which account manages the organization and to which one Identity Center is delegated: two calls, later one. What the caller may not know stays unknown.</summary>
internal sealed class AdministrationReader(AwsDoor<IAmazonOrganizations> door, OrganizationReader organization, FactStore facts, SteadyClock time)
{
    private const string ServicePrincipal = "sso.amazonaws.com";
    private const int PageSize = 20;

    /// <summary>Reads.</summary>
    public async Task ReadAsync(string instanceArn, CallPriority priority, CancellationToken cancellationToken)
    {
        var readAt = time.GetUtcNow();
        facts.Administration.Put(instanceArn, new Fact<AdministrationFacts>.Present(await AdministrationAsync(priority, cancellationToken), readAt));
    }

    private async Task<AdministrationFacts> AdministrationAsync(CallPriority priority, CancellationToken cancellationToken)
    {
        try
        {
            var management = await AllowedAsync(async () => await organization.ManagementAccountAsync(priority, cancellationToken));
            return new(management is null ? null : true, management, await AllowedAsync(() => DelegateAsync(priority, cancellationToken)));
        }
        catch (Exception e) when (AwsFailure.SaysAbsent(e, new Sought.Organization()))
        {
            return new(false, null, null);
        }
    }

    private async Task<string?> DelegateAsync(CallPriority priority, CancellationToken cancellationToken) => (await door.PagesAsync<ListDelegatedAdministratorsResponse, DelegatedAdministrator>(
        priority,
        "ListDelegatedAdministrators",
        (organizations, page, token) => organizations.ListDelegatedAdministratorsAsync(new() { ServicePrincipal = ServicePrincipal, MaxResults = PageSize, NextToken = page }, token),
        answer => (answer.DelegatedAdministrators, answer.NextToken),
        cancellationToken)).Select(account => account.Id).FirstOrDefault();

    private static async Task<string?> AllowedAsync(Func<Task<string?>> read)
    {
        try
        {
            return await read();
        }
        catch (AccessDeniedException)
        {
            // Not every identity that may manage Identity Center may look at the organization's delegations.
            return null;
        }
    }
}
