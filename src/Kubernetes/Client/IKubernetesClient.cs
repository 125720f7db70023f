using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>
/// The dozen calls that an operator makes. Bodies are UTF-8 JSON, so that a caller decides how much of an object it decodes and an undecodable one
/// spoils nothing but itself; <see cref="KubernetesClientExtensions"/> adds the typed forms.
/// Every call throws <see cref="KubernetesException"/> with the server's Status when the server refuses, <see cref="HttpRequestException"/> when it cannot be
/// reached and <see cref="TimeoutException"/> when it does not answer in time. A refusal that says when to come back (429, 500 and above) is tried again by itself, within
/// the time of the call; after anything but 429 only what may be carried out twice.
/// </summary>
public interface IKubernetesClient
{
    /// <summary>Reads one object; null when there is none of that name.</summary>
    Task<ReadOnlyMemory<byte>?> GetAsync(ResourceDefinition resource, ObjectKey key, CancellationToken cancellationToken = default);

    /// <summary>Reads one page of a list.</summary>
    Task<ListPage> ListAsync(ResourceDefinition resource, ListOptions options, CancellationToken cancellationToken = default);

    /// <summary>
    /// Watches from a resource version until the server or the network ends the stream. An error that the server sends in the stream (410 Gone above all)
    /// is yielded as an event of type <see cref="WatchEventType.Error"/>.
    /// </summary>
    IAsyncEnumerable<WatchEvent> WatchAsync(ResourceDefinition resource, WatchOptions options, CancellationToken cancellationToken = default);

    /// <summary>Creates an object and returns it as stored. 409 AlreadyExists when the name is taken.</summary>
    Task<ReadOnlyMemory<byte>> CreateAsync(ResourceDefinition resource, string? @namespace, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default);

    /// <summary>Patches an object, or its <paramref name="subresource"/>, and returns it as stored.</summary>
    Task<ReadOnlyMemory<byte>> PatchAsync(
        ResourceDefinition resource, ObjectKey key, Patch patch, string? subresource = null, CancellationToken cancellationToken = default);

    /// <summary>Replaces an object that the caller owns whole (a Lease, nothing of a user's). 409 Conflict when its resourceVersion is not the latest.</summary>
    Task<ReadOnlyMemory<byte>> ReplaceAsync(
        ResourceDefinition resource, ObjectKey key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken = default);

    /// <summary>Asks for deletion. False when there was none of that name (any more, where the server had to be asked again). 409 Conflict when a precondition does not hold.</summary>
    Task<bool> DeleteAsync(ResourceDefinition resource, ObjectKey key, Preconditions? preconditions = null, CancellationToken cancellationToken = default);
}

/// <summary>What to list.</summary>
public sealed record ListOptions
{
    /// <summary>Only this namespace; null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>Label selector in its text form.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Field selector in its text form.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Items a page; null for all at once.</summary>
    public int? Limit { get; init; }

    /// <summary>Token of the page before.</summary>
    public string? Continue { get; init; }

    /// <summary>Resource version constraint; <c>"0"</c> accepts the API server's cache.</summary>
    public string? ResourceVersion { get; init; }
}

/// <summary>One page of a list.</summary>
/// <param name="Items">Each object's own JSON.</param>
/// <param name="ResourceVersion">Version of the list: watch from here.</param>
/// <param name="Continue">Token of the next page; null on the last.</param>
public sealed record ListPage(IReadOnlyList<ReadOnlyMemory<byte>> Items, string ResourceVersion, string? Continue);

/// <summary>What to watch.</summary>
public sealed record WatchOptions
{
    /// <summary>Only this namespace; null for all.</summary>
    public string? Namespace { get; init; }

    /// <summary>Label selector in its text form.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Field selector in its text form.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Watch changes after this version.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>Ask the server to end the watch after this time.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Ask for the state first, as events (WatchList; servers that lack it refuse with 400, 403 or 422, or ignore it).</summary>
    public bool SendInitialEvents { get; init; }
}

/// <summary>Type of a watch event.</summary>
public enum WatchEventType
{
    /// <summary>An object was added, or is part of the initial state.</summary>
    Added,

    /// <summary>An object was changed.</summary>
    Modified,

    /// <summary>An object was deleted; it carries its last state.</summary>
    Deleted,

    /// <summary>Nothing changed up to this version.</summary>
    Bookmark,

    /// <summary>The object is a Status that says why the watch ends.</summary>
    Error,
}

/// <summary>One watch event.</summary>
/// <param name="Type">What happened.</param>
/// <param name="Object">JSON of the object, or of the Status of an error.</param>
public sealed record WatchEvent(WatchEventType Type, ReadOnlyMemory<byte> Object);

/// <summary>A change of a part of an object.</summary>
public abstract record Patch
{
    private Patch()
    {
    }

    /// <summary>Server-side apply: the fields in the body become the manager's, others stay as they are.</summary>
    /// <param name="Body">The object with just the owned fields, as JSON.</param>
    /// <param name="FieldManager">Who owns them.</param>
    /// <param name="Force">Take fields from other managers.</param>
    public sealed record Apply(ReadOnlyMemory<byte> Body, string FieldManager, bool Force = true) : Patch;

    /// <summary>JSON merge patch (RFC 7386).</summary>
    /// <param name="Body">The patch.</param>
    public sealed record Merge(ReadOnlyMemory<byte> Body) : Patch;

    /// <summary>JSON patch (RFC 6902); a failed <c>test</c> is 422 Invalid.</summary>
    /// <param name="Body">The operations.</param>
    public sealed record Json(ReadOnlyMemory<byte> Body) : Patch;
}

/// <summary>What must still hold for a deletion.</summary>
/// <param name="Uid">The object's uid.</param>
/// <param name="ResourceVersion">The object's resource version.</param>
public sealed record Preconditions(string? Uid = null, string? ResourceVersion = null);
