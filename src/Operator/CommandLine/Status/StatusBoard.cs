using System.Text.Json;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.CommandLine.Status;

/// <summary>How all objects of a cluster fare, at one moment.</summary>
internal sealed record StatusBoard
{
    /// <summary>Access that ends within this time is told of.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromDays(7);

    /// <summary>The moment.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The Kubernetes that it all lives in; null where the server does not tell.</summary>
    public ServerVersion? Server { get; init; }

    /// <summary>The IdentityCenter that somebody declared, or else the one in which the operator shows what it found; null where there is none.</summary>
    public Entities.IdentityCenter? Instance { get; init; }

    /// <summary>Each kind, whether or not there are objects of it.</summary>
    public required IReadOnlyList<KindLine> Kinds { get; init; }

    /// <summary>All objects.</summary>
    public required IReadOnlyList<ObjectState> Objects { get; init; }

    /// <summary>Those that are not as declared, those that need somebody's hand first.</summary>
    public IEnumerable<ObjectState> NotReady => Objects.Where(state => !state.IsReady).OrderByDescending(state => state.IsStalled).ThenBy(state => state.Name, StringComparer.Ordinal);

    /// <summary>Those whose access ends soon, in the order of time.</summary>
    public IEnumerable<ObjectState> Expiring => Objects.Where(state => state.ExpiresAt > Now && state.ExpiresAt <= Now + Soon).OrderBy(state => state.ExpiresAt);

    /// <summary>Permission sets whose present version has not reached all accounts.</summary>
    public IEnumerable<ObjectState> Propagating => Objects.Where(state => state.Propagation is { Outdated: > 0 });

    /// <summary>What the deletion guard counts and holds back, by namespace; those first of which most is held back.</summary>
    public IReadOnlyList<GuardLine> Guard => GuardLine.Of(Instance?.Status?.Guard, Now);

    /// <summary>Reads all objects of a cluster.</summary>
    public static async Task<StatusBoard> ReadAsync(IKubernetesClient cluster, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var instances = (await cluster.ReadAsync(Entities.IdentityCenter.Definition, cancellationToken)).ToList();
        ObjectState[] all =
        [
            .. instances.Select(stored => StateOf(Entities.IdentityCenter.Definition, stored, each => ObjectState.Of(each, each.Status?.Conditions))),
            .. (await cluster.ReadAsync(PermissionSet.Definition, cancellationToken))
                .Select(stored => StateOf(PermissionSet.Definition, stored, each => ObjectState.Of(each, each.Status?.Conditions) with { Propagation = each.Status?.Propagation })),
            .. (await cluster.ReadAsync(AccountAssignment.Definition, cancellationToken)).Select(stored => StateOf(AccountAssignment.Definition, stored, each =>
                ObjectState.Of(each, each.Status?.Conditions) with { ExpiresAt = each.Spec.ExpiresAt, Assignments = each.Status?.Assignments })),
            .. (await cluster.ReadAsync(ReplicaRegion.Definition, cancellationToken)).Select(stored => StateOf(ReplicaRegion.Definition, stored, each => ObjectState.Of(each, each.Status?.Conditions))),
        ];
        return new()
        {
            Now = now,
            Server = await ServerAsync(cluster, cancellationToken),
            Instance = (instances.Find(stored => stored.Key == ReportingInstance.Declared) ?? instances.Find(stored => stored.Key == ReportingInstance.Discovered))?.Value,
            Objects = all,
            Kinds = [.. Resources.Select(kind => KindLine.Of(kind, [.. all.Where(state => state.Kind == kind)]))],
        };
    }

    // What it says of itself is no reason not to show the rest.
    private static async Task<ServerVersion?> ServerAsync(IKubernetesClient cluster, CancellationToken cancellationToken)
    {
        try
        {
            return cluster is IKubernetesServer server ? await server.VersionAsync(cancellationToken) : null;
        }
        catch (Exception e) when (e is KubernetesException or JsonException)
        {
            return null;
        }
    }

    private static readonly string[] Resources =
        [Entities.IdentityCenter.Definition.Kind, PermissionSet.Definition.Kind, AccountAssignment.Definition.Kind, ReplicaRegion.Definition.Kind];

    private static ObjectState StateOf<T>(ResourceDefinition<T> kind, StoredObject<T> stored, Func<T, ObjectState> read)
        where T : class, IKubernetesObject => stored.TryDecode(out var value, out var problem) ? read(value) : ObjectState.Of(kind, problem);
}

/// <summary>How many objects of a kind there are, and how they fare.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Total">All.</param>
/// <param name="Ready">Those that are as declared.</param>
/// <param name="Drifted">Those from which AWS differs.</param>
internal sealed record KindLine(string Kind, int Total, int Ready, int Drifted)
{
    /// <summary>Counts.</summary>
    public static KindLine Of(string kind, IReadOnlyCollection<ObjectState> objects) =>
        new(kind, objects.Count, objects.Count(state => state.IsReady), objects.Count(state => state.IsDrifted));
}

/// <summary>How one object fares.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its namespace and name.</param>
internal sealed record ObjectState(string Kind, string Name)
{
    /// <summary>Whether it is as declared, in its present generation.</summary>
    public bool IsReady { get; init; }

    /// <summary>Whether somebody must act.</summary>
    public bool IsStalled { get; init; }

    /// <summary>Whether AWS differs.</summary>
    public bool IsDrifted { get; init; }

    /// <summary>Why, in one word.</summary>
    public string Reason { get; init; } = "Unseen";

    /// <summary>Why, in a sentence.</summary>
    public string Message { get; init; } = "The operator has not looked at it: does it run?";

    /// <summary>Since when it is or is not ready.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When the access that it gives ends.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Of a permission set, how far it has reached its accounts.</summary>
    public PropagationStatus? Propagation { get; init; }

    /// <summary>Of assignments, how many there are.</summary>
    public AssignmentCounts? Assignments { get; init; }

    /// <summary>Reads an object.</summary>
    public static ObjectState Of(IKubernetesObject entity, IReadOnlyList<Condition>? conditions) => Of(entity.Kind, entity.Metadata, conditions ?? []);

    /// <summary>Reads what can be read of an object that does not fit its type.</summary>
    public static ObjectState Of(ResourceDefinition kind, UndecodableObject entity) => Of(kind.Kind, entity.Metadata, entity.Conditions) with
    {
        IsReady = false,
        IsStalled = true,
        Reason = nameof(Reconciliation.Reason.InvalidSpec),
        Message = StatusMessages.CannotBeRead(entity),
    };

    private static ObjectState Of(string kind, ObjectMeta metadata, IReadOnlyList<Condition> conditions)
    {
        var state = new ObjectState(kind, metadata.Key.ToString()) { Since = metadata.CreationTimestamp };
        return conditions.FirstOrDefault(condition => condition.Type == Conditions.Ready) is not { } ready ? state : state with
        {
            IsReady = ready.Status == "True" && ready.ObservedGeneration == metadata.Generation,
            IsStalled = conditions.Any(condition => condition is { Type: Conditions.Stalled, Status: "True" }),
            IsDrifted = conditions.Any(condition => condition is { Type: Conditions.Drifted, Status: "True" }),
            Reason = ready.Reason,
            Message = ready.Message,
            Since = ready.LastTransitionTime,
        };
    }
}
