using System.Diagnostics.Metrics;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Operator.Tests.IdentityCenter.Support;
using Testing;

namespace Operator.Tests.IdentityCenter;

/// <summary>All doors of the process count under one name: what is counted exactly here is counted while no other test runs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}

[Collection(Alone.Name)]
public sealed class DoorMetricsTests
{
    [Fact]
    public async Task Every_metric_of_the_door_is_documented()
    {
        await using var world = await DoorWorld.StartAsync();
        using var text = new PrometheusText([DoorMetrics.MeterName]);
        var metrics = world.Get<DoorMetrics>();
        DoorGauges.Add(metrics, world.Get<RequestBudgets>(), world.Slots, world.Facts, world.Get<OrganizationDirectory>(), world.Time);
        await world.Get<Sweep>().RoundAsync(default);
        metrics.Throttled("ListInstances");
        metrics.Ended(OperationKind.Provisioning, "Succeeded", TimeSpan.FromSeconds(3));
        metrics.Drifted("PermissionSet", "spec.tags[team]");

        var scrape = text.Scrape();
        var names = scrape.Split('\n').Where(line => line.StartsWith("# TYPE identitycenter_", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToList();
        Assert.Equal(13, names.Count);
        var documented = await File.ReadAllTextAsync(Repository.At("docs", "metrics.md"));
        Assert.All(names, name => Assert.Contains($"`{name}`", documented, StringComparison.Ordinal));
        Assert.Contains("identitycenter_aws_requests_total{operation=\"DescribePermissionSet\",outcome=\"ok\"} 2", scrape, StringComparison.Ordinal);
        Assert.Contains("identitycenter_drift_total{kind=\"PermissionSet\",field=\"tags\"} 1", scrape, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_operator_counts_and_times_allocates_nothing()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var text = new PrometheusText([DoorMetrics.MeterName]);
        var metrics = new DoorMetrics(services.GetRequiredService<IMeterFactory>());
        var guard = new GuardMetrics(services.GetRequiredService<IMeterFactory>());
        Assert.Equal(0, Allocated.Of(() => metrics.Called("ListAccountAssignments", "ok")));
        Assert.Equal(0, Allocated.Of(() => metrics.Throttled("ListAccountAssignments")));
        Assert.Equal(0, Allocated.Of(() => metrics.Drifted("PermissionSet", "spec.tags[team]")));
        Assert.Equal(0, Allocated.Of(() => metrics.Swept(TimeSpan.FromSeconds(40), complete: true)));
        Assert.Equal(0, Allocated.Of(() => metrics.Ended(OperationKind.Provisioning, "Succeeded", TimeSpan.FromSeconds(3))));
        Assert.Equal(0, Allocated.Of(() => guard.Taken(3, 1, approved: true)));
    }
}
