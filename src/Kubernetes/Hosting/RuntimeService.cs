using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IdentityCenterOperator.Kubernetes.Hosting;

/// <summary>
/// Starts and stops everything in order. Start: stores fill and queues gather also on a standby; reconciles begin when this process leads. Stop: reconciles end,
/// then the lease is released, then the watches close.
/// </summary>
public sealed class RuntimeService(
    IEnumerable<IReflector> reflectors,
    IEnumerable<IControllerHost> controllers,
    RuntimeOptions options,
    IHostApplicationLifetime lifetime,
    ILogger<RuntimeService> log,
    LeaderElector? elector = null) : IHostedService, IDisposable
{
    private readonly CancellationTokenSource _watches = new();
    private readonly CancellationTokenSource _election = new();
    private readonly CancellationTokenSource _work = new();
    private Task _running = Task.CompletedTask;
    private Task _electing = Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var watching = reflectors.Select(reflector => Task.Run(() => reflector.RunAsync(_watches.Token), CancellationToken.None));
        var working = controllers.Select(controller => Task.Run(() => WorkAsync(controller), CancellationToken.None));
        _running = Task.WhenAll([.. watching, .. working]);
        _electing = Task.Run(ElectAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(controllers.Select(controller => controller.DrainAsync(options.DrainTimeout)));
        await _election.CancelAsync();
        await _electing;
        if (elector is not null)
            await elector.ReleaseAsync();
        await _watches.CancelAsync();
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _watches.Dispose();
        _election.Dispose();
        _work.Dispose();
    }

    private Task WorkAsync(IControllerHost controller) =>
        OrFailAsync($"controller {controller.Name}", () => controller.RunAsync(elector?.Elected ?? Task.CompletedTask, _work.Token));

    private Task ElectAsync() => OrFailAsync("the election", async () =>
    {
        if (elector is null)
            return;
        await elector.RunAsync(_election.Token);
        if (!_election.IsCancellationRequested)
            await FailAsync();
    });

    private async Task OrFailAsync(string part, Func<Task> run)
    {
        try
        {
            await run();
        }
        catch (Exception e)
        {
            log.LogCritical(e, "A fault in {Part}; the process stops.", part);
            await FailAsync();
        }
    }

    // A process that lost the lease cannot know what it had half done; a new one finds out by looking.
    private async Task FailAsync()
    {
        await _work.CancelAsync();
        Environment.ExitCode = 1;
        lifetime.StopApplication();
    }
}
