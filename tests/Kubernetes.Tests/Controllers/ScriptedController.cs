using System.Collections.Concurrent;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using Kubernetes.Tests.Kinds;

namespace Kubernetes.Tests.Controllers;

/// <summary>A controller that writes down its calls and answers as the test says.</summary>
internal sealed class ScriptedController : IEntityController<Widget>
{
    public ConcurrentQueue<string> Calls { get; } = [];

    public Func<Widget, CancellationToken, Task<ReconciliationResult>> OnReconcile { get; set; } = (_, _) => Done;

    public Func<Widget, CancellationToken, Task<ReconciliationResult>> OnFinalize { get; set; } = (_, _) => Done;

    public Func<UndecodableObject, Task<ReconciliationResult>> OnReject { get; set; } = _ => Task.FromResult<ReconciliationResult>(new ReconciliationResult.Stalled("InvalidSpec"));

    public Func<Task> OnDeleted { get; set; } = () => Task.CompletedTask;

    private static Task<ReconciliationResult> Done => Task.FromResult<ReconciliationResult>(new ReconciliationResult.Done());

    public Task<ReconciliationResult> ReconcileAsync(Widget entity, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"reconcile {entity.Metadata.Name}");
        return OnReconcile(entity, cancellationToken);
    }

    public Task<ReconciliationResult> FinalizeAsync(Widget entity, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"finalize {entity.Metadata.Name}");
        return OnFinalize(entity, cancellationToken);
    }

    public Task DeletedAsync(ObjectKey key, string uid, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"deleted {key.Name}");
        return OnDeleted();
    }

    public Task<ReconciliationResult> RejectAsync(UndecodableObject entity, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"reject {entity.Metadata.Name}");
        return OnReject(entity);
    }

    public int Count(string call) => Calls.Count(made => made == call);
}
