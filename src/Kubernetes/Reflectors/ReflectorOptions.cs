using IdentityCenterOperator.Kubernetes.Queue;

namespace IdentityCenterOperator.Kubernetes.Reflectors;

/// <summary>What a reflector watches, and how patient it is.</summary>
public sealed record ReflectorOptions
{
    /// <summary>Only this namespace; null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>Only objects with these labels, in the text form of a label selector.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Only objects with these fields, in the text form of a field selector.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Objects a page of a list.</summary>
    public int PageSize { get; init; } = 500;

    /// <summary>
    /// Ask for the first state as a stream (WatchList). Servers that do not offer it refuse the request, or never say that the first state is complete; both
    /// are answered by a paged list.
    /// </summary>
    public bool WatchList { get; init; } = true;

    /// <summary>How long the stream of the first state may be silent before a paged list is tried instead.</summary>
    public TimeSpan WatchListPatience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The server is asked to end a watch after this time or up to twice as long, so that many watches do not end together.</summary>
    public TimeSpan WatchTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A watch without an event or a bookmark for so long is dropped and resumed: servers send bookmarks about each minute.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>
    /// After so long without an event or a bookmark everything is listed again: a server that was restored from a backup counts from an older version, and says
    /// nothing about changes until it has caught up.
    /// </summary>
    public TimeSpan RelistAfterSilence { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Delays between tries, also between watches that end at once.</summary>
    public Backoff Backoff { get; init; } = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(30));

    /// <summary>
    /// Longest wait that the API server may ask for, after the client has waited as told within its own call. A store that is old for hours because somebody on the way said
    /// so is worse than a request too many.
    /// </summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A watch that lived so long counts as a success, even if nothing happened.</summary>
    public TimeSpan StableAfter { get; init; } = TimeSpan.FromSeconds(10);
}
