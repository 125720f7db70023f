using System.Threading.Channels;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.LeaderElection;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>
/// Follows Regions that AWS is at work on, whoever asked for them: one list for all of them, and only while there is one. What it finds changes the facts of the
/// instance, and that calls the objects. A standby asks nothing.
/// </summary>
internal sealed class RegionWatch(
    InstanceLocator instances, InstanceReader reader, FactStore facts, TimeProvider time, ILogger<RegionWatch> log, LeaderElector? elector = null) : BackgroundService
{
    /// <summary>Time between two lists. Adding a Region takes minutes to hours.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        facts.Instances.Changed += (_, _, _) => _changes.Writer.TryWrite(true);
        await (elector?.Elected ?? Task.CompletedTask).WaitAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (Busy() is { } instance)
                await PollAsync(instance, stoppingToken);
            else
                await _changes.Reader.ReadAsync(stoppingToken);
        }
    }

    // The instance while one of its Regions is being added or removed.
    private string? Busy() =>
        instances.Found is { } instance && facts.Instances.Of(instance.Arn) is Fact<InstanceFacts>.Present known && ReplicaRegionObserved.From(known.Value).Busy is not null
            ? instance.Arn : null;

    private async Task PollAsync(string instanceArn, CancellationToken stoppingToken)
    {
        await Task.Delay(Interval, time, stoppingToken);
        try
        {
            await reader.ReadRegionsAsync(instanceArn, CallPriority.Poll, stoppingToken);
        }
        catch (Exception e) when (AwsFailure.IsOfTheCall(e, stoppingToken))
        {
            log.LogWarning(e, "The Regions of the instance could not be listed; they are listed again in {Interval}.", Interval);
        }
    }
}
