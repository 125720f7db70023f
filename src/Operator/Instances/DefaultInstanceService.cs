using System.Threading.Channels;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Instances;

/// <summary>Sees to it that there is an <c>IdentityCenter/default</c> to report on, while this process leads. What is in its spec is nobody's business here.</summary>
internal sealed class DefaultInstanceService(
    DefaultIdentityCenter instance, ObjectStore<Entities.IdentityCenter> store, TimeProvider time, ILogger<DefaultInstanceService> log, LeaderElector? elector = null)
    : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await (elector?.Elected ?? Task.CompletedTask).WaitAsync(stoppingToken);
        await store.WaitForSyncAsync(stoppingToken);
        var absences = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        store.Subscribe(change =>
        {
            if (change is { New: null, Key.Name: Entities.IdentityCenter.DefaultName })
                absences.Writer.TryWrite(true);
        });
        absences.Writer.TryWrite(true);
        await foreach (var _ in absences.Reader.ReadAllAsync(stoppingToken))
            await EnsureAsync(stoppingToken);
    }

    private async Task EnsureAsync(CancellationToken stoppingToken)
    {
        while (store.Find(new(null, Entities.IdentityCenter.DefaultName)) is null)
        {
            try
            {
                await instance.CreateAsync(stoppingToken);
                return;
            }
            catch (Exception e) when (e is KubernetesException or HttpRequestException or TimeoutException)
            {
                log.LogWarning(e, "IdentityCenter {Name} could not be created; without it nothing is reported of the instance. It is tried again in {RetryAfter}.", Entities.IdentityCenter.DefaultName, RetryAfter);
                await Task.Delay(RetryAfter, time, stoppingToken);
            }
        }
    }
}
