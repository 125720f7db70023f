using IdentityCenterOperator.Kubernetes.Events;

namespace IdentityCenterOperator.Hosting;

/// <summary>Writes Events beside the reconciles, and at the end those that still wait, as long as the host's shutdown lasts.</summary>
internal sealed class EventService(EventRecorder recorder) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _writing = Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _writing = Task.Run(() => recorder.RunAsync(_stop.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        recorder.Complete();
        await Task.WhenAny(_writing, Task.Delay(TimeSpan.FromSeconds(3), cancellationToken));
        await _stop.CancelAsync();
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}
