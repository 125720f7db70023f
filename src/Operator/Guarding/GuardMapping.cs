using System.Collections.Immutable;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Guarding;

/// <summary>What the guard remembers, between the form that is decided on and the form that is stored.</summary>
internal static class GuardMapping
{
    /// <summary>As stored. Plans that wait are told by number, name and a sample: their objects bring them again after a restart.</summary>
    public static GuardStatus ToStored(GuardState state) => new()
    {
        Taken = [.. state.Window.Buckets.Select(bucket => new GuardMinute { At = bucket.Minute, Revocations = bucket.Revocations, PermissionSets = bucket.PermissionSets })],
        Blocked = Blocked(state),
        Approved = state.Approved.IsEmpty ? null : [.. state.Approved.Select(plan => new GuardApproval { Object = plan.Key, Hash = plan.Value })],
        LastApproval = state.LastApproval,
    };

    /// <summary>As decided on.</summary>
    public static GuardState FromStored(GuardStatus status) => new()
    {
        Window = new((status.Taken ?? []).Where(minute => minute.At is not null)
            .Select(minute => new GuardBucket(minute.At!.Value, minute.Revocations, minute.PermissionSets)).OrderBy(bucket => bucket.Minute).ToValueList()),
        Approved = (status.Approved ?? []).ToImmutableSortedDictionary(plan => plan.Object, plan => plan.Hash, StringComparer.Ordinal),
        LastApproval = status.LastApproval,
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
        };
    }
}
