using Amazon;
using Amazon.IdentityStore;
using Amazon.Organizations;
using Amazon.SSOAdmin;

namespace Aws.Tests;

/// <summary>Clients of a loopback service, in Ireland.</summary>
internal static class Clients
{
    public static AmazonSSOAdminClient SSOAdmin(LoopbackService service, int retries = 0) =>
        new(LoopbackService.Credentials, new AmazonSSOAdminConfig { RegionEndpoint = RegionEndpoint.EUWest1, ServiceURL = service.Url, MaxErrorRetry = retries });

    public static AmazonIdentityStoreClient IdentityStore(LoopbackService service, int retries = 0) =>
        new(LoopbackService.Credentials, new AmazonIdentityStoreConfig { RegionEndpoint = RegionEndpoint.EUWest1, ServiceURL = service.Url, MaxErrorRetry = retries });

    public static AmazonOrganizationsClient Organizations(LoopbackService service, int retries = 0) =>
        new(LoopbackService.Credentials, new AmazonOrganizationsConfig { RegionEndpoint = RegionEndpoint.EUWest1, ServiceURL = service.Url, MaxErrorRetry = retries });
}
