using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;

namespace IdentityCenterOperator.Records;

/// <summary>Gives ledgers back once this process leads, and goes on leading, so that no other writes a record meanwhile.</summary>
internal sealed class LedgerReturnService(
    LedgerReturn giving, ObjectStore<AccountAssignment> assignments, ObjectStore<AccessRecord> records, TimeProvider time, ILogger<LedgerReturnService> log, LeaderElector? elector = null) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await (elector?.Elected ?? Task.CompletedTask).WaitAsync(stoppingToken);
        await Task.WhenAll(assignments.WaitForSyncAsync(stoppingToken), records.WaitForSyncAsync(stoppingToken));
        while (!await TryAsync(stoppingToken))
            await Task.Delay(RetryAfter, time, stoppingToken);
    }

    private async Task<bool> TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            var (returned, left) = await giving.RunAsync(stoppingToken);
            log.LogInformation(
                "What was assigned stands in status.granted of {Returned} AccountAssignments again: put the former version in place now. {Left} AccessRecords stay, of objects that are gone or that could not be read; the former version does not know them.",
                returned, left);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            log.LogWarning(e, "What was assigned could not all be given back into statuses; it is tried again in {RetryAfter}.", RetryAfter);
            return false;
        }
    }
}
