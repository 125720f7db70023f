using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Threading.Channels;
using IdentityCenterOperator.Kubernetes.Client;
using Microsoft.Extensions.Logging;

namespace IdentityCenterOperator.Kubernetes.Events;

/// <summary>
/// Writes events.k8s.io/v1 in the background: repeats become series, each object and all together have a budget, and whoever records never waits.
/// Run <see cref="RunAsync"/> once; events that were recorded before it runs are kept.
/// </summary>
public sealed class EventRecorder : IEventRecorder
{
    private static readonly ResourceDefinition Events = new("events.k8s.io", "v1", "Event", "events", Namespaced: true);
    private static readonly Meter Meter = new("IdentityCenterOperator.Kubernetes");

    private static readonly Counter<long> Results = Meter.CreateCounter<long>(
        "kubernetes_events_total", description: "Number of events, partitioned by what became of them: written, limited, overflowed, failed.");

    private readonly IKubernetesClient client;
    private readonly EventRecorderOptions options;
    private readonly EventCorrelator correlator;
    private readonly ILogger logger;
    private readonly Channel<EventNote> waiting;
    private readonly ConcurrentDictionary<string, bool> complained = new();
    private bool pretendNamespace;

    /// <summary>Creates a recorder.</summary>
    /// <param name="client">Writes the events; needs create and patch on events.events.k8s.io.</param>
    /// <param name="logger">Told of each kind of failure once.</param>
    /// <param name="options">Who reports, and how much.</param>
    /// <param name="time">Clock.</param>
    /// <param name="suffix">Makes a name unique; by default random.</param>
    public EventRecorder(
        IKubernetesClient client,
        ILogger<EventRecorder> logger,
        EventRecorderOptions? options = null,
        TimeProvider? time = null,
        Func<string>? suffix = null)
    {
        (this.client, this.logger, this.options) = (client, logger, options ?? new EventRecorderOptions());
        correlator = new EventCorrelator(this.options, time ?? TimeProvider.System, suffix ?? (() => Guid.NewGuid().ToString("n")[..16]));
        waiting = Channel.CreateBounded<EventNote>(
            new BoundedChannelOptions(this.options.Waiting) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
        foreach (var result in new[] { "written", "limited", "overflowed", "failed" })
            Count(result, 0);
    }

    /// <inheritdoc/>
    public void Record(EventNote note)
    {
        if (!waiting.Writer.TryWrite(note))
            Count("overflowed");
    }

    /// <summary>Writes events until cancelled, or until <see cref="Complete"/> and all is written.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var note in waiting.Reader.ReadAllAsync(cancellationToken))
            await WriteAsync(note, cancellationToken);
    }

    /// <summary>No more events come: lets <see cref="RunAsync"/> end when all is written.</summary>
    public void Complete() => waiting.Writer.TryComplete();

    /// <summary>Writes one event now; what fails is counted.</summary>
    internal async Task WriteAsync(EventNote note, CancellationToken cancellationToken)
    {
        try
        {
            Count(await WriteAsync(correlator.Decide(note), cancellationToken) ? "written" : "limited");
        }
        catch (Exception e) when (e is KubernetesException or HttpRequestException or TimeoutException or KubernetesConfigurationException)
        {
            correlator.Forget(note);
            Count("failed");
            Complain(note, e);
        }
    }

    private async Task<bool> WriteAsync(EventDecision decision, CancellationToken cancellationToken)
    {
        switch (decision)
        {
            case EventDecision.Create { Event: var first }:
                await CreateAsync(first, cancellationToken);
                return true;
            case EventDecision.Repeat { Event: var again }:
                await RepeatAsync(again, cancellationToken);
                return true;
            default:
                return false;
        }
    }

    /// <summary>
    /// API servers before 1.22 or so refuse an event in <c>default</c> about an object without a namespace. They are told that the object is in <c>default</c>:
    /// kubectl get events finds the event then, only kubectl describe does not.
    /// </summary>
    private async Task CreateAsync(RecordedEvent first, CancellationToken cancellationToken)
    {
        try
        {
            await client.CreateAsync(Events, first.Key.Namespace, EventJson.New(first, options, pretendNamespace), cancellationToken);
        }
        catch (KubernetesException e) when (e.Code == HttpStatusCode.UnprocessableEntity && first.Note.Object.Namespace is null && !pretendNamespace)
        {
            await client.CreateAsync(Events, first.Key.Namespace, EventJson.New(first, options, pretendNamespace: true), cancellationToken);
            pretendNamespace = true;
        }
    }

    private async Task RepeatAsync(RecordedEvent again, CancellationToken cancellationToken)
    {
        try
        {
            await client.PatchAsync(Events, again.Key, new Patch.Merge(EventJson.Series(again)), null, cancellationToken);
        }
        catch (KubernetesException e) when (e.Code == HttpStatusCode.NotFound)
        {
            // Events are kept for an hour or so; a long series outlives its own.
            await WriteAsync(correlator.Restart(again.Note), cancellationToken);
        }
    }

    /// <summary>Once for each kind of failure: an API server that refuses events refuses all of them.</summary>
    private void Complain(EventNote note, Exception e)
    {
        var kind = e is KubernetesException refused ? $"{(int)refused.Code} {refused.Reason}" : e.GetType().Name;
        if (complained.TryAdd(kind, true))
            logger.LogWarning(e, "The event {Reason} of {Kind} {Object} could not be written; further failures of this sort are only counted", note.Reason, note.Regarding.Kind, note.Object.Key);
    }

    private static void Count(string result, int number = 1) => Results.Add(number, new KeyValuePair<string, object?>("result", result));
}
