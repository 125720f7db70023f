using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>The organization as it was read, all of it or nothing: an account that is not in it is not in the organization.</summary>
internal sealed record OrganizationSnapshot
{
    /// <summary>When the first of its parts was read.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>The account that the organization belongs to.</summary>
    public required string ManagementAccountId { get; init; }

    /// <summary>All accounts by id, in whatever state.</summary>
    public required IReadOnlyDictionary<string, AccountFacts> Accounts { get; init; }

    /// <summary>All organizational units by id; null where nobody asked for them.</summary>
    public IReadOnlyDictionary<string, UnitFacts>? Units { get; init; }

    /// <summary>Tags of all accounts by account id; null where nobody asked for them.</summary>
    public IReadOnlyDictionary<string, ValueDictionary>? Tags { get; init; }

    /// <summary>The parts that it has.</summary>
    public OrganizationParts Parts =>
        OrganizationParts.Accounts | (Units is null ? OrganizationParts.None : OrganizationParts.Units) | (Tags is null ? OrganizationParts.None : OrganizationParts.Tags);

    /// <summary>Whether it says the same as another one, whenever they were read.</summary>
    public bool SaysTheSameAs(OrganizationSnapshot other) =>
        ManagementAccountId == other.ManagementAccountId && Same(Accounts, other.Accounts) && Same(Units, other.Units) && Same(Tags, other.Tags);

    private static bool Same<T>(IReadOnlyDictionary<string, T>? a, IReadOnlyDictionary<string, T>? b)
        where T : IEquatable<T> =>
        ReferenceEquals(a, b)
        || (a is not null && b is not null && a.Count == b.Count && a.All(entry => b.TryGetValue(entry.Key, out var other) && entry.Value.Equals(other)));
}

/// <summary>Parts of what can be known of an organization.</summary>
[Flags]
internal enum OrganizationParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The accounts with their names, states and places, and which is the management account: always there, at a call for 20 accounts.</summary>
    Accounts = 1,

    /// <summary>The names of the organizational units: a call for each unit.</summary>
    Units = 2,

    /// <summary>The tags of the accounts: a call for each account.</summary>
    Tags = 4,
}
