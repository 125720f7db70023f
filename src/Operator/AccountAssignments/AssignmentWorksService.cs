using IdentityCenterOperator.Kubernetes.LeaderElection;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Carries out assignments while this process leads. A standby starts nothing.</summary>
internal sealed class AssignmentWorksService(AssignmentWorks works, LeaderElector? elector = null) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await (elector?.Elected ?? Task.CompletedTask).WaitAsync(stoppingToken);
        await works.RunAsync(stoppingToken);
    }
}
