using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.CommandLine.Exporting;

/// <summary>Everything in AWS that can be declared, as it was read.</summary>
internal sealed record ExportWorld
{
    /// <summary>The instance.</summary>
    public required Instance Instance { get; init; }

    /// <summary>Its Regions.</summary>
    public required IReadOnlyCollection<RegionFacts> Regions { get; init; }

    /// <summary>All permission sets.</summary>
    public required IReadOnlyList<PermissionSetFacts> Sets { get; init; }

    /// <summary>All assignments.</summary>
    public required IReadOnlyCollection<Assignment> Assignments { get; init; }

    /// <summary>Names of users and groups that hold something; null for one that does not exist any more, empty for one without a name.</summary>
    public required IReadOnlyDictionary<Principal, string?> Principals { get; init; }

    /// <summary>All accounts of the organization by id.</summary>
    public required IReadOnlyDictionary<string, AccountFacts> Accounts { get; init; }
}
