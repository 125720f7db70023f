using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Events;
using Kubernetes.Tests.Client;
using Microsoft.Extensions.Logging;
using Testing;

namespace Kubernetes.Tests.Events;

public sealed class EventRecorderTests
{
    private static readonly ResourceDefinition Events = new("events.k8s.io", "v1", "Event", "events", Namespaced: true);
    private static readonly ResourceDefinition CoreEvents = new("", "v1", "Event", "events", Namespaced: true);

    private readonly ManualTimeProvider clock = new(DateTimeOffset.UtcNow);
    private EventRecorder? recorder;

    [Fact]
    public async Task An_event_appears_in_its_object_s_namespace_and_its_repeats_are_one_series()
    {
        var (plane, gizmo) = await GizmoAsync();
        foreach (var _ in Enumerable.Range(0, 3))
            await WriteAsync(plane.Admin, Note(gizmo));

        var stored = await OnlyAsync(plane.Admin, Events, gizmo.Namespace!);
        Assert.Equal(("Drifted", "Observed", "Warning", "Somebody changed it."), (Text(stored, "reason"), Text(stored, "action"), Text(stored, "type"), Text(stored, "note")));
        Assert.Equal((gizmo.Name, gizmo.Uid), (Text(stored["regarding"]!, "name"), Text(stored["regarding"]!, "uid")));
        Assert.Equal(3, (int)stored["series"]!["count"]!);
        Assert.Equal("identitycenter.dev/operator", Text(stored, "reportingController"));
        // kubectl get events and kubectl describe read the core form.
        Assert.Equal(gizmo.Name, Text((await OnlyAsync(plane.Admin, CoreEvents, gizmo.Namespace!))["involvedObject"]!, "name"));
    }

    [Fact]
    public async Task After_the_window_or_when_the_first_is_gone_a_repeat_is_told_anew()
    {
        var (plane, gizmo) = await GizmoAsync();
        await WriteAsync(plane.Admin, Note(gizmo));
        clock.Advance(TimeSpan.FromMinutes(7));
        await WriteAsync(plane.Admin, Note(gizmo));
        var both = await plane.Admin.ListAsync(Events, new ListOptions { Namespace = gizmo.Namespace });
        foreach (var item in both.Items)
            await plane.Admin.DeleteAsync(Events, new ObjectKey(gizmo.Namespace, Text(JsonNode.Parse(item.Span)!["metadata"]!, "name")));
        await WriteAsync(plane.Admin, Note(gizmo));

        Assert.Equal(2, both.Items.Count);
        Assert.Null((await OnlyAsync(plane.Admin, Events, gizmo.Namespace!))["series"]);
    }

    [Fact]
    public async Task An_event_of_a_cluster_scoped_object_lives_in_default_and_a_long_note_is_cut()
    {
        var plane = await ControlPlane.Shared;
        var name = $"n{Guid.NewGuid():n}";
        var note = new EventNote(
            new ResourceDefinition("client.example.com", "v1", "Thing", "things", Namespaced: false),
            new ObjectMeta { Name = name, Uid = Guid.NewGuid().ToString() },
            EventType.Normal, "Synced", "Synced", new string('ä', 2000));

        await WriteAsync(plane.Admin, note);

        var stored = (await plane.Admin.ListAsync(Events, new ListOptions { Namespace = "default" })).Items
            .Select(i => JsonNode.Parse(i.Span)!).Single(e => Text(e["regarding"]!, "name") == name);
        Assert.EndsWith("ä…", Text(stored, "note"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_has_25_events_at_once_and_then_one_in_five_minutes_and_others_are_not_held_up()
    {
        var correlator = new EventCorrelator(new EventRecorderOptions(), clock, () => "x");
        var noisy = new ObjectMeta { Name = "noisy", Uid = "1" };
        var quiet = new ObjectMeta { Name = "quiet", Uid = "2" };
        int Told(int tries) => Enumerable.Range(0, tries).Count(i => correlator.Decide(Note(noisy) with { Note = $"{clock.GetUtcNow()} {i}" }) is not EventDecision.Drop);

        Assert.Equal(25, Told(40));
        Assert.IsType<EventDecision.Create>(correlator.Decide(Note(quiet)));
        clock.Advance(TimeSpan.FromMinutes(4.9));
        Assert.Equal(0, Told(5));
        clock.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Equal(1, Told(5));
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(25, Told(40));
    }

    [Fact]
    public void All_objects_together_have_a_budget_too()
    {
        var correlator = new EventCorrelator(new EventRecorderOptions(), clock, () => "x");
        int Told(int tries) => Enumerable.Range(0, tries)
            .Count(i => correlator.Decide(Note(new ObjectMeta { Name = $"w{i}", Uid = $"{i}" })) is not EventDecision.Drop);

        Assert.Equal(500, Told(1000));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(10, Told(1000));
    }

    [Fact]
    public async Task Recording_never_waits_and_a_refusal_is_logged_once()
    {
        var (plane, gizmo) = await GizmoAsync();
        var log = new ListLogger();
        var recorder = new EventRecorder(plane.ClientFor("nobody-special"), log, new EventRecorderOptions { Waiting = 10 }, clock);

        for (var i = 0; i < 1000; i++)
            recorder.Record(Note(gizmo) with { Note = $"{i}" });
        recorder.Complete();
        await recorder.RunAsync(CancellationToken.None);

        Assert.Contains("Drifted", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    /// <summary>Writes through one recorder per test and waits until it is written.</summary>
    private async Task WriteAsync(IKubernetesClient client, EventNote note)
    {
        recorder ??= new EventRecorder(client, new ListLogger(), new EventRecorderOptions(), clock);
        await recorder.WriteAsync(note, CancellationToken.None);
    }

    private static EventNote Note(ObjectMeta about) => new(GizmoKind.Resource, about, EventType.Warning, "Drifted", "Observed", "Somebody changed it.");

    private static async Task<(ControlPlane Plane, ObjectMeta Gizmo)> GizmoAsync()
    {
        var plane = await GizmoKind.InstallAsync();
        var key = new ObjectKey(await plane.NewNamespaceAsync(), "a");
        await plane.Admin.CreateAsync(GizmoKind.Resource, key.Namespace, GizmoKind.Body("a"));
        return (plane, await plane.Admin.MetadataAsync(key));
    }

    private static async Task<JsonNode> OnlyAsync(KubernetesClient client, ResourceDefinition resource, string name) =>
        JsonNode.Parse(Assert.Single((await client.ListAsync(resource, new ListOptions { Namespace = name })).Items).Span)!;

    private static string Text(JsonNode node, string field) => (string)node[field]!;

    private sealed class ListLogger : ILogger<EventRecorder>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
