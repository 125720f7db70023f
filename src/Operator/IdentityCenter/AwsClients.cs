using Amazon;
using Amazon.Runtime;
using Amazon.SSOAdmin;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>The operator cannot reach AWS with what it was started with.</summary>
/// <param name="message">A sentence with the remedy.</param>
internal sealed class AwsConfigurationException(string message) : Exception(message);

/// <summary>Makes the AWS clients: credentials, Region and endpoints as the SDK finds them.</summary>
internal static class AwsClients
{
    // Longer than any answer that AWS gives in health; a hung connection must not hold a reconcile.
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(20);

    /// <summary>A client of sso-admin without retries of its own: each request is paid for at the door.</summary>
    /// <exception cref="AwsConfigurationException">No Region is configured.</exception>
    public static IAmazonSSOAdmin SsoAdmin() => new AmazonSSOAdminClient(new AmazonSSOAdminConfig
    {
        RegionEndpoint = Region(),
        MaxErrorRetry = 0,
        Timeout = CallTimeout,
    });

    private static RegionEndpoint Region() => FallbackRegionFactory.GetRegionEndpoint()
        ?? throw new AwsConfigurationException("No AWS Region is configured. Set AWS_REGION to the primary Region of IAM Identity Center, for example AWS_REGION=eu-central-1.");
}
