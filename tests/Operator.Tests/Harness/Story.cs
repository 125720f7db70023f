using IdentityCenterOperator.Kubernetes.Client;
using LocalIdentityCenter.Seeding;
using Testing;

namespace Operator.Tests.Harness;

/// <summary>Stories of a lane share a cluster, and with it the names of objects: they run one after another. Lanes run beside each other.</summary>
public static class Lanes
{
    public const string PermissionSets = "Stories of permission sets and the instance";
    public const string Assignments = "Stories of assignments";
    public const string Records = "Stories of what is recorded";
    public const string Regions = "Stories of Regions";
    public const string CommandLine = "Stories of the command line";
    public const string Ways = "Stories of who tries to gain more";
}

/// <summary>
/// A test with the operator in a cluster. Each begins with an empty cluster and a local Identity Center of its own; at its end every version of every object that was
/// seen on the way is held against <see cref="StatusRules"/>.
/// </summary>
[Collection(Lanes.PermissionSets)]
public abstract class Story : IAsyncLifetime
{
    private readonly List<RunningOperator> _operators = [];
    private FastClock? _time;

    private protected Cluster Cluster { get; private set; } = null!;

    private protected Aws Aws { get; private set; } = null!;

    private protected History History { get; private set; } = null!;

    private protected RunningOperator Operator => _operators[^1];

    // One clock for all operators of a story: a later one must not live earlier than its predecessor.
    private protected TimeProvider Time => _time ??= new FastClock(Speed);

    // As the collection says.
    private protected virtual string Lane => Lanes.PermissionSets;

    // How many times faster than the real clock that one runs.
    private protected virtual double Speed => 10;

    /// <summary>What AWS is like at the beginning.</summary>
    private protected virtual Seed Seed => Organization.Seed();

    /// <summary>A kind whose objects the API server stores during the story as it did before there was a schema; null for none.</summary>
    private protected virtual ResourceDefinition? Loosened => null;

    public async Task InitializeAsync()
    {
        Cluster = await Cluster.SharedBy(Lane);
        await Cluster.CleanAsync();
        await Cluster.SchemaAsync(Loosened);
        Aws = await Aws.StartAsync(Seed);
        History = await History.BeginAsync(Cluster.Plane.Admin);
    }

    public async Task DisposeAsync()
    {
        foreach (var running in _operators)
            await running.DisposeAsync();
        await Cluster.CleanAsync();
        await History.CompleteAsync();
        await History.DisposeAsync();
        await Aws.DisposeAsync();
        StatusRules.Check(History);
    }

    /// <summary>Starts the operator, and waits until it has looked around once. One that is elected lives by the real clock, as leases do.</summary>
    private protected async Task<RunningOperator> StartOperatorAsync(TimeSpan? sweepInterval = null, bool elected = false)
    {
        var running = await RunningOperator.StartAsync(Cluster, Aws, elected ? TimeProvider.System : Time, sweepInterval, elected);
        _operators.Add(running);
        return running;
    }

    /// <summary>Starts the operator, and waits for nothing.</summary>
    private protected async Task<RunningOperator> LaunchOperatorAsync(bool elected = false)
    {
        var running = await RunningOperator.LaunchAsync(Cluster, Aws, elected ? TimeProvider.System : Time, elected: elected);
        _operators.Add(running);
        return running;
    }

    /// <summary>Starts an operator that gives ledgers back into statuses, and does nothing else.</summary>
    private protected async Task<RunningOperator> LaunchReturnAsync()
    {
        var running = await RunningOperator.LaunchAsync(Cluster, Aws, Time, returnsLedgers: true);
        _operators.Add(running);
        return running;
    }

    /// <summary>Waits until the operator has seen the cluster as it is now, and has nothing to do.</summary>
    private protected async Task RestsAsync()
    {
        var present = await Cluster.AllAsync();
        await Eventually.TrueAsync(() => present.All(Operator.HasSeen) && Operator.IsIdle, "the operator has nothing to do");
    }

    /// <summary>Waits for what must come true.</summary>
    private protected static Task Until(Func<Task<bool>> condition, string because) => Eventually.TrueAsync(condition, because);
}
