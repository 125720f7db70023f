using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Queue;
using IdentityCenterOperator.Kubernetes.Reflectors;
using Kubernetes.Tests.Kinds;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace Kubernetes.Tests.Reflectors;

/// <summary>The reflector against a real API server behind a connection that is cut, stalled, refused and truncated.</summary>
public sealed class ChaosTests
{
    private static readonly ReflectorOptions Options = new()
    {
        PageSize = 7,
        Backoff = new Backoff(TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(100)),
        IdleTimeout = TimeSpan.FromSeconds(1),
    };

    [Fact]
    public async Task Whatever_the_network_does_the_store_ends_equal_to_the_server()
    {
        var plane = await ControlPlane.Shared;
        await plane.ApplyAsync(Widget.Crd);
        var @namespace = await plane.NewNamespaceAsync();
        await using var proxy = TcpProxy.Start(plane.Port);
        var store = new ObjectStore<Widget>(Widget.Resource);
        Dictionary<ObjectKey, StoredObject<Widget>> followed = [];
        store.Subscribe(change => Follow(followed, change));
        using var stop = new CancellationTokenSource();
        var reflector = new Reflector<Widget>(
            plane.Client(plane.AdminKubeconfigThrough(proxy)),
            store,
            Options with { Namespace = @namespace },
            TimeProvider.System,
            Random.Shared.NextDouble,
            NullLogger<Reflector<Widget>>.Instance);
        var running = reflector.RunAsync(stop.Token);
        var random = new Random(20261122);
        for (var round = 0; round < 60; round++)
        {
            await WriteAsync(plane.Admin, @namespace, random);
            Disturb(proxy, random.Next(8), random);
        }

        proxy.TruncateAfter(null);
        proxy.Accept();
        proxy.Resume();
        var expected = await VersionsAsync(plane.Admin, @namespace);
        await Eventually.EqualAsync(expected, () => Versions(store.All()), "the store equals the server");
        await stop.CancelAsync();
        await running;
        Assert.Equal(expected, Versions(followed.Values));
        Assert.True(proxy.Accepted > 3, "the network was disturbed");
    }

    private static void Disturb(TcpProxy proxy, int how, Random random)
    {
        switch (how)
        {
            case 0:
                proxy.Cut();
                break;
            case 1:
                proxy.Stall();
                break;
            case 2 or 3:
                proxy.Resume();
                break;
            case 4:
                proxy.TruncateAfter(random.Next(1, 6000));
                break;
            case 5:
                proxy.TruncateAfter(null);
                break;
            case 6:
                proxy.Refuse();
                proxy.Accept();
                break;
        }
    }

    private static async Task WriteAsync(KubernetesClient admin, string @namespace, Random random)
    {
        for (var i = 0; i < 5; i++)
        {
            var key = new ObjectKey(@namespace, $"w{random.Next(25)}");
            if (random.Next(3) == 0)
                await admin.DeleteAsync(Widget.Resource, key);
            else
                await admin.ApplyAsync(Widget.Resource, key, Body(key.Name, random.Next(1000)), "chaos");
        }
    }

    private static byte[] Body(string name, int count) => System.Text.Encoding.UTF8.GetBytes(
        $$$"""{"apiVersion":"tests.identitycenter.dev/v1","kind":"Widget","metadata":{"name":"{{{name}}}"},"spec":{"count":{{{count}}}}}""");

    private static async Task<string> VersionsAsync(KubernetesClient admin, string @namespace) => Versions(
        (await admin.ListAsync(Widget.Resource, new ListOptions { Namespace = @namespace })).Items.Select(item => StoredObject<Widget>.Read(item, Widget.Resource)));

    private static string Versions(IEnumerable<StoredObject<Widget>> objects) =>
        string.Join(' ', objects.Select(stored => $"{stored.Key.Name}@{stored.ResourceVersion}").Order(StringComparer.Ordinal));

    private static void Follow(Dictionary<ObjectKey, StoredObject<Widget>> followed, Change<Widget> change)
    {
        if (change.New is { } stored)
            followed[change.Key] = stored;
        else
            followed.Remove(change.Key);
    }
}
