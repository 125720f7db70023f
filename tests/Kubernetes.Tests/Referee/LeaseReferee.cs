using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using k8s;
using k8s.Models;
using Testing;

namespace Kubernetes.Tests.Referee;

/// <summary>A Lease, written by one client and read by the other.</summary>
public sealed class LeaseReferee
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 12, 0, 0, 123, 456, TimeSpan.Zero);

    [Fact]
    public async Task What_we_hold_renew_take_over_and_release_is_read_so_by_the_official_client()
    {
        var plane = await ControlPlane.Shared;
        using var official = new Official(plane);
        var a = new LeaderElectionOptions { Namespace = await plane.NewNamespaceAsync(), Name = "l", Identity = "a", LeaseDuration = TimeSpan.FromSeconds(17) };
        var b = a with { Identity = "b", LeaseDuration = TimeSpan.FromSeconds(20) };

        await plane.Admin.CreateAsync(LeaseRecord.Resource, a.Namespace, LeaseRecord.First(a, Now));
        Assert.Equal(("a", 17, Now.UtcDateTime, Now.UtcDateTime, 0), await TheirsAsync(official, a));
        await WriteAsync(plane, a, lease => lease.HeldBy(a, Now.AddSeconds(2)));
        Assert.Equal(("a", 17, Now.UtcDateTime, Now.UtcDateTime.AddSeconds(2), 0), await TheirsAsync(official, a));
        await WriteAsync(plane, a, lease => lease.HeldBy(b, Now.AddSeconds(40)));
        Assert.Equal(("b", 20, Now.UtcDateTime.AddSeconds(40), Now.UtcDateTime.AddSeconds(40), 1), await TheirsAsync(official, a));
        await WriteAsync(plane, a, lease => lease.Released(Now.AddSeconds(50)));
        Assert.Equal(("", 1, Now.UtcDateTime.AddSeconds(50), Now.UtcDateTime.AddSeconds(50), 1), await TheirsAsync(official, a));
    }

    [Fact]
    public async Task What_the_official_client_writes_is_read_so_by_us_and_kept_where_it_is_not_ours()
    {
        var plane = await ControlPlane.Shared;
        using var official = new Official(plane);
        var us = new LeaderElectionOptions { Namespace = await plane.NewNamespaceAsync(), Name = "l", Identity = "us" };
        var lease = new V1Lease
        {
            Metadata = new V1ObjectMeta { Name = us.Name, Labels = new Dictionary<string, string> { ["team"] = "x" } },
            Spec = new V1LeaseSpec { HolderIdentity = "them", LeaseDurationSeconds = 33, AcquireTime = Now.UtcDateTime, RenewTime = Now.UtcDateTime, LeaseTransitions = 4 },
        };
        var written = await official.Client.CoordinationV1.CreateNamespacedLeaseAsync(lease, us.Namespace);

        var read = LeaseRecord.Read((await plane.Admin.GetAsync(LeaseRecord.Resource, new(us.Namespace, us.Name)))!.Value);
        Assert.Equal(("them", TimeSpan.FromSeconds(33), written.Metadata.Uid), (read.Holder, read.Duration, read.Metadata.Uid));
        written.Spec.RenewTime = Now.UtcDateTime.AddSeconds(1);
        await official.Client.CoordinationV1.ReplaceNamespacedLeaseAsync(written, us.Name, us.Namespace);
        Assert.NotEqual(read.Pulse, LeaseRecord.Read((await plane.Admin.GetAsync(LeaseRecord.Resource, new(us.Namespace, us.Name)))!.Value).Pulse);

        await WriteAsync(plane, us, taken => taken.HeldBy(us, Now.AddSeconds(60)));
        Assert.Equal(("us", 15, Now.UtcDateTime.AddSeconds(60), Now.UtcDateTime.AddSeconds(60), 5), await TheirsAsync(official, us));
        Assert.Equal("x", (await official.Client.CoordinationV1.ReadNamespacedLeaseAsync(us.Name, us.Namespace)).Metadata.Labels["team"]);
    }

    private static async Task WriteAsync(ControlPlane plane, LeaderElectionOptions options, Func<LeaseRecord, ReadOnlyMemory<byte>> change)
    {
        var key = new ObjectKey(options.Namespace, options.Name);
        await plane.Admin.ReplaceAsync(LeaseRecord.Resource, key, change(LeaseRecord.Read((await plane.Admin.GetAsync(LeaseRecord.Resource, key))!.Value)));
    }

    private static async Task<(string? Holder, int? Seconds, DateTime? Acquired, DateTime? Renewed, int? Transitions)> TheirsAsync(Official official, LeaderElectionOptions options)
    {
        var spec = (await official.Client.CoordinationV1.ReadNamespacedLeaseAsync(options.Name, options.Namespace)).Spec;
        return (spec.HolderIdentity, spec.LeaseDurationSeconds, spec.AcquireTime, spec.RenewTime, spec.LeaseTransitions);
    }
}
