using System.Text.Json;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>What the deletion guard would let through: it counts as the guard does, from what the guard has written down, and writes nothing itself.</summary>
internal sealed class GuardForecast(OperatorSettings settings, LedgerCensus census, TimeProvider time)
{
    private GuardState _state = new();
    private int _revoked;

    /// <summary>How much may be taken away now without an approval.</summary>
    public GuardAllowance Left => _state.Window.Left(settings.Guard, census.Assignments - _revoked, time.GetUtcNow());

    /// <summary>Takes up what the guard has written down.</summary>
    /// <param name="instance">IdentityCenter default, if there is one.</param>
    public void Begin(ProposedObject? instance)
    {
        if (instance?.Json["status"]?["guard"] is { } kept)
            _state = GuardMapping.FromStored(kept.Deserialize(EntitiesJson.Default.GuardStatus)!);
    }

    /// <summary>Whether a plan of this hash was approved on the IdentityCenter.</summary>
    public bool IsApproved(string hash) => _state.IsApproved(hash);

    /// <summary>Counts what is taken away.</summary>
    public void Count(int revocations, int permissionSets)
    {
        _revoked += revocations;
        _state = _state with { Window = _state.Window.Add(revocations, permissionSets, time.GetUtcNow(), settings.Guard.Window) };
    }
}
