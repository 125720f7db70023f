using System.Text;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using Testing;

namespace Operator.Tests.Leadership;

/// <summary>People who never stop editing: every tenth of a second a PermissionSet gets another description, so that there is always something to write.</summary>
internal sealed class Edits : IAsyncDisposable
{
    // Few: each edit costs the operator about nine requests, and a successor's first write waits for the reads of all.
    private const int Sets = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly CancellationTokenSource stop = new();
    private readonly Task editing;

    private Edits(ControlPlane plane) => editing = RunAsync(plane.Admin, stop.Token);

    public static async Task<Edits> StartAsync(ControlPlane plane)
    {
        // As fast as the API allows, so that the time to the next write says little about the measured one.
        await plane.ApplyAsync("""
            apiVersion: identitycenter.dev/v1alpha1
            kind: IdentityCenter
            metadata: {name: default}
            spec: {requestsPerSecond: 20}
            """);
        return new(plane);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await editing;
        stop.Dispose();
    }

    private static async Task RunAsync(KubernetesClient admin, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Pause);
        for (var edit = 0; !cancellationToken.IsCancellationRequested; edit++)
        {
            try
            {
                await timer.WaitForNextTickAsync(cancellationToken);
                await EditAsync(admin, $"edited-{edit % Sets}", $"Edit {Guid.NewGuid():n}", cancellationToken);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or KubernetesException or TimeoutException or OperationCanceledException)
            {
                // The API server is down, as a test wants it to be, or the test is over; the next edit finds out.
            }
        }
    }

    private static Task EditAsync(KubernetesClient admin, string name, string description, CancellationToken cancellationToken)
    {
        var body = $$$"""{"apiVersion":"identitycenter.dev/v1alpha1","kind":"PermissionSet","metadata":{"name":"{{{name}}}"},"spec":{"description":"{{{description}}}"}}""";
        return admin.PatchAsync(
            PermissionSet.Definition, new ObjectKey(null, name), new Patch.Apply(Encoding.UTF8.GetBytes(body), "people"), cancellationToken: cancellationToken);
    }
}
