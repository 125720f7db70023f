using System.Text;
using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Queue;
using IdentityCenterOperator.Kubernetes.Reflectors;
using Kubernetes.Tests.Kinds;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kubernetes.Tests.Reflectors;

public sealed class ReflectorProperties
{
    private static readonly ReflectorOptions Eager = new() { PageSize = 2, Backoff = new Backoff(TimeSpan.Zero, TimeSpan.Zero) };

    private static readonly Gen<Step> Steps =
        from what in Gen.Frequency(
            (8, Gen.Constant(Happening.Write)), (4, Gen.Constant(Happening.Delete)), (4, Gen.Elements(Enum.GetValues<Happening>())))
        from which in Gen.Choose(0, 60)
        select new Step(what, which);

    private static readonly Gen<(Step[] Script, WatchListSupport Support)> Worlds =
        from count in Gen.Choose(0, 60)
        from script in Steps.ArrayOf(count)
        from support in Gen.Elements(Enum.GetValues<WatchListSupport>())
        select (script, support);

    [Fact]
    public void Whatever_happens_the_store_ends_equal_to_the_server_and_so_does_who_followed_its_changes() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(1500),
            Prop.ForAll(Arb.From(Worlds, Smaller), world => EndsEqual(world.Script, world.Support).GetAwaiter().GetResult()));

    private static async Task<bool> EndsEqual(Step[] script, WatchListSupport support)
    {
        var server = new ModelServer(script, support);
        var store = new ObjectStore<Widget>(Widget.Resource);
        store.AddIndex("size", widget => [widget.Spec.Size.ToString()]);
        Dictionary<ObjectKey, StoredObject<Widget>> followed = [];
        var consistent = true;
        store.Subscribe(change => consistent &= Follow(followed, change));
        using var stop = new CancellationTokenSource();
        var reflector = new Reflector<Widget>(server, store, Eager, TimeProvider.System, () => 0.5, NullLogger<Reflector<Widget>>.Instance);
        var running = reflector.RunAsync(stop.Token);
        await server.Finished.WaitAsync(TimeSpan.FromSeconds(20));
        await stop.CancelAsync();
        await running;
        return consistent && store.HasSynced && IsEqual(server, store.All()) && IsEqual(server, followed.Values) && IsIndexed(store);
    }

    /// <summary>A change must start from what the last one of its object led to.</summary>
    private static bool Follow(Dictionary<ObjectKey, StoredObject<Widget>> followed, Change<Widget> change)
    {
        var fits = followed.GetValueOrDefault(change.Key) == change.Old && (change.Old is null || change.New is null || change.Old.Uid == change.New.Uid);
        if (change.New is { } stored)
            followed[change.Key] = stored;
        else
            followed.Remove(change.Key);
        return fits;
    }

    private static bool IsEqual(ModelServer server, IEnumerable<StoredObject<Widget>> objects) =>
        objects.ToDictionary(stored => stored.Key.Name, stored => Encoding.UTF8.GetString(stored.Json.Span)).OrderBy(entry => entry.Key)
            .SequenceEqual(server.Objects.OrderBy(entry => entry.Key));

    private static bool IsIndexed(ObjectStore<Widget> store) => Enum.GetValues<Size>().All(size =>
        store.ByIndex("size", $"{size}").Select(stored => stored.Key.Name).Order()
            .SequenceEqual(store.All().Where(stored => stored.Value?.Spec.Size == size).Select(stored => stored.Key.Name).Order()));

    private static IEnumerable<(Step[] Script, WatchListSupport Support)> Smaller((Step[] Script, WatchListSupport Support) world) =>
        Enumerable.Range(0, world.Script.Length).Select(i => (world.Script.Where((_, at) => at != i).ToArray(), world.Support));
}
