using System.Collections.Immutable;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Guarding;

/// <summary>What the guard remembers, between the form that is decided on and the form that is stored.</summary>
internal static class GuardMapping
{
    /// <summary>As told to people: what is stored, and how the room is shared.</summary>
    /// <param name="state">What is remembered.</param>
    /// <param name="shares">How the room is shared now.</param>
    public static GuardStatus ToTold(GuardState state, GuardShares shares)
    {
        var stored = ToStored(state);
        return stored with
        {
            Namespaces = Namespaces(state, shares) is { Count: > 0 } namespaces ? namespaces : null,
            Blocked = stored.Blocked is { } blocked ? blocked with { Queued = state.Queue(shares).Count() } : null,
        };
    }

    /// <summary>As stored. Plans that are held back are told by number, name and a sample: their objects bring them again after a restart.</summary>
    public static GuardStatus ToStored(GuardState state) => new()
    {
        Limits = state.Limits is { } limits ? Stored(limits) : null,
        Taken = [.. state.Window.Buckets.GroupBy(bucket => bucket.Minute).Select(Minute)],
        Blocked = Blocked(state),
        Approved = state.Approved.IsEmpty ? null : [.. state.Approved.Select(plan => new GuardApproval { Object = plan.Key, Hash = plan.Value })],
        Admitted = state.Admitted.IsEmpty
            ? null : [.. state.Admitted.Select(plan => new GuardAdmission { Object = plan.Key, Uid = plan.Value.Uid, Hash = plan.Value.Hash, At = plan.Value.Minute })],
        LastApproval = state.LastApproval,
    };

    /// <summary>As decided on.</summary>
    /// <param name="status">As stored.</param>
    /// <param name="ownPlan">The plan of the object itself that its status shows as held back; null for none.</param>
    public static GuardState FromStored(GuardStatus status, string? ownPlan = null) => new()
    {
        Limits = status.Limits is { } limits ? LimitsFrom(limits) : null,
        Window = new((status.Taken ?? []).Where(minute => minute.At is not null).SelectMany(Buckets)
            .OrderBy(bucket => bucket.Minute).ThenBy(bucket => bucket.Scope, StringComparer.Ordinal).ToValueList()),
        Approved = (status.Approved ?? []).DistinctBy(plan => plan.Object).ToImmutableSortedDictionary(plan => plan.Object, plan => plan.Hash, StringComparer.Ordinal),
        Admitted = (status.Admitted ?? []).Where(plan => plan.At is not null).DistinctBy(plan => plan.Object)
            .ToImmutableSortedDictionary(plan => plan.Object, plan => new AdmittedPlan(plan.Uid, plan.Hash, plan.At!.Value), StringComparer.Ordinal),
        LastApproval = status.LastApproval,
        ShownBefore = new[] { status.Blocked?.Hash, ownPlan }.OfType<string>().ToValueList(),
    };

    /// <summary>Limits as they were written down; null where they make no sense.</summary>
    public static GuardLimits? LimitsFrom(GuardLimitsStatus stored) => GoDuration.Parse(stored.Window) is not { } window ? null : new()
    {
        Window = window,
        MaxRevocations = Math.Max(0, stored.MaxRevocations),
        MaxPercent = Math.Max(0, stored.MaxPercent),
        MaxPermissionSets = Math.Max(0, stored.MaxPermissionSets),
        PerNamespace = stored.PerNamespace is { } own ? new(Math.Max(0, own.MaxRevocations), Math.Max(0, own.MaxPercent)) : null,
    };

    /// <summary>Each scope that took something away within the window, or would; those first of which most is held back.</summary>
    public static IReadOnlyList<GuardNamespace> Namespaces(GuardState state, GuardShares shares)
    {
        var blocked = state.Waiting.ToLookup(plan => plan.Scope, StringComparer.Ordinal);
        return
        [
            .. shares.Scopes.Union(blocked.Select(plans => plans.Key), StringComparer.Ordinal)
                .Select(scope => Namespace(scope, shares, [.. blocked[scope]]))
                .Where(told => told.Used + told.Plans > 0)
                .OrderByDescending(told => told.Blocked).ThenByDescending(told => told.Used).ThenBy(told => told.Namespace, StringComparer.Ordinal)
                .Take(GuardStatus.MaxNamespaces),
        ];
    }

    private static GuardLimitsStatus Stored(GuardLimits limits) => new()
    {
        Window = GoDuration.Text(limits.Window),
        MaxRevocations = limits.MaxRevocations,
        MaxPercent = limits.MaxPercent,
        MaxPermissionSets = limits.MaxPermissionSets,
        PerNamespace = limits.PerNamespace is { } own ? new() { MaxRevocations = own.MaxRevocations, MaxPercent = own.MaxPercent } : null,
    };

    private static GuardMinute Minute(IGrouping<DateTimeOffset, GuardBucket> minute)
    {
        var namespaces = minute.Where(bucket => bucket.Scope != GuardShares.Cluster && bucket.Revocations > 0)
            .Select(bucket => new GuardNamespaceCount { Namespace = bucket.Scope, Revocations = bucket.Revocations }).ToList();
        return new()
        {
            At = minute.Key,
            Revocations = minute.Sum(bucket => bucket.Revocations),
            PermissionSets = minute.Sum(bucket => bucket.PermissionSets),
            Namespaces = namespaces.Count == 0 ? null : namespaces,
        };
    }

    // What no namespace is named for, or was not when an earlier version wrote it, is the cluster's.
    private static IEnumerable<GuardBucket> Buckets(GuardMinute minute)
    {
        var namespaces = minute.Namespaces ?? [];
        foreach (var part in namespaces)
            yield return new(minute.At!.Value, part.Namespace, part.Revocations, 0);
        var rest = Math.Max(0, minute.Revocations - namespaces.Sum(part => part.Revocations));
        if (rest > 0 || minute.PermissionSets > 0)
            yield return new(minute.At!.Value, GuardShares.Cluster, rest, minute.PermissionSets);
    }

    private static GuardNamespace Namespace(string scope, GuardShares shares, List<GuardedPlan> blocked) => new()
    {
        Namespace = scope == GuardShares.Cluster ? null : scope,
        Used = shares.UsedBy(scope),
        Limit = shares.LimitOf(scope),
        Plans = blocked.Count,
        Blocked = blocked.Sum(plan => plan.Revocations),
    };

    private static GuardBlocked? Blocked(GuardState state)
    {
        var plans = state.Waiting.ToList();
        return plans.Count == 0 ? null : new()
        {
            Hash = state.Hash!,
            Plans = plans.Count,
            Revocations = plans.Sum(plan => plan.Revocations),
            PermissionSets = plans.Sum(plan => plan.PermissionSets),
            Sample = [.. plans.Take(GuardBlocked.MaxSample).Select(plan => Difference.Bound($"{plan.Owner}: {plan.Summary}"))],
            Note = state.LastApproval is { } other && other != state.Hash ? Difference.Bound(new PlanApproval(other, other, null).Objection(state.Hash!)) : null,
        };
    }
}
