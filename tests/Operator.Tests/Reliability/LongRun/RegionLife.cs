using Operator.Tests.Harness;
using Operator.Tests.Reliability.Faults;

namespace Operator.Tests.Reliability.LongRun;

/// <summary>Regions that are declared, withdrawn, and removed in the console; and which ones AWS shall have.</summary>
internal sealed class RegionLife(ISides sides, Random random)
{
    /// <summary>Where the instance's key has replicas.</summary>
    public static readonly IReadOnlyList<string> Regions = ["eu-north-1", "eu-west-1", "eu-west-2"];

    private readonly SortedSet<string> _declared = new(StringComparer.Ordinal);

    public async Task<string> GoOnAsync()
    {
        var region = Regions[random.Next(Regions.Count)];
        if (!_declared.Contains(region))
            return await DeclareAsync(region);
        return random.Next(2) == 0 ? await WithdrawAsync(region) : await RemoveByHandAsync(region);
    }

    /// <summary>What AWS or an object is not as declared; null when all is.</summary>
    public async Task<string?> WrongAsync()
    {
        var listed = (await sides.Aws.Console.ListRegionsAsync(new() { InstanceArn = Organization.InstanceArn })).Regions!.Where(region => region.IsPrimaryRegion != true);
        var present = string.Join(" ", listed.Select(region => $"{region.RegionName}={region.Status}").Order(StringComparer.Ordinal));
        if (present != string.Join(" ", _declared.Select(region => $"{region}=ACTIVE")))
            return $"AWS has the Regions {present} and not {string.Join(" ", _declared)}";
        var objects = await sides.Cluster.Regions.ListAsync();
        return objects.Count == _declared.Count && objects.All(seen => seen.IsReady) ? null : "a ReplicaRegion is not Ready";
    }

    private async Task<string> DeclareAsync(string region)
    {
        if (await sides.Cluster.Regions.FindAsync(region) is not null)
            return $"{region} is being deleted still";
        await Person.InsistsAsync(() => sides.Cluster.Regions.ApplyAsync(region, "{deletionPolicy: Delete}"));
        _declared.Add(region);
        return $"{region} is declared";
    }

    private async Task<string> WithdrawAsync(string region)
    {
        await Person.InsistsAsync(() => sides.Cluster.Regions.DeleteAsync(region));
        _declared.Remove(region);
        return $"{region} is withdrawn";
    }

    // AWS does one at a time, and may be at another.
    private async Task<string> RemoveByHandAsync(string region)
    {
        try
        {
            await sides.Aws.Console.RemoveRegionAsync(new() { InstanceArn = Organization.InstanceArn, RegionName = region });
            return $"{region} is removed by hand";
        }
        catch (Amazon.SSOAdmin.AmazonSSOAdminException e)
        {
            return $"{region} could not be removed by hand: {e.Message}";
        }
    }
}
