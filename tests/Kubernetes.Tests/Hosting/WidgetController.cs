using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using Kubernetes.Tests.Kinds;
using static IdentityCenterOperator.Kubernetes.Controllers.ReconciliationResult;

namespace Kubernetes.Tests.Hosting;

/// <summary>Keeps a shelf filled for each widget.</summary>
public sealed class WidgetController(IWarehouse warehouse, WriteFence fence) : IEntityController<Widget>
{
    public async Task<ReconciliationResult> ReconcileAsync(Widget entity, CancellationToken cancellationToken)
    {
        fence.EnsureHeld();
        var isFull = await warehouse.FillAsync(entity.Metadata.Uid, entity.Spec.Count, cancellationToken);
        return isFull ? new Done() : new Again(TimeSpan.FromSeconds(5));
    }

    public async Task<ReconciliationResult> FinalizeAsync(Widget entity, CancellationToken cancellationToken)
    {
        fence.EnsureHeld();
        await warehouse.ClearAsync(entity.Metadata.Uid, cancellationToken);
        return new Done();
    }

    public Task DeletedAsync(ObjectKey key, string uid, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ReconciliationResult> RejectAsync(UndecodableObject entity, CancellationToken cancellationToken) =>
        Task.FromResult<ReconciliationResult>(new Stalled("InvalidSpec"));
}
