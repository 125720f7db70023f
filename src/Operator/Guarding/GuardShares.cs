namespace IdentityCenterOperator.Guarding;

/// <summary>
/// How the room of the guard is shared at one moment. A namespace that the spec sets no limit to may use what the instance has, but for a quarter of it for each other
/// scope that holds anything; that is a quarter at least. So none can use up the others' room, and one that is alone has all of it.
/// </summary>
public sealed class GuardShares
{
    /// <summary>The scope of what no namespace takes away: permission sets, and what nobody declared.</summary>
    public const string Cluster = "";

    private readonly GuardLimits _limits;
    private readonly IReadOnlyDictionary<string, int> _used;
    private readonly Dictionary<string, long> _held;

    /// <summary>Shares the room.</summary>
    /// <param name="limits">The limits.</param>
    /// <param name="window">What was taken away lately.</param>
    /// <param name="held">Assignments that each namespace holds now; those revoked within the window were there too at its beginning, and count to its share.</param>
    /// <param name="isClusterReserved">Whether what nobody declared is taken away, so that room is kept for it.</param>
    /// <param name="now">The time.</param>
    public GuardShares(GuardLimits limits, GuardWindow window, IReadOnlyDictionary<string, int> held, bool isClusterReserved, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(held);
        (_limits, Used, _used) = (limits, window.Used(now, limits.Window), window.UsedByScope(now, limits.Window));
        _held = held.Keys.Union(_used.Keys, StringComparer.Ordinal).ToDictionary(scope => scope, scope => (long)held.GetValueOrDefault(scope) + UsedBy(scope), StringComparer.Ordinal);
        Assignments = _held.Values.Sum();
        Limit = limits.Revocations(Assignments);
        _held[Cluster] = isClusterReserved ? long.MaxValue : 0;
    }

    /// <summary>Assignments that were there when the window began.</summary>
    public long Assignments { get; }

    /// <summary>Revocations that all scopes together may make within the window.</summary>
    public int Limit { get; }

    /// <summary>What all scopes together took away within it.</summary>
    public GuardAllowance Used { get; }

    /// <summary>Permission sets that may be deleted within the window.</summary>
    public int MaxPermissionSets => _limits.MaxPermissionSets;

    /// <summary>Permission sets that may still be deleted.</summary>
    public int PermissionSetsLeft => Math.Max(0, _limits.MaxPermissionSets - Used.PermissionSets);

    /// <summary>Scopes that took something away within the window.</summary>
    public IEnumerable<string> Scopes => _used.Keys;

    /// <summary>Revocations that a scope made within the window.</summary>
    public int UsedBy(string scope) => _used.GetValueOrDefault(scope);

    /// <summary>Revocations that a scope may make within the window.</summary>
    public int LimitOf(string scope) => Own(scope) is { } own ? Math.Min(Limit, own.Revocations(Assignments)) : Math.Max(Part, (int)Math.Max(0, Limit - Beside(scope, Due)));

    /// <summary>Revocations that a scope's own share still allows, whether or not the instance has room.</summary>
    public int ShareLeft(string scope) => Math.Max(0, LimitOf(scope) - UsedBy(scope));

    /// <summary>Revocations that a scope may still make. What it has beyond its quarter it has only as long as the others find theirs.</summary>
    public int Left(string scope)
    {
        var room = Math.Max(0, Math.Min(ShareLeft(scope), Limit - Used.Revocations));
        return Own(scope) is not null ? room : Math.Min(room, Math.Max(0, Math.Max(Part - UsedBy(scope), (int)Math.Max(0, Limit - Used.Revocations - Beside(scope, Unmet)))));
    }

    // What each scope finds, whatever the others do.
    private int Part => Math.Min(Limit, Math.Max(GuardLimits.LeastNamespaceShare, Limit / GuardLimits.NamespacePart));

    private NamespaceLimits? Own(string scope) => scope == Cluster ? null : _limits.PerNamespace;

    private long Due(string scope) => Math.Min(Part, _held[scope]);

    private long Unmet(string scope) => Math.Max(0, Due(scope) - UsedBy(scope));

    private long Beside(string scope, Func<string, long> each) => _held.Keys.Where(other => other != scope).Sum(each);
}
