using IdentityCenterOperator.Kubernetes.Events;
using k8s;
using Kubernetes.Tests.Client;
using Microsoft.Extensions.Logging.Abstractions;
using Testing;

namespace Kubernetes.Tests.Referee;

/// <summary>Our Events, as the official client's types read them.</summary>
public sealed class EventReferee
{
    [Fact]
    public async Task An_event_and_its_repeats_are_read_as_they_were_told()
    {
        var plane = await GizmoKind.InstallAsync();
        using var official = new Official(plane);
        var name = await plane.NewNamespaceAsync();
        await plane.Admin.CreateAsync(GizmoKind.Resource, name, GizmoKind.Body("a"));
        var gizmo = await plane.Admin.MetadataAsync(new(name, "a"));
        var time = new ManualTimeProvider(DateTimeOffset.UtcNow);
        var recorder = new EventRecorder(plane.Admin, NullLogger<EventRecorder>.Instance, new EventRecorderOptions { Instance = "pod-1" }, time);
        var (first, note) = (time.GetUtcNow().UtcDateTime, new EventNote(GizmoKind.Resource, gizmo, EventType.Warning, "Drifted", "Observed", "Größe is 3 instead of \"2\"."));

        await recorder.WriteAsync(note, CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(30));
        await recorder.WriteAsync(note, CancellationToken.None);

        var read = Assert.Single((await official.Client.EventsV1.ListNamespacedEventAsync(name)).Items);
        Assert.Equal(("Warning", "Drifted", "Observed", note.Note), (read.Type, read.Reason, read.Action, read.Note));
        Assert.Equal(("identitycenter.dev/operator", "pod-1"), (read.ReportingController, read.ReportingInstance));
        Assert.Equal(
            (GizmoKind.Resource.ApiVersion, "Gizmo", name, "a", gizmo.Uid, gizmo.ResourceVersion),
            (read.Regarding.ApiVersion, read.Regarding.Kind, read.Regarding.NamespaceProperty, read.Regarding.Name, read.Regarding.Uid, read.Regarding.ResourceVersion));
        Assert.Equal(2, read.Series.Count);
        Assert.Equal((Micro(first), Micro(first.AddSeconds(30))), (read.EventTime, read.Series.LastObservedTime));
        var core = Assert.Single((await official.Client.CoreV1.ListNamespacedEventAsync(name)).Items);
        Assert.Equal(("a", "Drifted", note.Note), (core.InvolvedObject.Name, core.Reason, core.Message));
    }

    private static DateTime Micro(DateTime time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
}
