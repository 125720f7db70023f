using System.Text.Json;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>What the deletion guard would let through: it counts as the guard does, from what the guard has written down, and writes nothing itself.</summary>
internal sealed class GuardForecast(OperatorSettings settings, LedgerCensus census, TimeProvider time)
{
    private readonly Dictionary<string, int> _revoked = new(StringComparer.Ordinal);
    private GuardState _state = new();

    /// <summary>Takes up what the guard has written down.</summary>
    /// <param name="instance">IdentityCenter default, if there is one.</param>
    public void Begin(ProposedObject? instance)
    {
        if (instance?.Json["status"]?["guard"] is { } kept)
            _state = GuardMapping.FromStored(kept.Deserialize(EntitiesJson.Default.GuardStatus)!);
    }

    /// <summary>Room for the revocations of an object.</summary>
    public GuardRoom RevocationsOf(ObjectKey key) => GuardedPlan.ScopeOf(key) is var scope && Shares is var shares ? Room(shares.Left(scope), shares.LimitOf(scope)) : default;

    /// <summary>Room for the deletion of permission sets.</summary>
    public GuardRoom PermissionSets => Shares is var shares ? Room(shares.PermissionSetsLeft, shares.MaxPermissionSets) : default;

    /// <summary>Whether this plan of this object was approved on the IdentityCenter.</summary>
    public bool IsApproved(string kind, ObjectKey key, string hash) => _state.IsApproved(GuardedPlan.OwnerOf(kind, key), hash);

    /// <summary>Counts what an object takes away.</summary>
    public void Count(ObjectKey key, int revocations, int permissionSets)
    {
        var scope = GuardedPlan.ScopeOf(key);
        _revoked[scope] = _revoked.GetValueOrDefault(scope) + revocations;
        _state = _state.Count(scope, revocations, permissionSets, time.GetUtcNow(), settings.Guard.Window);
    }

    private GuardShares Shares => new(
        settings.Guard,
        _state.Window,
        census.Held.ToDictionary(held => held.Key, held => Math.Max(0, held.Value - _revoked.GetValueOrDefault(held.Key)), StringComparer.Ordinal),
        settings.RevokesUndeclared,
        time.GetUtcNow());

    private GuardRoom Room(int left, int whole) => new(left, whole) { IsUnknown = !settings.Guard.IsKnown };
}
