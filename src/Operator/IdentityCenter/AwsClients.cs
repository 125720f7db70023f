using Amazon;
using Amazon.IdentityStore;
using Amazon.KeyManagementService;
using Amazon.Organizations;
using Amazon.Runtime;
using Amazon.SSOAdmin;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>The operator cannot reach AWS with what it was started with.</summary>
/// <param name="message">A sentence with the remedy.</param>
internal sealed class AwsConfigurationException(string message) : Exception(message);

/// <summary>Makes the AWS clients: credentials, Region and endpoints as the SDK finds them, no retries of their own: each request is paid for at the door.</summary>
internal static class AwsClients
{
    // Longer than any answer that AWS gives in health; a hung connection must not hold a reconcile.
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(20);

    // A connection that is not made by then is not made: an address that answers nothing must not cost each call the whole time.
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Switches the SDK's own retries off. It has two kinds: those of MaxErrorRetry, and up to ten of a request whose connection broke before the answer (seen with
    /// AWSSDK.Core 4.0.102.18), which may have taken effect: a write would be made again behind our back.
    /// </summary>
    public static T WithoutRetries<T>(T config)
        where T : ClientConfig
    {
        (config.MaxErrorRetry, config.MaxStaleConnectionRetries) = (0, 0);
        return config;
    }

    /// <summary>A client of sso-admin.</summary>
    /// <exception cref="AwsConfigurationException">No Region is configured.</exception>
    public static IAmazonSSOAdmin SsoAdmin() => new AmazonSSOAdminClient(Configure(new AmazonSSOAdminConfig()));

    /// <summary>A client of identitystore.</summary>
    /// <exception cref="AwsConfigurationException">No Region is configured.</exception>
    public static IAmazonIdentityStore IdentityStore() => new AmazonIdentityStoreClient(Configure(new AmazonIdentityStoreConfig()));

    /// <summary>A client of organizations.</summary>
    /// <exception cref="AwsConfigurationException">No Region is configured.</exception>
    public static IAmazonOrganizations Organizations() => new AmazonOrganizationsClient(Configure(new AmazonOrganizationsConfig()));

    /// <summary>A client of KMS in a Region, which need not be the operator's.</summary>
    public static IAmazonKeyManagementService KeyManagement(string region)
    {
        var config = new AmazonKeyManagementServiceConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region), AuthenticationRegion = region, Timeout = CallTimeout, ConnectTimeout = ConnectTimeout };
        return new AmazonKeyManagementServiceClient(WithoutRetries(config));
    }

    /// <summary>The Region of the environment or of the AWS profile.</summary>
    /// <exception cref="AwsConfigurationException">No Region is configured.</exception>
    public static RegionEndpoint Region() => FallbackRegionFactory.GetRegionEndpoint()
        ?? throw new AwsConfigurationException("No AWS Region is configured. Set AWS_REGION to the primary Region of IAM Identity Center, for example AWS_REGION=eu-central-1.");

    private static T Configure<T>(T config)
        where T : ClientConfig
    {
        (config.RegionEndpoint, config.Timeout, config.ConnectTimeout) = (Region(), CallTimeout, ConnectTimeout);
        return WithoutRetries(config);
    }
}
