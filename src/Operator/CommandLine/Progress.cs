namespace IdentityCenterOperator.CommandLine;

/// <summary>Says on standard error how far long work has come: on a terminal in one line that is written over, elsewhere once at the beginning of each stage.</summary>
internal sealed class Progress(CommandConsole console)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private string? _stage;
    private long _shownAt;
    private bool _isOpen;

    /// <summary>A stage begins, of which nobody knows how long it is.</summary>
    public void Begin(string stage) => Show(stage, stage);

    /// <summary>Makes a stage's parts, eight at a time, and shows how many are made.</summary>
    /// <param name="stage">What is being done.</param>
    /// <param name="parts">To each of these.</param>
    /// <param name="act">Does it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task EachAsync<T>(string stage, IReadOnlyCollection<T> parts, Func<T, CancellationToken, ValueTask> act, CancellationToken cancellationToken)
    {
        var done = 0;
        if (parts.Count > 0)
            Show(stage, $"{stage}: {parts.Count}");
        await Parallel.ForEachAsync(parts, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken }, async (part, token) =>
        {
            await act(part, token);
            Show(stage, $"{stage}: {Interlocked.Increment(ref done)} of {parts.Count}");
        });
    }

    /// <summary>Ends the line, so that something else can be written.</summary>
    public void End()
    {
        lock (_gate)
        {
            if (_isOpen)
                console.Error.Write("\r\e[K");
            _isOpen = false;
        }
    }

    private void Show(string stage, string text)
    {
        lock (_gate)
        {
            var isNew = stage != _stage;
            if (!console.IsWatched)
            {
                if (isNew)
                    console.Error.WriteLine($"{text} …");
            }
            else if (isNew || TimeProvider.System.GetElapsedTime(_shownAt) > Pause)
            {
                console.Error.Write($"\r\e[K{text}");
                (_isOpen, _shownAt) = (true, TimeProvider.System.GetTimestamp());
            }

            _stage = stage;
        }
    }
}
