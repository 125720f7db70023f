using System.Net;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using LocalIdentityCenter;
using Operator.Tests.Processes;
using Testing;
using Xunit.Abstractions;

namespace Operator.Tests.Leadership;

/// <summary>Two processes of the operator, a leader and its standby, with work that never ends. Each reaches the API server through a proxy of its own.</summary>
internal sealed class Rivals : IAsyncDisposable
{
    private const int Several = 5;

    private static readonly ResourceDefinition Leases = new("coordination.k8s.io", "v1", "Lease", "leases", Namespaced: true);
    private static readonly ObjectKey Lease = new("identity-center-system", "identity-center-operator");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly ProcessWorld world;
    private readonly LeaseTimes times;
    private readonly ITestOutputHelper output;
    private readonly long since;
    private readonly TcpProxy standbyProxy;
    private Edits? edits;

    private Rivals(ProcessWorld world, LeaseTimes times, ITestOutputHelper output)
    {
        (this.world, this.times, this.output) = (world, times, output);
        since = world.Aws.Calls.Count;
        LeaderProxy = TcpProxy.Start(world.Plane.Port);
        standbyProxy = TcpProxy.Start(world.Plane.Port);
    }

    /// <summary>Between the leader and the API server.</summary>
    public TcpProxy LeaderProxy { get; }

    /// <summary>Who leads at first.</summary>
    public OperatorProcess Leader { get; private set; } = null!;

    /// <summary>Who waits at first.</summary>
    public OperatorProcess Standby { get; private set; } = null!;

    /// <summary>Starts both and returns when the leader has written several times and the standby is ready.</summary>
    public static async Task<Rivals> StartAsync(ProcessWorld world, LeaseTimes times, ITestOutputHelper output)
    {
        var rivals = new Rivals(world, times, output);
        try
        {
            await rivals.StartAsync();
            return rivals;
        }
        catch
        {
            await rivals.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until a process has written several times more.</summary>
    public async Task WritesAsync(OperatorProcess process)
    {
        var before = WritesOf(process).Count;
        await Eventually.TrueAsync(() => WritesOf(process).Count >= before + Several, $"{process.AccessKey} writes", times.Lease + Patience);
    }

    /// <summary>Waits until the standby has written; then says how long nobody wrote.</summary>
    public async Task<TimeSpan> TakeOverAsync(string after)
    {
        await WritesAsync(Standby);
        var took = GapBetween(Leader, Standby);
        output.WriteLine($"Take-over after {after}: {took.TotalMilliseconds:0} ms (lease duration {times.Lease.TotalSeconds} s).");
        return took;
    }

    /// <summary>Checks that at no time both wrote: all writes of the first come before all of the second.</summary>
    public void HaveNotInterleaved() => GapBetween(Leader, Standby);

    /// <summary>Checks that the standby never wrote.</summary>
    public void HasWrittenAlone() => Assert.Empty(WritesOf(Standby));

    public async ValueTask DisposeAsync()
    {
        if (edits is not null)
            await edits.DisposeAsync();
        foreach (var process in new[] { Leader, Standby }.OfType<OperatorProcess>())
            await process.DisposeAsync();
        await LeaderProxy.DisposeAsync();
        await standbyProxy.DisposeAsync();
        // Both are dead: nobody need wait their lease out.
        await Eventually.TrueAsync(DeleteLeaseAsync, "the lease is deleted");
    }

    private async Task StartAsync()
    {
        edits = await Edits.StartAsync(world.Plane);
        var run = $"{since}";
        Leader = await StartOneAsync($"HOLDERA{run}", LeaderProxy);
        await WritesAsync(Leader);
        Standby = await StartOneAsync($"HOLDERB{run}", standbyProxy);
        await Standby.ReadyAsync();
        await WritesAsync(Leader);
    }

    private Task<OperatorProcess> StartOneAsync(string name, TcpProxy proxy) =>
        OperatorProcess.StartAsync(name, world.Plane.OperatorKubeconfigThrough(proxy), world.Aws.Endpoint, output, times.Arguments);

    private List<Call> WritesOf(OperatorProcess process) => [.. world.Aws.Calls.Since(since).Where(call => call.IsWrite && call.AccessKeyId == process.AccessKey)];

    private TimeSpan GapBetween(OperatorProcess first, OperatorProcess second)
    {
        var (last, next) = (WritesOf(first)[^1], WritesOf(second)[0]);
        Assert.True(last.Id < next.Id, $"{first.AccessKey} wrote ({last.Operation}, call {last.Id}) after {second.AccessKey} had ({next.Operation}, call {next.Id})");
        return next.Time - last.Time;
    }

    private async Task<bool> DeleteLeaseAsync()
    {
        try
        {
            await world.Plane.Admin.DeleteAsync(Leases, Lease);
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutException or KubernetesException { Code: >= HttpStatusCode.InternalServerError })
        {
            return false;
        }
    }
}
