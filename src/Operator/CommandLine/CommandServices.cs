using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;

namespace IdentityCenterOperator.CommandLine;

/// <summary>What commands are made of: the operator's own door to AWS and facts, behind a fence that is never held, so that no command writes to AWS.</summary>
internal static class CommandServices
{
    /// <summary>The services of a command that asks AWS.</summary>
    /// <param name="console">Where it writes.</param>
    /// <param name="settings">Which instance, and how fast.</param>
    /// <param name="cluster">The cluster, as far as there is one.</param>
    /// <param name="add">Adds the command's own.</param>
    public static ServiceProvider Build(CommandConsole console, OperatorSettings.Values settings, IKubernetesClient cluster, Action<IServiceCollection>? add = null)
    {
        var services = new ServiceCollection().AddLogging().AddMetrics()
            .AddSingleton(console.Time)
            .AddAwsClients()
            .AddDoor()
            .AddSingleton(console)
            .AddSingleton<Progress>()
            .AddSingleton<EverythingReader>()
            .AddSingleton(cluster);
        add?.Invoke(services);
        console.Overrides(services);
        // Last, so that nothing takes its place.
        var provider = services.AddSingleton(WriteFence.Closed).BuildServiceProvider();
        provider.GetRequiredService<OperatorSettings>().Apply(settings);
        return provider;
    }

    /// <summary>A client that reads, and nothing more; where there is no cluster, one that knows of nothing.</summary>
    public static IKubernetesClient ClientOf(ClientConfiguration? cluster) =>
        cluster is null ? new NoCluster() : new ReadOnlyCluster(new KubernetesClient(cluster, new() { UserAgent = "identity-center-operator" }));

    /// <summary>All objects of a kind, in the order of their names. One that does not fit its type keeps no other from being shown.</summary>
    public static async Task<IEnumerable<StoredObject<T>>> ReadAsync<T>(this IKubernetesClient client, ResourceDefinition<T> kind, CancellationToken cancellationToken)
        where T : class, IKubernetesObject
    {
        var store = new ObjectStore<T>(kind);
        store.Fill(await client.ListAsync((ResourceDefinition)kind, cancellationToken));
        return store.All().OrderBy(stored => stored.Key.Namespace, StringComparer.Ordinal).ThenBy(stored => stored.Key.Name, StringComparer.Ordinal);
    }

    /// <summary>All objects of a kind, as JSON.</summary>
    public static async Task<IReadOnlyList<ReadOnlyMemory<byte>>> ListAsync(this IKubernetesClient client, ResourceDefinition kind, CancellationToken cancellationToken)
    {
        var all = new List<ReadOnlyMemory<byte>>();
        string? page = null;
        do
        {
            var read = await client.ListAsync(kind, new() { Limit = 500, Continue = page }, cancellationToken);
            all.AddRange(read.Items);
            page = read.Continue;
        }
        while (!string.IsNullOrEmpty(page));
        return all;
    }
}
