using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Watches IAM Identity Center while this process leads: the sweep, and the polls of what is in flight. A standby asks AWS nothing.</summary>
internal sealed class IdentityCenterService(
    Sweep sweep,
    OperationTracker operations,
    OperationSlots slots,
    RequestBudgets budgets,
    FactStore facts,
    OrganizationDirectory organization,
    InstanceSwitch others,
    SettingsWakes wakes,
    DoorMetrics metrics,
    SteadyClock time,
    ObjectStore<Entities.IdentityCenter> settings,
    ILogger<IdentityCenterService> log,
    LeaderElector? elector = null)
    : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        others.Follow();
        DoorGauges.Add(metrics, budgets, slots, facts, organization, time);
        wakes.Begin();
        await settings.WaitForSyncAsync(stoppingToken);
        await (elector?.Elected ?? Task.CompletedTask).WaitAsync(stoppingToken);
        await Task.WhenAll(sweep.RunAsync(stoppingToken), operations.RunAsync(OnPollFailed, stoppingToken));
    }

    private void OnPollFailed(Exception e) => log.LogWarning(e, "Operations in flight could not be polled; they are polled again.");
}
