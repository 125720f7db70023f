using System.Collections.Immutable;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Guarding;

/// <summary>All that the guard remembers, as a value.</summary>
internal sealed record GuardState
{
    private static readonly string Instance = GuardedPlan.OwnerOf(Entities.IdentityCenter.Definition.Kind, new(null, Entities.IdentityCenter.DefaultName));

    /// <summary>What was taken away lately.</summary>
    public GuardWindow Window { get; init; } = GuardWindow.Empty;

    /// <summary>The limits that were in force last; null where none ever were.</summary>
    public GuardLimits? Limits { get; init; }

    /// <summary>Plans that are held back, by the object whose plan it is.</summary>
    public ImmutableSortedDictionary<string, GuardedPlan> Blocked { get; init; } = ImmutableSortedDictionary.Create<string, GuardedPlan>(StringComparer.Ordinal);

    /// <summary>Hashes of plans that were approved and are not done yet, by object.</summary>
    public ImmutableSortedDictionary<string, string> Approved { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Plans that were let through and are not recorded by their objects yet, by object.</summary>
    public ImmutableSortedDictionary<string, AdmittedPlan> Admitted { get; init; } = ImmutableSortedDictionary.Create<string, AdmittedPlan>(StringComparer.Ordinal);

    /// <summary>The value of the annotation that was last answered: one that stays behind must not approve the same plans when they come up again.</summary>
    public string? LastApproval { get; init; }

    /// <summary>Names that were shown before a restart.</summary>
    public ValueList<string> ShownBefore { get; init; } = [];

    /// <summary>Whether there is nothing to remember.</summary>
    public bool IsEmpty => Window.Buckets.Count == 0 && Limits is null && Blocked.IsEmpty && Approved.IsEmpty && Admitted.IsEmpty;

    /// <summary>Names everything that is held back and not approved yet; null while there is nothing. Another name than the last time if that was approved.</summary>
    public string? Hash => Waiting.ToList() is { Count: > 0 } plans
        ? new PlanApproval(null, LastApproval, null).NameOf(Fingerprint.Of(plans.Select(plan => $"{plan.Owner} {plan.Hash}"))) : null;

    /// <summary>Plans that are held back and not approved, in a fixed order.</summary>
    public IEnumerable<GuardedPlan> Waiting => Blocked.Values.Where(plan => !IsApproved(plan.Owner, plan.Hash));

    /// <summary>Whether this plan of this object was approved.</summary>
    public bool IsApproved(string owner, string hash) => Approved.GetValueOrDefault(owner) == hash;

    /// <summary>Whether this plan was let through within the window, and what came of that is not recorded yet.</summary>
    public bool IsAdmitted(string owner, string uid, string hash, DateTimeOffset now, TimeSpan length) =>
        Admitted.TryGetValue(owner, out var plan) && plan.Uid == uid && plan.Hash == hash && GuardWindow.Counts(plan.Minute, now, length);

    /// <summary>Lets a plan through: whatever becomes of the operator now, it is not asked about again before its object has recorded it.</summary>
    public GuardState Admit(string owner, string uid, string hash, DateTimeOffset now, TimeSpan length) => this with
    {
        Admitted = Admitted.RemoveRange(Admitted.Where(plan => !GuardWindow.Counts(plan.Value.Minute, now, length)).Select(plan => plan.Key))
            .SetItem(owner, new(uid, hash, GuardWindow.MinuteOf(now))),
    };

    /// <summary>Counts what is let through.</summary>
    public GuardState Count(string scope, int revocations, int permissionSets, DateTimeOffset now, TimeSpan length) =>
        this with { Window = Window.Add(scope, revocations, permissionSets, now, length) };

    /// <summary>Holds a plan back. An approval of another plan of the same object ends: it was not given for this one.</summary>
    public GuardState Block(GuardedPlan plan)
    {
        var before = Blocked.GetValueOrDefault(plan.Owner);
        var next = before is null ? plan : plan with { Since = before.Since };
        return before == next ? this : this with
        {
            Blocked = Blocked.SetItem(plan.Owner, next),
            Approved = IsApproved(plan.Owner, plan.Hash) ? Approved : Approved.Remove(plan.Owner),
            Admitted = Admitted.Remove(plan.Owner),
        };
    }

    /// <summary>The object has no plan any more that is held back: what was approved of it is not approved for another time.</summary>
    public GuardState Unblock(string kind, ObjectKey key)
    {
        var owner = GuardedPlan.OwnerOf(kind, key);
        return Blocked.ContainsKey(owner) || Approved.ContainsKey(owner) ? this with { Blocked = Blocked.Remove(owner), Approved = Approved.Remove(owner) } : this;
    }

    /// <summary>The object has recorded what was let through, or has nothing to take away any more.</summary>
    public GuardState Settle(string kind, ObjectKey key)
    {
        var owner = GuardedPlan.OwnerOf(kind, key);
        var state = Unblock(kind, key);
        return state.Admitted.ContainsKey(owner) ? state with { Admitted = state.Admitted.Remove(owner) } : state;
    }

    /// <summary>What was let through of objects that are gone, of which nobody will record it, is done.</summary>
    /// <param name="uids">The objects that there are.</param>
    public GuardState SettleGone(IReadOnlySet<string> uids) =>
        Admitted.Where(plan => !uids.Contains(plan.Value.Uid)).Select(plan => plan.Key).ToList() is { Count: > 0 } gone ? this with { Admitted = Admitted.RemoveRange(gone) } : this;

    /// <summary>How much other plans of a scope would revoke that are held back.</summary>
    public int WaitingBeside(string owner, string scope) => Waiting.Where(plan => plan.Scope == scope && plan.Owner != owner).Sum(plan => plan.Revocations);

    /// <summary>How many permission sets other plans would delete that are held back.</summary>
    public int SetsWaitingBeside(string owner) => Waiting.Where(plan => plan.Owner != owner).Sum(plan => plan.PermissionSets);

    /// <summary>Plans that go by themselves when there is room, those first that have waited longest.</summary>
    public IEnumerable<GuardedPlan> Queue(GuardShares shares)
    {
        var waiting = Waiting.ToList();
        var revocations = waiting.GroupBy(plan => plan.Scope, StringComparer.Ordinal).ToDictionary(plans => plans.Key, plans => plans.Sum(plan => plan.Revocations), StringComparer.Ordinal);
        var sets = waiting.Sum(plan => plan.PermissionSets);
        return waiting.Where(plan => !plan.NeedsApproval && IsSmall(plan)).OrderBy(plan => plan.Since).ThenBy(plan => plan.Owner, StringComparer.Ordinal);

        bool IsSmall(GuardedPlan plan) =>
            (plan.Revocations == 0 || revocations[plan.Scope] <= new GuardRoom(0, shares.LimitOf(plan.Scope)).Small)
            && (plan.PermissionSets == 0 || sets <= new GuardRoom(0, shares.MaxPermissionSets).Small);
    }

    /// <summary>Room of the instance that is kept from an object, for plans of other scopes that have waited for it longer.</summary>
    public int AheadOf(string owner, string scope, GuardShares shares) => Queue(shares)
        .TakeWhile(plan => plan.Owner != owner)
        .Where(plan => plan.Scope != scope && plan.Revocations <= shares.ShareLeft(plan.Scope))
        .Sum(plan => plan.Revocations);

    /// <summary>The annotation has this value now: approves what it names, if that is what is held back and it was not answered before.</summary>
    public GuardState Approve(string? approval) => approval switch
    {
        _ when approval == LastApproval => this,
        null => this with { LastApproval = null },
        _ when approval == Hash => this with { LastApproval = approval, ShownBefore = [], Approved = Approved.SetItems(Waiting.Select(plan => KeyValuePair.Create(plan.Owner, plan.Hash))) },
        _ when Waiting.FirstOrDefault(plan => plan.Owner == Instance && plan.Hash == approval) is { } own =>
            this with { LastApproval = approval, Approved = Approved.SetItem(own.Owner, own.Hash) },
        _ when ShownBefore.Contains(approval) => this,
        _ => this with { LastApproval = approval },
    };

    /// <summary>
    /// An approval that was given while no operator ran, by a name that was shown before: it waits until the objects have brought the same plans again. With null nothing is
    /// waited for any more.
    /// </summary>
    public GuardState Expect(string? approval) =>
        ShownBefore.Where(name => name == approval).ToValueList() is var expected && expected.Count == ShownBefore.Count ? this : this with { ShownBefore = expected };

    /// <summary>An annotation with this value is there, and was before anything was shown: it approves nothing.</summary>
    public GuardState Ignore(string? approval) => approval == LastApproval ? this : this with { LastApproval = approval };
}
