using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.PermissionSets;
using PermissionSetPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.PermissionSets.PermissionSetStep>;

namespace Door;

/// <summary>
/// The path of a permission set as its controller walks it, without Kubernetes: look, plan, execute, look again, until there is nothing to do.
/// What the controller keeps in status is kept in the ledger.
/// </summary>
internal sealed class Convergence(PermissionSetSight sight, PermissionSetExecutor executor, OperationTracker operations, FactStore facts, FactReader reader)
{
    private static readonly Owner Owner = new("bench", "bench");

    public async Task ConvergeAsync(PermissionSetState desired, Ledger ledger, CancellationToken stop)
    {
        await operations.RecognizedAsync(stop);
        while (true)
        {
            var running = await EndedAsync(desired.Name, ledger, stop);
            var seen = (Sight.Seen)await sight.LookAsync(desired.Name, ledger.Arn(desired.Name), running ? Need.Fresh : Need.Known, stop);
            var observed = seen.Facts is { } have ? PermissionSetObserved.From(have, isProvisioning: false) : null;
            var plan = PermissionSetPlanner.Plan(desired, observed, new(Owner) { RecordedArn = ledger.Arn(desired.Name) });
            if (plan is not PermissionSetPlan.Do act)
            {
                ledger.Settle(desired.Name);
                return;
            }

            foreach (var step in act.Steps)
                await TakeAsync(desired.Name, step, observed?.Arn, ledger, stop);
        }
    }

    private async Task TakeAsync(string name, PermissionSetStep step, string? arn, Ledger ledger, CancellationToken stop)
    {
        try
        {
            Mark(arn);
            var result = await executor.ExecuteAsync(step, Fixture.InstanceArn, arn, new(Fixture.Object(name), null), stop);
            if (step is PermissionSetStep.Create create)
                facts.Put(result.Arn, new Fact<PermissionSetFacts>.Present(PermissionSetObserved.JustCreated(create, result.Arn), DateTimeOffset.UtcNow));
            ledger.Record(name, result.Arn, result.ProvisioningRequestId);
        }
        catch (ConflictException) when (step is PermissionSetStep.Create)
        {
            await reader.NamesAsync(DateTimeOffset.UtcNow, stop);
            ledger.Record(name, facts.ArnOf(name)!, null);
        }
        finally
        {
            Mark(arn);
        }
    }

    private void Mark(string? arn)
    {
        if (arn is not null)
            facts.MarkStale(arn, DateTimeOffset.UtcNow);
    }

    private async Task<bool> EndedAsync(string name, Ledger ledger, CancellationToken stop)
    {
        if (ledger.RequestId(name) is not { } id)
            return false;
        operations.Follow(OperationKind.Provisioning, id);
        while (operations.StatusOf(id) is OperationStatus.InProgress)
            await Task.Delay(50, stop);
        operations.Forget(id);
        ledger.Record(name, ledger.Arn(name)!, null);
        return true;
    }
}
