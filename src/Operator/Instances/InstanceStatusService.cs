using System.Threading.Channels;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Instances;

/// <summary>Writes what each round of the sweep found into the status of <c>IdentityCenter/default</c>, where there is one.</summary>
internal sealed class InstanceStatusService(
    Sweep sweep,
    InstanceLocator instances,
    FactStore facts,
    ObjectStore<Entities.IdentityCenter> store,
    StatusWriter<Entities.IdentityCenter, IdentityCenterStatus> statuses,
    ILogger<InstanceStatusService> log) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Only the latest round is worth a write.
        var rounds = Channel.CreateBounded<SweepReport>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        sweep.Finished += round => rounds.Writer.TryWrite(round);
        await foreach (var round in rounds.Reader.ReadAllAsync(stoppingToken))
            await TryWriteAsync(round, stoppingToken);
    }

    private async Task TryWriteAsync(SweepReport round, CancellationToken stoppingToken)
    {
        try
        {
            await WriteAsync(round, stoppingToken);
        }
        catch (Exception e) when (e is StatusNotWrittenException or LeadershipLostException)
        {
            log.LogWarning(e, "The status of IdentityCenter {Name} was not written; the next round of the sweep writes it.", Entities.IdentityCenter.DefaultName);
        }
    }

    private async Task WriteAsync(SweepReport round, CancellationToken stoppingToken)
    {
        if (instances.Found is not { } instance || store.Get(new(null, Entities.IdentityCenter.DefaultName)) is not { } target)
            return;
        var known = facts.Instances.Of(instance.Arn) as Fact<InstanceFacts>.Present;
        await statuses.WriteAsync(target, InstanceReport.From(statuses.Latest(target) ?? new(), instance, known?.Value, round), stoppingToken);
    }
}
