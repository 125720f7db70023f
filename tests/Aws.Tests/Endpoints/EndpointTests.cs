using Amazon;
using Amazon.IdentityStore;
using Amazon.IdentityStore.Model;
using Amazon.Organizations;
using Amazon.Organizations.Model;
using Amazon.Protocol;
using Amazon.Runtime;
using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;

namespace Aws.Tests.Endpoints;

/// <summary>Where requests go and for which region they are signed. One class, because the environment is everybody's: its tests run one after the other.</summary>
public sealed class EndpointTests : IDisposable
{
    private static readonly string[] Variables = ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_SSO_ADMIN", "AWS_ENDPOINT_URL_IDENTITYSTORE", "AWS_ENDPOINT_URL_ORGANIZATIONS", "AWS_REGION"];

    private readonly Dictionary<string, string?> before = Variables.ToDictionary(name => name, Environment.GetEnvironmentVariable);
    private readonly CapturedRequest captured = new();

    public EndpointTests()
    {
        foreach (var name in Variables) Set(name, null);
    }

    public void Dispose()
    {
        foreach (var (name, value) in before) Set(name, value);
    }

    [Theory]
    [InlineData("eu-west-1", false, false, "sso.eu-west-1.amazonaws.com")]
    [InlineData("eu-west-1", false, true, "sso.eu-west-1.api.aws")]
    [InlineData("us-east-2", true, false, "sso-fips.us-east-2.amazonaws.com")]
    [InlineData("us-east-2", true, true, "sso-fips.us-east-2.api.aws")]
    [InlineData("cn-north-1", false, false, "sso.cn-north-1.amazonaws.com.cn")]
    [InlineData("cn-north-1", false, true, "sso.cn-north-1.api.amazonwebservices.com.cn")]
    [InlineData("us-gov-west-1", true, false, "sso.us-gov-west-1.amazonaws.com")]
    [InlineData("us-gov-west-1", true, true, "sso-fips.us-gov-west-1.api.aws")]
    public async Task Identity_Center_is_called_in_the_configured_region(string region, bool fips, bool dualStack, string host)
    {
        await CallAsync(new AmazonSSOAdminConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region), UseFIPSEndpoint = fips, UseDualstackEndpoint = dualStack });

        Assert.Equal($"https://{host}/", captured.Url);
        Assert.Equal($"{region}/sso", captured.SignedFor);
    }

    [Fact]
    public async Task The_identity_store_is_called_in_the_configured_region()
    {
        using var client = new AmazonIdentityStoreClient(LoopbackService.Credentials, Captured(new AmazonIdentityStoreConfig { RegionEndpoint = RegionEndpoint.EUNorth1 }));

        await client.ListGroupsAsync(new ListGroupsRequest());

        Assert.Equal("https://identitystore.eu-north-1.amazonaws.com/", captured.Url);
        Assert.Equal("eu-north-1/identitystore", captured.SignedFor);
    }

    [Theory]
    [InlineData("eu-west-1", false, false, "organizations.us-east-1.amazonaws.com", "us-east-1")]
    [InlineData("eu-west-1", true, false, "organizations-fips.us-east-1.amazonaws.com", "us-east-1")]
    [InlineData("us-east-1", false, true, "organizations.us-east-1.api.aws", "us-east-1")]
    [InlineData("us-gov-east-1", false, false, "organizations.us-gov-west-1.amazonaws.com", "us-gov-west-1")]
    [InlineData("us-gov-east-1", true, false, "organizations.us-gov-west-1.amazonaws.com", "us-gov-west-1")]
    [InlineData("cn-north-1", false, false, "organizations.cn-northwest-1.amazonaws.com.cn", "cn-northwest-1")]
    public async Task Organizations_is_called_in_the_one_region_of_its_partition(string region, bool fips, bool dualStack, string host, string signed)
    {
        using var client = new AmazonOrganizationsClient(
            LoopbackService.Credentials,
            Captured(new AmazonOrganizationsConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region), UseFIPSEndpoint = fips, UseDualstackEndpoint = dualStack }));

        await client.ListRootsAsync(new ListRootsRequest());

        Assert.Equal($"https://{host}/", captured.Url);
        Assert.Equal($"{signed}/organizations", captured.SignedFor);
    }

    [Fact]
    public async Task A_service_URL_is_signed_for_the_region_that_was_set_before_it()
    {
        await CallAsync(new AmazonSSOAdminConfig { RegionEndpoint = RegionEndpoint.EUWest1, ServiceURL = "http://localhost:9/base" });

        Assert.Equal("http://localhost:9/base/", captured.Url);
        Assert.Equal("eu-west-1/sso", captured.SignedFor);
    }

    [Fact]
    public async Task A_service_URL_is_signed_for_the_authentication_region_before_all_others()
    {
        await CallAsync(new AmazonSSOAdminConfig { RegionEndpoint = RegionEndpoint.EUWest1, ServiceURL = "http://localhost:9", AuthenticationRegion = "eu-south-1" });

        Assert.Equal("eu-south-1/sso", captured.SignedFor);
    }

    [Theory]
    [InlineData("https://vpce-1.sso.eu-west-3.vpce.amazonaws.com", "eu-west-3")]
    [InlineData("https://sso.us-east-1.amazonaws.com", "us-east-1")]
    [InlineData("http://localhost:9", "ap-south-1")]
    public async Task A_service_URL_without_a_region_is_signed_for_the_one_in_its_name_or_in_the_environment(string url, string region)
    {
        Set("AWS_REGION", "ap-south-1");

        await CallAsync(new AmazonSSOAdminConfig { ServiceURL = url });

        Assert.Equal($"{region}/sso", captured.SignedFor);
    }

    [Fact]
    public async Task A_service_URL_with_no_region_anywhere_is_signed_for_us_east_1()
    {
        await CallAsync(new AmazonSSOAdminConfig { ServiceURL = "http://localhost:9" });

        Assert.Equal("us-east-1/sso", captured.SignedFor);
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_SSO_ADMIN")]
    [InlineData("AWS_ENDPOINT_URL")]
    public async Task The_environment_may_override_the_endpoint_and_the_region_still_counts(string variable)
    {
        Set(variable, "http://localhost:9");

        await CallAsync(new AmazonSSOAdminConfig { RegionEndpoint = RegionEndpoint.EUWest1 });

        Assert.Equal("http://localhost:9/", captured.Url);
        Assert.Equal("eu-west-1/sso", captured.SignedFor);
    }

    [Fact]
    public async Task Endpoint_and_region_may_both_come_from_the_environment()
    {
        Set("AWS_ENDPOINT_URL", "http://localhost:9");
        Set("AWS_REGION", "eu-central-1");

        await CallAsync(new AmazonSSOAdminConfig());
        Assert.Equal("eu-central-1/sso", captured.SignedFor);
    }

    [Fact]
    public async Task Organizations_behind_another_endpoint_is_still_signed_for_its_one_region()
    {
        Set("AWS_ENDPOINT_URL_ORGANIZATIONS", "http://localhost:9");
        using var client = new AmazonOrganizationsClient(LoopbackService.Credentials, Captured(new AmazonOrganizationsConfig { RegionEndpoint = RegionEndpoint.EUWest1 }));

        await client.ListRootsAsync(new ListRootsRequest());

        Assert.Equal("http://localhost:9/", captured.Url);
        Assert.Equal("us-east-1/organizations", captured.SignedFor);
    }

    [Fact]
    public void A_FIPS_endpoint_cannot_be_another_endpoint()
    {
        using var client = new AmazonSSOAdminClient(LoopbackService.Credentials, new AmazonSSOAdminConfig { ServiceURL = "http://localhost:9", UseFIPSEndpoint = true });

        Assert.Throws<AmazonClientException>(() => client.DetermineServiceOperationEndpoint(new ListInstancesRequest()));
    }

    [Fact]
    public void A_client_tells_where_a_request_will_go()
    {
        using var client = new AmazonSSOAdminClient(LoopbackService.Credentials, RegionEndpoint.EUWest1);

        Assert.Equal("https://sso.eu-west-1.amazonaws.com", client.DetermineServiceOperationEndpoint(new ListInstancesRequest()).URL);
    }

    private async Task CallAsync(AmazonSSOAdminConfig config)
    {
        using var client = new AmazonSSOAdminClient(LoopbackService.Credentials, Captured(config));
        await client.ListInstancesAsync(new ListInstancesRequest());
        // Once more: what the first call learned about the endpoint must not change the second.
        await client.ListInstancesAsync(new ListInstancesRequest());
    }

    private T Captured<T>(T config) where T : JsonServiceConfig
    {
        config.HttpClientFactory = captured;
        return config;
    }

    private static void Set(string name, string? value)
    {
        Environment.SetEnvironmentVariable(name, value);
        FallbackRegionFactory.Reset();
    }
}
