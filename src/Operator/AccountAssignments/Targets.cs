using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>From what a user targets to accounts.</summary>
internal static class Targets
{
    /// <summary>What must be known of the organization to resolve them.</summary>
    public static OrganizationParts Needs(AccountTargets targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var units = (targets.OrganizationalUnits?.Count ?? 0) + (targets.Exclude?.OrganizationalUnits?.Count ?? 0) > 0;
        var tags = targets is { AccountSelector: not null } or { Exclude.AccountSelector: not null };
        return (units ? OrganizationParts.Units : OrganizationParts.Accounts) | (tags ? OrganizationParts.Tags : OrganizationParts.Accounts);
    }

    /// <summary>
    /// Whether an account may be among those that are meant, told of this one alone and without what is excluded: false is certain.
    /// </summary>
    /// <param name="targets">Targets.</param>
    /// <param name="account">Id of the account.</param>
    /// <param name="organization">As far as it was read; null for not at all.</param>
    public static bool MayMean(AccountTargets targets, string account, OrganizationSnapshot? organization)
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.Accounts?.Contains(account) == true)
            return true;
        if (targets is { AccountNames: null or [], OrganizationalUnits: null or [], AccountSelector: null, AllAccounts: null or false })
            return false;
        if (organization is null)
            return true;
        return organization.Accounts.TryGetValue(account, out var facts) && (targets.AllAccounts == true || targets.AccountNames?.Contains(facts.Name) == true
            || (targets.OrganizationalUnits ?? []).Any(unit => MayBeIn(unit, facts, organization)) || MayBeSelected(targets.AccountSelector, account, organization));
    }

    private static bool MayBeIn(OrganizationalUnitReference? unit, AccountFacts facts, OrganizationSnapshot organization) => organization.Units is not { } units
        || facts.Units.Any(id => id == unit?.Id || (units.TryGetValue(id, out var known) && known.Path == unit?.Path));

    private static bool MayBeSelected(LabelSelector? selector, string account, OrganizationSnapshot organization) => selector is not null
        && (organization.Tags?.GetValueOrDefault(account) is not { } tags || AccountSelector.Selects(selector, tags));

    /// <summary>The accounts that are meant: the union of what is listed, without what is excluded, as far as they are active.</summary>
    /// <param name="targets">Valid targets: see <see cref="AccountAssignmentValidation"/>.</param>
    /// <param name="organization">With the parts that <see cref="Needs"/> names.</param>
    public static ResolvedTargets Resolve(AccountTargets targets, OrganizationSnapshot organization)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(organization);
        var find = new AccountFinder(organization);
        var named = find.Named(targets.Accounts, targets.AccountNames);
        var selected = find.Selected(targets.OrganizationalUnits, targets.AccountSelector, targets.AllAccounts ?? false);
        var without = targets.Exclude ?? new();
        var excludedByName = find.Named(without.Accounts, without.AccountNames);
        var excludedByPlace = find.Selected(without.OrganizationalUnits, without.AccountSelector, all: false);
        var excluded = excludedByName.Accounts.Concat(excludedByPlace.Accounts).ToValueSet();
        var meant = named.Accounts.Concat(selected.Accounts.Where(id => id != organization.ManagementAccountId)).Where(id => !excluded.Contains(id)).ToHashSet();
        return new()
        {
            Accounts = meant.Where(find.IsActive).ToValueSet(),
            Skipped = meant.Where(id => !find.IsActive(id)).ToValueSet(),
            Excluded = excluded,
            Missing = [.. named.Missing, .. selected.Missing],
            // An account that is not in the organization is excluded by that already.
            MissingExclusions = [.. excludedByName.Missing.Where(missing => missing.Kind is not MissingKind.Account), .. excludedByPlace.Missing],
            ManagementNamed = meant.Contains(organization.ManagementAccountId),
        };
    }
}
