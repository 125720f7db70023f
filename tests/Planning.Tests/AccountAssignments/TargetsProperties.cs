using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace Planning.Tests.AccountAssignments;

/// <summary>Targets against a model that asks of each account, one by one, whether it is meant.</summary>
public sealed class TargetsProperties
{
    private const string Management = "000000000000";

    private static readonly UnitFacts[] Units = [Unit("a", "A"), Unit("b", "A/B", "a"), Unit("c", "A/B/C", "a", "b"), Unit("d", "D"), Unit("e", "D/B", "d"), Unit("f", "X/Y"), Unit("g", "X"), Unit("h", "X/Y", "g")];

    private static readonly string[] Keys = ["env", "team"];

    private static readonly string[] Ids = [Management, .. Enumerable.Range(1, 6).Select(i => $"{i:D12}"), "999999999999"];

    private static readonly Gen<LabelSelectorRequirement> Requirement =
        from key in Gen.Elements(Keys)
        from mode in Gen.Elements(Enum.GetValues<LabelSelectorOperator>())
        from values in Gen.Elements<string[]>(["x"], ["y"], ["x", "y"])
        select new LabelSelectorRequirement { Key = key, Operator = mode, Values = mode is LabelSelectorOperator.In or LabelSelectorOperator.NotIn ? values : null };

    private static readonly Gen<LabelSelector?> Selector =
        from labels in Gen.SubListOf(Keys)
        from value in Gen.Elements("x", "y")
        from requirements in Gen.ListOf(Requirement, 1)
        from pick in Gen.Choose(0, 3)
        select pick switch
        {
            0 => new LabelSelector { MatchExpressions = [.. requirements] },
            1 => new LabelSelector { MatchLabels = labels.Append(Keys[0]).Distinct().ToDictionary(key => key, _ => value) },
            2 => new LabelSelector { MatchLabels = new Dictionary<string, string> { [Keys[1]] = value }, MatchExpressions = [.. requirements] },
            _ => null,
        };

    private static readonly Gen<OrganizationalUnitReference> UnitReference =
        from unit in Gen.Elements(Units)
        from byPath in Gen.Elements(true, false)
        from recursive in Gen.Elements<bool?>(true, false, null)
        from exists in Gen.Frequency((6, Gen.Constant(true)), (1, Gen.Constant(false)))
        select byPath ? new OrganizationalUnitReference { Path = exists ? unit.Path : "a", Recursive = recursive } : new() { Id = exists ? unit.Id : "ou-none", Recursive = recursive };

    private static readonly Gen<AccountExclusions> Exclusions =
        from ids in Few(Ids)
        from names in Few(["one", "two", "nobody"])
        from units in Gen.ListOf(UnitReference, 1)
        from unit in Gen.Elements(true, false)
        from selector in Selector
        from selects in Gen.Frequency((1, Gen.Constant(true)), (3, Gen.Constant(false)))
        select new AccountExclusions { Accounts = ids, AccountNames = names, OrganizationalUnits = unit ? [.. units] : null, AccountSelector = selects ? selector : null };

    private static readonly Gen<AccountTargets> AnyTargets =
        from ids in Few(Ids)
        from names in Few(["one", "two", "root", "nobody"])
        from units in Gen.ListOf(UnitReference, 2)
        from unit in Gen.Elements(true, false)
        from selector in Selector
        from all in Gen.Elements<bool?>(true, false, null)
        from exclude in Exclusions
        from excludes in Gen.Elements(true, false)
        select new AccountTargets
        {
            Accounts = ids,
            AccountNames = names,
            OrganizationalUnits = unit ? [.. units] : null,
            AccountSelector = selector,
            AllAccounts = all,
            Exclude = excludes ? exclude : null,
        };

    private static readonly Gen<OrganizationSnapshot> Organization =
        from names in Gen.ArrayOf(Gen.Elements("one", "two", "three"), 6)
        from states in Gen.ArrayOf(Gen.Frequency((4, Gen.Constant("ACTIVE")), (1, Gen.Elements("SUSPENDED", "CLOSED", "PENDING_CLOSURE", "PENDING_ACTIVATION"))), 6)
        from places in Gen.ArrayOf(Gen.Elements([null, .. Units]), 6)
        from tags in Gen.ArrayOf(Tags, 7)
        select new OrganizationSnapshot
        {
            ReadAt = DateTimeOffset.UnixEpoch,
            ManagementAccountId = Management,
            Accounts = Ids[1..7].Select((id, i) => new AccountFacts(id, names[i], states[i], places[i]?.Units ?? [])).Append(new(Management, "root", "ACTIVE", [])).ToDictionary(account => account.Id),
            Units = Units.ToDictionary(unit => unit.Id),
            Tags = Ids[..7].Zip(tags).ToDictionary(),
        };

    private static Gen<ValueDictionary> Tags =>
        from keys in Gen.SubListOf(Keys)
        from value in Gen.Elements("x", "y")
        select new ValueDictionary(keys.Select(key => KeyValuePair.Create(key, value)));

    [Fact]
    public void An_account_is_a_target_exactly_if_it_is_meant_by_something_and_excluded_by_nothing() => ForAll((targets, organization) =>
    {
        var resolved = Targets.Resolve(targets, organization);
        return organization.Accounts.Values.All(account => (resolved.Accounts.Contains(account.Id), resolved.Skipped.Contains(account.Id))
            == (IsMeant(targets, account, organization) && account.State == "ACTIVE", IsMeant(targets, account, organization) && account.State != "ACTIVE"));
    });

