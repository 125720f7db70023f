using System.Net;
using System.Text;
using System.Threading.Channels;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Instances;

/// <summary>
/// Sees to it that what was found is shown where nobody has declared <c>IdentityCenter/default</c>: in <c>IdentityCenter/discovered</c>, which is the operator's own, has
/// no spec, and goes once somebody declares one. <c>default</c> itself is never created: whoever applies it at that moment would be refused.
/// </summary>
internal sealed class DiscoveredInstanceService(
    IKubernetesClient client, WriteFence fence, ObjectStore<Entities.IdentityCenter> store, TimeProvider time, ILogger<DiscoveredInstanceService> log, LeaderElector? elector = null)
    : BackgroundService
{
    /// <summary>Whoever installs the operator and declares the instance in one go never sees the other object.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(10);

    private static readonly byte[] Body = Encoding.UTF8.GetBytes($$"""
        {
          "apiVersion": "{{Entities.IdentityCenter.Definition.ApiVersion}}",
          "kind": "{{Entities.IdentityCenter.Definition.Kind}}",
          "metadata": {"name": "{{Entities.IdentityCenter.DiscoveredName}}", "labels": {"app.kubernetes.io/managed-by": "identity-center-operator"} }
        }
        """);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await (elector?.Elected ?? Task.CompletedTask).WaitAsync(stoppingToken);
        await store.WaitForSyncAsync(stoppingToken);
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        store.Subscribe(change =>
        {
            if (change.Old is null || change.New is null)
                changes.Writer.TryWrite(true);
        });
        changes.Writer.TryWrite(true);
        if (!IsDeclared)
            await Task.Delay(Patience, time, stoppingToken);
        await foreach (var _ in changes.Reader.ReadAllAsync(stoppingToken))
            await SettleAsync(stoppingToken);
    }

    private async Task SettleAsync(CancellationToken stoppingToken)
    {
        while (!IsSettled)
        {
            try
            {
                await StepAsync(stoppingToken);
                return;
            }
            catch (LeadershipLostException)
            {
                // Another process leads, and sees to it.
                return;
            }
            catch (Exception e) when (e is KubernetesException or HttpRequestException or TimeoutException)
            {
                log.LogWarning(
                    "IdentityCenter {Name}, which shows what was found where nobody declares IdentityCenter default, could not be created or taken away: {Problem} It is tried again in {RetryAfter}.",
                    Entities.IdentityCenter.DiscoveredName,
                    e.Message,
                    RetryAfter);
                await Task.Delay(RetryAfter, time, stoppingToken);
            }
        }
    }

    private bool IsDeclared => store.Find(ReportingInstance.Declared) is not null;

    private bool IsShown => store.Find(ReportingInstance.Discovered) is { IsDeleting: false };

    private bool IsSettled => IsDeclared != IsShown;

    private async Task StepAsync(CancellationToken stoppingToken)
    {
        fence.EnsureHeld();
        if (IsDeclared)
            await client.DeleteAsync(Entities.IdentityCenter.Definition, ReportingInstance.Discovered, cancellationToken: stoppingToken);
        else
            await CreateAsync(stoppingToken);
    }

    private async Task CreateAsync(CancellationToken stoppingToken)
    {
        try
        {
            await client.CreateAsync(Entities.IdentityCenter.Definition, null, Body, stoppingToken);
            log.LogInformation("Nobody has declared IdentityCenter default: the defaults are in force, and IdentityCenter {Name} shows what is found.", Entities.IdentityCenter.DiscoveredName);
        }
        catch (KubernetesException e) when (e.Code is HttpStatusCode.Conflict)
        {
            // A leader before this one has, and the store has not seen it yet.
        }
    }
}
