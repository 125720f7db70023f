using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.IdentityCenter.AwsReply;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Reads the instance's own settings and Regions into the store of facts.</summary>
internal sealed class InstanceReader(AwsDoor<IAmazonSSOAdmin> door, FactStore facts, SteadyClock time)
{
    private const int PageSize = 100;

    /// <summary>Reads all: two calls.</summary>
    public async Task<InstanceFacts> ReadAsync(string instanceArn, CallPriority priority, CancellationToken cancellationToken)
    {
        var readAt = time.GetUtcNow();
        var details = await door.ReadAsync(
            priority, "DescribeInstance", (sso, token) => sso.DescribeInstanceAsync(new() { InstanceArn = instanceArn }, token), cancellationToken);
        var read = From(details, await RegionsAsync(instanceArn, priority, cancellationToken));
        facts.Instances.Put(instanceArn, new Fact<InstanceFacts>.Present(read, readAt));
        return read;
    }

    /// <summary>
    /// Reads the Regions alone: one call. The rest of what is known stays, and with it the time of its read. Where nothing good is known, all is read; what somebody
    /// else learnt meanwhile is not overwritten.
    /// </summary>
    public async Task ReadRegionsAsync(string instanceArn, CallPriority priority, CancellationToken cancellationToken)
    {
        if (facts.Instances.Of(instanceArn) is not Fact<InstanceFacts>.Present { StaleSince: null } known)
        {
            await ReadAsync(instanceArn, priority, cancellationToken);
            return;
        }

        var regions = await RegionsAsync(instanceArn, priority, cancellationToken);
        if (ReferenceEquals(facts.Instances.Of(instanceArn), known))
            facts.Instances.Put(instanceArn, known with { Value = known.Value with { Regions = regions.Select(Region).ToValueSet() } });
    }

    private Task<List<RegionMetadata>> RegionsAsync(string instanceArn, CallPriority priority, CancellationToken cancellationToken) =>
        door.PagesAsync<ListRegionsResponse, RegionMetadata>(
            priority,
            "ListRegions",
            (sso, page, token) => sso.ListRegionsAsync(new() { InstanceArn = instanceArn, MaxResults = PageSize, NextToken = page }, token),
            answer => (answer.Regions, answer.NextToken),
            cancellationToken);

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
