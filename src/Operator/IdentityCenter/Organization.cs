using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>An account of the organization.</summary>
/// <param name="Id">Twelve digits.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">ACTIVE, SUSPENDED, PENDING_ACTIVATION, PENDING_CLOSURE or CLOSED.</param>
/// <param name="Units">Ids of the organizational units above it, from the top; empty right below the root.</param>
internal sealed record AccountFacts(string Id, string Name, string State, ValueList<string> Units)
{
    /// <summary>State of an account that AWS takes assignments in.</summary>
    public const string Active = "ACTIVE";
}

/// <summary>An organizational unit.</summary>
/// <param name="Id">Id.</param>
/// <param name="Path">Names from the top, as <c>Workloads/Prod</c>.</param>
/// <param name="Units">Ids from the top, its own last.</param>
internal sealed record UnitFacts(string Id, string Path, ValueList<string> Units);
