using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Reflectors;

namespace IdentityCenterOperator.Instances;

/// <summary>Puts the settings of <c>IdentityCenter/default</c> in force, whenever they change; without that object, or without a readable one, the defaults.</summary>
internal sealed class SettingsService(ObjectStore<Entities.IdentityCenter> store, OperatorSettings settings) : IHostedService
{
    /// <summary>Name of the one object that counts.</summary>
    public const string DefaultName = "default";

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        store.Subscribe(OnChange);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void OnChange(Change<Entities.IdentityCenter> change)
    {
        if (change.Key.Name == DefaultName)
            settings.Apply(InstanceSettings.From(change.New?.Value?.Spec));
    }
}
