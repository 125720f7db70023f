using IdentityCenterOperator.Kubernetes.Reflectors;

namespace IdentityCenterOperator.Hosting;

/// <summary>
/// Gives back, once, the memory that the start took: the first list of all objects and the first look at each of them. What is garbage by then the collector would keep room for, since it comes back
/// to that room only when as much was allocated again, which takes hours. It happens when the stores are filled and the process is at rest: a full collection holds up everything for some 50 ms.
/// </summary>
/// <param name="reflectors">What fills the stores.</param>
/// <param name="time">The clock.</param>
/// <param name="usedCpu">How much CPU the process has used.</param>
/// <param name="collect">Collects garbage, and gives back what becomes free.</param>
internal sealed class StartupMemory(IEnumerable<IReflector> reflectors, TimeProvider time, Func<TimeSpan> usedCpu, Action collect) : BackgroundService
{
    /// <summary>How long is looked whether the process is at rest.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromSeconds(2);

    /// <summary>At rest is who uses less CPU than this in a <see cref="Span"/>: a fifth of a core.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromSeconds(0.4);

    // Who has much to do for so long is not held up by one collection more, and has made as much garbage as anybody.
    private const int MostSpans = 20;

    /// <summary>Of this process.</summary>
    public static StartupMemory OfProcess(IServiceProvider services) => new(
        services.GetServices<IReflector>(),
        services.GetRequiredService<TimeProvider>(),
        () => Environment.CpuUsage.TotalTime,
        () => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true));

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.WhenAll(reflectors.Select(reflector => reflector.WaitForSyncAsync(stoppingToken)));
        for (var spans = 0; spans < MostSpans; spans++)
        {
            var before = usedCpu();
            await Task.Delay(Span, time, stoppingToken);
            if (usedCpu() - before < Rest)
                break;
        }

        collect();
    }
}
