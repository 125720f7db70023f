using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Queue;
using IdentityCenterOperator.Kubernetes.Reflectors;
using Kubernetes.Tests.Kinds;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace Kubernetes.Tests.Controllers;

/// <summary>A controller of widgets at work in a namespace of its own on the real API server.</summary>
internal sealed class Operation : IAsyncDisposable
{
    private static readonly Backoff Quick = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(200));

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];

    private Operation(ControlPlane plane, string @namespace) => (Plane, Namespace) = (plane, @namespace);

    public ControlPlane Plane { get; }

    public string Namespace { get; }

    public ScriptedController Controller { get; } = new();

    public ObjectStore<Widget> Store { get; } = new(Widget.Resource);

    public CountingClient Client { get; private set; } = null!;

    public ControllerHost<Widget> Host { get; private set; } = null!;

    /// <summary>Creates the namespace; nothing runs yet.</summary>
    public static async Task<Operation> PrepareAsync(ControlPlane? plane = null)
    {
        plane ??= await ControlPlane.Shared;
        await plane.ApplyAsync(Widget.Crd);
        return new Operation(plane, await plane.NewNamespaceAsync());
    }

    public Operation Start(ControllerOptions<Widget>? options = null, IKubernetesClient? client = null, ReflectorOptions? reflector = null)
    {
        Client = new CountingClient(client ?? Plane.Admin);
        options = (options ?? new ControllerOptions<Widget>()) with { Backoff = Quick };
        Host = new ControllerHost<Widget>(Controller, Store, Client, options, TimeProvider.System, Random.Shared.NextDouble, NullLogger<ControllerHost<Widget>>.Instance);
        var reflecting = new Reflector<Widget>(
            Client,
            Store,
            (reflector ?? new ReflectorOptions()) with { Namespace = Namespace, Backoff = Quick },
            TimeProvider.System,
            Random.Shared.NextDouble,
            NullLogger<Reflector<Widget>>.Instance);
        _running.Add(reflecting.RunAsync(_stop.Token));
        _running.Add(Host.RunAsync(Task.CompletedTask, _stop.Token));
        return this;
    }

    public Task ApplyAsync(string yaml) => Plane.ApplyAsync(yaml, Namespace);

    public Task<string> KubectlAsync(params string[] arguments) => Plane.KubectlAsync([.. arguments, "-n", Namespace]);

    public Task<string> PatchAsync(string name, string merge, params string[] more) => KubectlAsync(["patch", Widget.Resource.Name, name, "--type=merge", "-p", merge, .. more]);

    public Task CalledAsync(string call, int times = 1) =>
        Eventually.TrueAsync(() => Controller.Count(call) >= times, $"\"{call}\" was called {times} times; calls: {string.Join(", ", Controller.Calls)}");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        Host?.Dispose();
        _stop.Dispose();
    }
}
