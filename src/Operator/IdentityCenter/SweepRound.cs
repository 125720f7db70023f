namespace IdentityCenterOperator.IdentityCenter;

/// <summary>One round of the sweep: makes its reads one after another, spread over its time, and answers for those that fail.</summary>
/// <param name="log">Told of reads that fail.</param>
/// <param name="pause">Waits between two reads.</param>
/// <param name="cancellationToken">Stops it.</param>
internal sealed class SweepRound(ILogger log, Func<CancellationToken, Task> pause, CancellationToken cancellationToken)
{
    /// <summary>Things that were looked at.</summary>
    public int Reads { get; private set; }

    /// <summary>How many of them could not be read, so that the round is not complete.</summary>
    public int Failed { get; private set; }

    /// <summary>Looks at something without which the round is not complete.</summary>
    public async Task LookAsync(string what, Func<Task> read) => Failed += await IsReadAsync(what, read) ? 0 : 1;

    /// <summary>Asks for something that an object names. That it cannot be read is of no concern to anything but that object.</summary>
    public async Task AskAsync(string what, Func<Task> read) => await IsReadAsync(what, read);

    private async Task<bool> IsReadAsync(string what, Func<Task> read)
    {
        Reads++;
        var isRead = true;
        try
        {
            await read();
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            isRead = false;
            log.LogWarning(e, "{What} could not be read; what was known of it stays.", what);
        }

        await pause(cancellationToken);
        return isRead;
    }
}
