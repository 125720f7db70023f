using System.Runtime.InteropServices;
using System.Text.Json;
using IdentityCenterOperator.Entities;
using k8s;
using k8s.Autorest;

// Tells of each PermissionSet whenever something about it changes, until it is stopped:
//   dotnet run --project examples/dotnet-client
using var stop = new CancellationTokenSource();
// Ctrl+C at a terminal, and what a pod is told when it is to end.
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var client = new Kubernetes(KubernetesClientConfiguration.BuildDefaultConfig());
var kind = PermissionSet.Definition;

while (!stop.IsCancellationRequested)
{
    try
    {
        await WatchAsync(await ListAsync());
    }
    catch (Exception e) when (e is HttpOperationException or KubernetesException or HttpRequestException or IOException)
    {
        // The API server is away, or the version from which to watch is too old.
        Console.Error.WriteLine($"Listing again in a second: {e.Message}");
        await Task.Delay(TimeSpan.FromSeconds(1), stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
        break;
    }
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

async Task<string?> ListAsync()
{
    var list = (JsonElement)await client.CustomObjects.ListClusterCustomObjectAsync(kind.Group, kind.Version, kind.Plural, cancellationToken: stop.Token);
    foreach (var item in list.GetProperty("items").EnumerateArray())
        Tell("is", item);
    return list.GetProperty("metadata").GetProperty("resourceVersion").GetString();
}

async Task WatchAsync(string? version)
{
    var changes = client.CustomObjects.WatchListClusterCustomObjectAsync(
        kind.Group,
        kind.Version,
        kind.Plural,
        resourceVersion: version,
        timeoutSeconds: 300,
        onError: problem => throw problem, // Without this an expired version goes unnoticed.
        cancellationToken: stop.Token);
    await foreach (var (type, item) in changes)
        Tell($"{type}".ToLowerInvariant(), (JsonElement)item);
}

static void Tell(string what, JsonElement item)
{
    var name = item.GetProperty("metadata").GetProperty("name").GetString();
    try
    {
        // Fields that are not known here are passed over; times, durations and enums are read as the operator reads them.
        var set = item.Deserialize(EntitiesJson.Default.PermissionSet)!;
        var ready = set.Status?.Conditions?.FirstOrDefault(condition => condition.Type == "Ready");
        Console.WriteLine($"{name} {what}: {ready?.Reason ?? "nobody has looked yet"}, accounts {set.Status?.Propagation?.Summary ?? "-"}, drift {set.Status?.Drift?.Total ?? 0}. {ready?.Message}");
    }
    catch (JsonException e)
    {
        // One object that does not fit must not hide the others.
        Console.WriteLine($"{name} {what}: cannot be read, {e.Message}");
    }
}
