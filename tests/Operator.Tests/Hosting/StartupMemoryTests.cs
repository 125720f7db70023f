using IdentityCenterOperator.Hosting;
using IdentityCenterOperator.Kubernetes.Reflectors;
using Testing;

namespace Operator.Tests.Hosting;

/// <summary>When the memory of the start is given back.</summary>
public sealed class StartupMemoryTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly Filling _filling = new();
    private readonly StartupMemory _memory;
    private TimeSpan _used;
    private int _collections;

    public StartupMemoryTests() => _memory = new([_filling], _time, () => _used, () => _collections++);

    public void Dispose() => _memory.Dispose();

    [Fact]
    public async Task Nothing_is_collected_while_a_store_is_not_filled()
    {
        await _memory.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => _filling.IsAwaited, "the store is waited for");
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal((0, 0), (_collections, _time.PendingTimers));
        await _memory.StopAsync(CancellationToken.None);
        Assert.Equal(0, _collections);
    }

    [Fact]
    public async Task It_is_collected_once_when_the_process_comes_to_rest()
    {
        await StartFilledAsync();
        for (var busy = 0; busy < 3; busy++)
            await SpanAsync(StartupMemory.Rest);
        Assert.Equal(0, _collections);
        await LastSpanAsync(StartupMemory.Rest - TimeSpan.FromTicks(1));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal((1, 0), (_collections, _time.PendingTimers));
    }

    [Fact]
    public async Task It_is_collected_in_the_end_though_the_process_does_not_come_to_rest()
    {
        await StartFilledAsync();
        for (var busy = 1; busy < 20; busy++)
            await SpanAsync(StartupMemory.Span);
        Assert.Equal(0, _collections);
        await LastSpanAsync(StartupMemory.Span);
        Assert.Equal(1, _collections);
    }

    private async Task StartFilledAsync()
    {
        _filling.Synced.SetResult();
        await _memory.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(() => _time.PendingTimers == 1, "it looks at the next span");
    }

    // Time passes in which the process uses so much, and it is looked at for another span.
    private async Task SpanAsync(TimeSpan used)
    {
        _used += used;
        _time.Advance(StartupMemory.Span);
        await Eventually.TrueAsync(() => _time.PendingTimers == 1, "it looks at the next span");
    }

    private async Task LastSpanAsync(TimeSpan used)
    {
        _used += used;
        _time.Advance(StartupMemory.Span);
        await _memory.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(30));
    }

    private sealed class Filling : IReflector
    {
        public TaskCompletionSource Synced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool IsAwaited { get; private set; }

        public string Name => "any";

        public bool HasSynced => Synced.Task.IsCompleted;

        public Task WaitForSyncAsync(CancellationToken cancellationToken = default)
        {
            IsAwaited = true;
            return Synced.Task.WaitAsync(cancellationToken);
        }

        public Task RunAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
