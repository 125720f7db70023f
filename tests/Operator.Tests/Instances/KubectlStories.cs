using Operator.Tests.Harness;

namespace Operator.Tests.Instances;

/// <summary>What a user with kubectl sees.</summary>
public sealed class KubectlStories : Story
{
    [Fact]
    public async Task Get_access_lists_all_kinds_with_what_a_person_looks_for()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{description: Reads}");
        await Cluster.ReadyAsync("reader");
        await Cluster.Instances.UntilAsync("default", seen => seen is { IsReady: true, Instance.LastSweep: not null }, "is Ready");
        var table = await Cluster.Plane.KubectlAsync("get", "access", "--all-namespaces");
        var lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToList();
        Assert.Contains(lines, line => line.Contains("NAME READY STATUS IDENTITY STORE REGION LAST SWEEP AGE", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("identitycenter.identitycenter.dev/default True Synced d-99671a2b3c eu-central-1", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("NAME READY STATUS AWS NAME ACCOUNTS DRIFT AGE", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("permissionset.identitycenter.dev/reader True Synced reader 0/0", StringComparison.Ordinal));
    }
}
