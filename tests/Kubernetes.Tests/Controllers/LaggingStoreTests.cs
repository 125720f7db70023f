using System.Net;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using Kubernetes.Tests.Kinds;
using Kubernetes.Tests.Lessons;
using Testing;
using static IdentityCenterOperator.Kubernetes.Controllers.ReconciliationResult;

namespace Kubernetes.Tests.Controllers;

/// <summary>The store tells of the past, as it does whenever the watch is behind.</summary>
public sealed class LaggingStoreTests
{
    [Fact]
    public async Task An_object_that_was_let_go_is_not_finalized_again()
    {
        await using var operation = await Operation.PrepareAsync();
        await operation.ApplyAsync(Widget.Yaml("a"));
        var isBehind = false;
        using var cutting = new CuttingClient(operation.Plane.Admin);
        operation.Controller.OnFinalize = (_, _) =>
        {
            isBehind = true;
            cutting.Cut();
            return Task.FromResult<ReconciliationResult>(new Done());
        };
        operation.Start(new ControllerOptions<Widget> { Finalizer = "tests.identitycenter.dev/lag" }, client: cutting);
        operation.Client.Before = call =>
        {
            if (isBehind && call is not "patch")
                throw new KubernetesException(HttpStatusCode.ServiceUnavailable, "ServiceUnavailable", "not now");
        };
        await operation.CalledAsync("reconcile a");
        await operation.KubectlAsync("delete", Widget.Resource.Name, "a");
        await Eventually.TrueAsync(() => operation.Host.Snapshot().Count == 0, "nothing is left to do");
        operation.Host.Enqueue(new ObjectKey(operation.Namespace, "a"));
        await Eventually.TrueAsync(() => operation.Host.Snapshot() is [{ State: "delayed" }], "it is looked at later, should it still be there");
        isBehind = false;
        await operation.CalledAsync("deleted a");
        Assert.Equal(1, operation.Controller.Count("finalize a"));
    }
}
