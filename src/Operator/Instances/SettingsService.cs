using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Reflectors;

namespace IdentityCenterOperator.Instances;

/// <summary>
/// Puts the settings of <c>IdentityCenter/default</c> in force whenever they change; without that object, the defaults. One that cannot be read or breaks rules changes
/// nothing: what was in force stays.
/// </summary>
internal sealed class SettingsService(ObjectStore<Entities.IdentityCenter> store, OperatorSettings settings) : IHostedService
{
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
        if (change.New is null)
            settings.Apply(InstanceSettings.From(null));
        else if (change.New.Value is { } center && InstanceDesired.From(center) is InstanceDesired.Valid valid)
            settings.Apply(valid.Settings);
    }
}
