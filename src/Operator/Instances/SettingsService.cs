using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Reflectors;

namespace IdentityCenterOperator.Instances;

/// <summary>
/// Puts the settings of <c>IdentityCenter/default</c> in force whenever they change; without that object, the defaults. One that cannot be read or breaks rules changes
/// nothing: what was in force stays. Where this process had none in force yet, what can be told of them is (<see cref="SalvagedSettings"/>).
/// </summary>
internal sealed class SettingsService(ObjectStore<Entities.IdentityCenter> store, OperatorSettings settings) : IHostedService
{
    private bool _isInForce;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        settings.Apply(InstanceSettings.From(null));
        store.Subscribe(OnChange);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void OnChange(Change<Entities.IdentityCenter> change)
    {
        if (change.Key.Name != Entities.IdentityCenter.DefaultName)
            return;
        if (SettingsOf(change.New) is { } next)
            settings.Apply(next);
        _isInForce = true;
    }

    private OperatorSettings.Values? SettingsOf(StoredObject<Entities.IdentityCenter>? stored) => stored switch
    {
        null => InstanceSettings.From(null),
        { Value: { } center } when InstanceDesired.From(center) is InstanceDesired.Valid valid => valid.Settings,
        _ when _isInForce => null,
        _ => SalvagedSettings.From(stored.Json),
    };
}
