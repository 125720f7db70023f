using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.IdentityCenter.AwsReply;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Reads the instance's own settings and Regions into the store of facts: two calls.</summary>
internal sealed class InstanceReader(AwsDoor<IAmazonSSOAdmin> door, FactStore facts, TimeProvider time)
{
    private const int PageSize = 100;

    /// <summary>Reads.</summary>
    public async Task ReadAsync(string instanceArn, CallPriority priority, CancellationToken cancellationToken)
    {
        var readAt = time.GetUtcNow();
        var details = await door.ReadAsync(
            priority, "DescribeInstance", (sso, token) => sso.DescribeInstanceAsync(new() { InstanceArn = instanceArn }, token), cancellationToken);
        var regions = await door.PagesAsync<ListRegionsResponse, RegionMetadata>(
            priority,
            "ListRegions",
            (sso, page, token) => sso.ListRegionsAsync(new() { InstanceArn = instanceArn, MaxResults = PageSize, NextToken = page }, token),
            answer => (answer.Regions, answer.NextToken),
            cancellationToken);
        facts.Instances.Put(instanceArn, new Fact<InstanceFacts>.Present(From(details, regions), readAt));
    }

    private static InstanceFacts From(DescribeInstanceResponse details, IEnumerable<RegionMetadata> regions) => new(
        details.Status?.Value,
        details.PermissionSetsEnabled,
        Encryption(details.EncryptionConfigurationDetails),
        regions.Select(Region).ToValueSet());

    private static EncryptionFacts Encryption(EncryptionConfigurationDetails? details) =>
        new(details?.KeyType?.Value, details?.KmsKeyArn, details?.EncryptionStatus?.Value, details?.EncryptionStatusReason);

    private static RegionFacts Region(RegionMetadata region) =>
        new(Required(region.RegionName, "Regions.RegionName"), region.Status?.Value, region.IsPrimaryRegion is true, region.AddedDate);
}