    [Fact]
    public void Every_target_that_does_not_exist_is_told() => ForAll((targets, organization) =>
    {
        var resolved = Targets.Resolve(targets, organization);
        var unknown = (targets.Accounts ?? []).Count(id => id == "999999999999") + (targets.AccountNames ?? []).Count(name => organization.Accounts.Values.All(account => account.Name != name))
            + (targets.OrganizationalUnits ?? []).Count(IsNone);
        var notExcluded = (targets.Exclude?.AccountNames ?? []).Count(name => organization.Accounts.Values.All(account => account.Name != name)) + (targets.Exclude?.OrganizationalUnits ?? []).Count(IsNone);
        return (resolved.Missing.Count, resolved.MissingExclusions.Count) == (unknown, notExcluded) && (resolved.Sentence is not null) == (unknown + notExcluded > 0);
    });

    [Fact]
    public void The_management_account_is_a_target_only_if_it_is_named() => ForAll((targets, organization) =>
        Targets.Resolve(targets, organization) is var resolved && resolved.ManagementNamed == resolved.Accounts.Contains(Management)
        && (!resolved.ManagementNamed || targets.Accounts?.Contains(Management) == true || targets.AccountNames?.Contains("root") == true));

    [Fact]
    public void Only_what_is_needed_is_read() => ForAll((targets, organization) =>
    {
        var needs = Targets.Needs(targets);
        var read = organization with
        {
            Units = needs.HasFlag(OrganizationParts.Units) ? organization.Units : null,
            Tags = needs.HasFlag(OrganizationParts.Tags) ? organization.Tags : null,
        };
        return Targets.Resolve(targets, read) == Targets.Resolve(targets, organization)
            && needs.HasFlag(OrganizationParts.Tags) == (targets.AccountSelector is not null || targets.Exclude?.AccountSelector is not null);
    });

    [Fact]
    public void Whatever_is_meant_may_be_meant_however_much_of_the_organization_was_read() => ForAll((targets, organization) =>
    {
        OrganizationSnapshot?[] read = [organization, organization with { Units = null }, organization with { Tags = null }, organization with { Units = null, Tags = null }, null];
        return organization.Accounts.Values.Where(account => IsMeant(targets, account, organization)).All(account => Array.TrueForAll(read, known => Targets.MayMean(targets, account.Id, known)));
    });

    [Fact]
    public void What_nothing_selects_and_nothing_names_is_not_taken_for_what_may_be_meant() => ForAll((targets, organization) =>
    {
        var units = targets.OrganizationalUnits?.Select(unit => new OrganizationalUnitReference { Id = unit.Id, Path = unit.Path, Recursive = true }).ToList();
        return organization.Accounts.Values.Where(account => account.Id != Management && !Names(targets.Accounts, targets.AccountNames, account) && targets.AllAccounts != true && !Selects(targets.AccountSelector, account, organization))
            .All(account => (units ?? []).Exists(unit => account.Units.Any(id => id == unit.Id || Units.Any(known => known.Id == id && known.Path == unit.Path))) == Targets.MayMean(targets, account.Id, organization));
    });

    // As a person would go through it, account by account.
    private static bool IsMeant(AccountTargets targets, AccountFacts account, OrganizationSnapshot organization)
    {
        var named = Names(targets.Accounts, targets.AccountNames, account);
        var selected = account.Id != Management && (targets.AllAccounts == true || IsIn(targets.OrganizationalUnits, account) || Selects(targets.AccountSelector, account, organization));
        var excluded = targets.Exclude is { } exclude
            && (Names(exclude.Accounts, exclude.AccountNames, account) || IsIn(exclude.OrganizationalUnits, account) || Selects(exclude.AccountSelector, account, organization));
        return (named || selected) && !excluded;
    }

    private static bool Names(IReadOnlyList<string>? ids, IReadOnlyList<string>? names, AccountFacts account) => ids?.Contains(account.Id) == true || names?.Contains(account.Name) == true;

    private static bool IsIn(IReadOnlyList<OrganizationalUnitReference>? references, AccountFacts account)
    {
        foreach (var reference in references ?? [])
        {
            if (IsNone(reference))
                continue;
            var unit = Units.Single(unit => reference.Id == unit.Id || reference.Path == unit.Path);
            if (reference.Recursive == false ? account.Units.Count > 0 && account.Units[^1] == unit.Id : account.Units.Contains(unit.Id))
                return true;
        }

        return false;
    }

    private static bool IsNone(OrganizationalUnitReference reference) => reference is { Path: "a" or "X/Y" } or { Id: "ou-none" };

    // https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
    private static bool Selects(LabelSelector? selector, AccountFacts account, OrganizationSnapshot organization)
    {
        if (selector is null)
            return false;
        var tags = organization.Tags![account.Id].ToDictionary();
        foreach (var (key, value) in selector.MatchLabels ?? new Dictionary<string, string>())
        {
            if (!tags.Contains(new(key, value)))
                return false;
        }

        foreach (var requirement in selector.MatchExpressions ?? [])
        {
            var there = tags.ContainsKey(requirement.Key);
            var oneOf = there && requirement.Values?.Contains(tags[requirement.Key]) == true;
            var holds = requirement.Operator switch
            {
                LabelSelectorOperator.In => oneOf,
                LabelSelectorOperator.NotIn => !oneOf,
                LabelSelectorOperator.Exists => there,
                _ => !there,
            };
            if (!holds)
                return false;
        }

        return true;
    }

    private static UnitFacts Unit(string id, string path, params string[] above) => new(id, path, [.. above, id]);

    private static Gen<string[]?> Few(string[] texts) => Gen.Frequency((2, Gen.Constant<string[]?>(null)), (1, Gen.SubListOf(texts).Select(string[]? (some) => [.. some])));

    private static void ForAll(Func<AccountTargets, OrganizationSnapshot, bool> property) =>
        Prop.ForAll(AnyTargets.ToArbitrary(), Organization.ToArbitrary(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
}
