using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Finds accounts of the organization by what users write of them.</summary>
internal sealed class AccountFinder(OrganizationSnapshot organization)
{
    /// <summary>Whether AWS takes assignments there.</summary>
    public bool IsActive(string account) => organization.Accounts[account].State == AccountFacts.Active;

    /// <summary>Accounts by id and by name. Names are not unique: all accounts of a name are meant.</summary>
    public Found Named(IReadOnlyList<string>? ids, IReadOnlyList<string>? names)
    {
        var byName = names is { Count: > 0 } ? organization.Accounts.Values.ToLookup(account => account.Name, account => account.Id) : Enumerable.Empty<string>().ToLookup(id => id);
        return new(
            [.. (ids ?? []).Where(organization.Accounts.ContainsKey), .. (names ?? []).SelectMany(name => byName[name])],
            [
                .. (ids ?? []).Where(id => !organization.Accounts.ContainsKey(id)).Select(id => new MissingTarget(MissingKind.Account, id)),
                .. (names ?? []).Where(name => !byName.Contains(name)).Select(name => new MissingTarget(MissingKind.AccountName, name) { Hint = LikelyTargets.OfAccount(name, organization) }),
            ]);
    }

    /// <summary>Accounts by place, by tags, or all of them.</summary>
    public Found Selected(IReadOnlyList<OrganizationalUnitReference>? units, LabelSelector? selector, bool all)
    {
        var places = (units ?? []).Select(Place).ToList();
        var whole = Ids(places, recursive: true);
        var alone = Ids(places, recursive: false);
        return new(
            organization.Accounts.Values.Where(account => all || IsIn(account) || IsSelected(account)).Select(account => account.Id).ToList(),
            places.Select(place => place.Missing).OfType<MissingTarget>().ToList());

        bool IsIn(AccountFacts account) => account.Units.Any(whole.Contains) || (account.Units.Count > 0 && alone.Contains(account.Units[^1]));
        bool IsSelected(AccountFacts account) => selector is not null && AccountSelector.Selects(selector, organization.Tags![account.Id]);
    }

    private static HashSet<string> Ids(IEnumerable<UnitPlace> places, bool recursive) =>
        [.. places.Where(place => place.Recursive == recursive).Select(place => place.Id).OfType<string>()];

    private UnitPlace Place(OrganizationalUnitReference unit) => (unit, Matching(unit)) switch
    {
        (_, [var id]) => new(id, unit.Recursive ?? true, null),
        ({ Id: { } id }, _) => new(null, false, new(MissingKind.UnitId, id)),
        (_, var several) => new(null, false, new(MissingKind.UnitPath, unit.Path!, IsAmbiguous: several.Count > 0) { Hint = several.Count > 0 ? null : LikelyTargets.OfPath(unit.Path!, organization) }),
    };

    // A name may have a slash in it, so that two units can have one path.
    private List<string> Matching(OrganizationalUnitReference unit) => unit.Id is { } id
        ? organization.Units!.ContainsKey(id) ? [id] : []
        : [.. organization.Units!.Values.Where(known => known.Path == unit.Path).Select(known => known.Id)];

    /// <summary>What was found.</summary>
    /// <param name="Accounts">Ids; one may be there twice.</param>
    /// <param name="Missing">What was not found.</param>
    public sealed record Found(IReadOnlyList<string> Accounts, IReadOnlyList<MissingTarget> Missing);

    private sealed record UnitPlace(string? Id, bool Recursive, MissingTarget? Missing);
}
