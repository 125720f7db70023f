using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.AccountAssignments.AccountAssignmentDesired;

namespace Planning.Tests.AccountAssignments;

/// <summary>What is wanted, who is meant, and what is left alone for lack of knowledge.</summary>
public sealed class DesiredTests
{
    private static readonly string Arn = AnyAccess.Arns[0];
    private static readonly Principal Data = AnyAccess.Principals[0];
    private static readonly Principal Former = AnyAccess.Principals[1];
    private static readonly Fact<string> Absent = new Fact<string>.Absent(DateTimeOffset.UnixEpoch);
    private static readonly Fact<string> Unknown = new Fact<string>.Unknown();

    private static readonly OrganizationSnapshot Organization = new()
    {
        ReadAt = DateTimeOffset.UnixEpoch,
        ManagementAccountId = "000000000000",
        Accounts = new AccountFacts[]
        {
            new("000000000000", "management", "ACTIVE", []), new("400000000001", "data-prod", "ACTIVE", ["ou-1"]), new("400000000002", "web-prod", "ACTIVE", ["ou-1"]),
            new("400000000003", "old", "SUSPENDED", ["ou-1"]),
        }.ToDictionary(account => account.Id),
        Units = new Dictionary<string, UnitFacts> { ["ou-1"] = new("ou-1", "Prod", ["ou-1"]) },
    };

    private static readonly AccountAssignmentSpec Spec = new()
    {
        PermissionSetRef = new() { Name = "database-admin" },
        Principals = [new() { Group = "Data" }],
        Targets = new() { OrganizationalUnits = [new() { Path = "Prod" }] },
    };

    [Fact]
    public void Each_principal_is_wanted_in_each_active_account()
    {
        var valid = From(Spec, IdIs(Data));
        Assert.Equal(new AccessState(Arn, ["400000000001", "400000000002"], [Data]), valid.State);
        Assert.Equal(["400000000003"], valid.Targets.Skipped);
        Assert.Null(valid.Problem);
        Assert.Equal([new ResolvedPrincipal { Name = "Data", Type = "GROUP", Id = Data.Id }], valid.Principals.ToStatus());
        Assert.True(valid.IsHeld(new("400000000003", Arn, Data)), "suspended");
        Assert.True(valid.IsHeld(new("400000000009", Arn, Data)), "left the organization");
        Assert.False(valid.IsHeld(new("400000000001", Arn, Former)), "somebody who is not named any more");
    }

    [Fact]
    public void A_principal_that_is_missing_does_not_hold_up_the_others()
    {
        var valid = From(Spec with { Principals = [new() { Group = "Data" }, new() { User = "nobody@example.com" }] }, IdIs(Data));
        Assert.Equal([Data], valid.State.Principals);
        Assert.Equal((Reason.PrincipalNotFound, "The identity store has no user \"nobody@example.com\": create it, or correct spec.principals."), valid.Problem);
    }

    [Fact]
    public void A_principal_that_is_recreated_is_another_one()
    {
        var valid = From(Spec, IdIs(Data), Recorded(Former));
        Assert.Equal([Data], valid.State.Principals);
        Assert.False(valid.IsHeld(new("400000000001", Arn, Former)));
    }

    [Fact]
    public void A_principal_that_was_renamed_keeps_what_it_has_and_gets_nothing_new()
    {
        var valid = From(Spec, new(_ => Absent, _ => Present("Data Platform")), Recorded(Former));
        Assert.Empty(valid.State.Principals);
        Assert.True(valid.IsHeld(new("400000000001", Arn, Former)));
        Assert.False(valid.IsHeld(new("400000000001", Arn, Data)));
        Assert.Equal("The group \"Data\" is now named \"Data Platform\": it keeps what it has; correct spec.principals.", valid.Problem?.Message);
        Assert.Equal(Recorded(Former), valid.Principals.ToStatus());
    }

    [Fact]
    public void A_principal_that_is_gone_leaves_what_it_had_to_be_revoked()
    {
        var valid = From(Spec, new(_ => Absent, _ => Absent), Recorded(Former));
        Assert.False(valid.IsHeld(new("400000000001", Arn, Former)));
        Assert.Equal(Reason.PrincipalNotFound, valid.Problem?.Reason);
        Assert.Empty(valid.Principals.ToStatus());
    }

    [Fact]
    public void While_somebody_is_not_known_yet_nobody_loses_anything()
    {
        foreach (var directory in new KnownPrincipals[] { new(_ => Unknown, _ => Unknown), new(_ => Absent, _ => Unknown) })
        {
            var valid = From(Spec, directory, Recorded(Former));
            Assert.False(valid.Principals.AreKnown);
            Assert.True(valid.IsHeld(new("400000000001", Arn, Former)));
            Assert.True(valid.IsHeld(new("400000000001", Arn, Data)), "it may be just this one");
            Assert.Equal(Recorded(Former), valid.Principals.ToStatus());
            Assert.Null(valid.Problem);
        }
    }

    [Fact]
    public void A_principal_that_AWS_neither_finds_nor_calls_gone_keeps_what_it_has_and_holds_nobody_else_up()
    {
        var directory = new KnownPrincipals(name => name.Kind is PrincipalKind.User ? Present(AnyAccess.Principals[2].Id) : Absent, _ => Unknown) { IsUncertain = principal => principal == Former };
        var valid = From(Spec with { Principals = [new() { Group = "Data" }, new() { User = "alice" }] }, directory, Recorded(Former));
        Assert.True(valid.Principals.AreKnown);
        Assert.Equal([AnyAccess.Principals[2]], valid.State.Principals);
        Assert.True(valid.IsHeld(new("400000000001", Arn, Former)));
        Assert.False(valid.IsHeld(new("400000000001", Arn, Data)));
        Assert.Equal(
            $"The identity store does not find the group \"Data\" by its name, and does not say that {Former.Id}, which had it, is gone: it keeps what it has and gets nothing new; to take that away, "
            + "remove it from spec.principals.",
            valid.Problem?.Message);
        Assert.Contains(valid.Principals.ToStatus(), entry => entry == Recorded(Former)[0]);
    }

    [Fact]
    public void A_name_that_one_answer_lacks_and_another_one_has_takes_nothing_away()
    {
        var valid = From(Spec, new(_ => Absent, _ => Present("Data")), Recorded(Former));
        Assert.True(valid.IsHeld(new("400000000001", Arn, Former)));
        Assert.DoesNotContain("now named", valid.Problem?.Message, StringComparison.Ordinal);
        Assert.Contains("does not find the group \"Data\" by its name", valid.Problem?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_that_AWS_neither_finds_nor_calls_gone_keeps_what_it_has()
    {
        var valid = From(Spec with { Principals = [new() { GroupId = Former.Id }] }, new(_ => Absent, _ => Unknown) { IsUncertain = _ => true });
        Assert.True(valid.Principals.AreKnown);
        Assert.True(valid.IsHeld(new("400000000001", Arn, Former)));
        Assert.StartsWith($"The identity store lists no group {Former.Id}, and does not say that it is gone", valid.Problem?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_may_have_been_meant_by_a_name_that_nobody_has_is_told()
    {
        var valid = From(Spec, new(_ => Absent, _ => Absent) { NearTo = name => $"Did you mean \"{name.Name}s\"?" });
        Assert.Equal("The identity store has no group \"Data\": create it, or correct spec.principals. Did you mean \"Datas\"?", valid.Problem?.Message);
    }

    [Fact]
    public void Principals_are_named_by_id_too()
    {
        var spec = Spec with { Principals = [new() { GroupId = Data.Id }, new() { UserId = AnyAccess.Principals[2].Id }] };
        var valid = From(spec, new(_ => Absent, principal => principal == Data ? Present("Data") : Absent));
        Assert.Equal([Data], valid.State.Principals);
        Assert.Equal($"The identity store has no user \"{AnyAccess.Principals[2].Id}\": create it, or correct spec.principals.", valid.Problem?.Message);
        Assert.Equal("Data", Assert.Single(valid.Principals.ToStatus()).Name);
    }

    [Fact]
    public void An_account_that_may_have_been_renamed_keeps_what_is_assigned_there()
    {
        var valid = From(Spec with { Targets = new() { Accounts = ["400000000001"], AccountNames = ["web"] } }, IdIs(Data));
        Assert.Equal((Reason.AccountNotFound, "No account of the organization is named \"web\". Correct or remove it; other targets are not affected."), valid.Problem);
        Assert.True(valid.IsHeld(new("400000000002", Arn, Data)));
        Assert.False(valid.IsHeld(new("400000000002", Arn, Former)), "the principal is not wanted whatever the account is named");
        Assert.False(valid.IsHeld(new("400000000001", AnyAccess.Arns[1], Data)), "the account is a target, the permission set another one");
        Assert.Null(valid.GrantsWait);
    }

    [Fact]
    public void An_account_that_is_missing_by_id_holds_nothing()
    {
        var valid = From(Spec with { Targets = new() { Accounts = ["400000000001", "400000000009"] } }, IdIs(Data));
        Assert.Equal("Account \"400000000009\" is not in the organization. Correct or remove it; other targets are not affected.", valid.Problem?.Message);
        Assert.False(valid.IsHeld(new("400000000002", Arn, Data)));
    }

    [Fact]
    public void While_an_exclusion_does_not_exist_nothing_new_is_assigned()
    {
        var valid = From(Spec with { Targets = Spec.Targets with { Exclude = new() { OrganizationalUnits = [new() { Path = "Sandbox" }] } } }, IdIs(Data));
        Assert.Equal(
            "No organizational unit has the path \"Sandbox\". It stands in spec.targets.exclude: nothing new is assigned until it is corrected or removed.", valid.GrantsWait);
        Assert.Equal((Reason.AccountNotFound, valid.GrantsWait!), valid.Problem);
    }

    [Fact]
    public void More_than_20000_assignments_are_refused_with_their_number()
    {
        var many = Organization with { Accounts = Enumerable.Range(1, 6_667).Select(i => new AccountFacts($"{i:D12}", "a", "ACTIVE", [])).ToDictionary(account => account.Id) };
        var spec = Spec with { Principals = [new() { Group = "a" }, new() { Group = "b" }, new() { Group = "c" }], Targets = new() { AllAccounts = true } };
        var everybody = new KnownPrincipals(name => Present(name.Name), _ => Unknown);
        Assert.Equal(
            new Invalid(
                Reason.TooManyAssignments,
                "3 principals in 6,667 accounts are 20,001 assignments, and one object may have 20,000: split it into several with fewer principals or targets."),
            AccountAssignmentDesired.From(spec, Arn, many, everybody, null));
        var two = spec with { Principals = [.. spec.Principals.Take(2)] };
        Assert.Equal(13_334, Assert.IsType<Valid>(AccountAssignmentDesired.From(two, Arn, many, everybody, null)).State.Tuples.Count());
    }

    [Fact]
    public void Targets_that_do_not_exist_are_told_in_a_sentence_each()
    {
        MissingTarget[] missing = [new(MissingKind.UnitPath, "Root"), new(MissingKind.AccountName, "Prod"), new(MissingKind.Account, "400000000009"), new(MissingKind.UnitId, "ou-ab12-cdefgh34")];
        Assert.Equal(
            "No organizational unit has the path \"Root\". No account of the organization is named \"Prod\". Account \"400000000009\" is not in the organization. And 1 more. Correct or remove it; other targets are not affected.",
            new ResolvedTargets { Missing = [.. missing] }.Sentence);
    }

    private static Valid From(AccountAssignmentSpec spec, KnownPrincipals directory, IReadOnlyList<ResolvedPrincipal>? recorded = null) =>
        Assert.IsType<Valid>(AccountAssignmentDesired.From(spec, Arn, Organization, directory, recorded));

    private static KnownPrincipals IdIs(Principal principal) => new(name => name.Kind == principal.Kind ? Present(principal.Id) : Absent, _ => Present("anybody"));

    private static Fact<string> Present(string value) => new Fact<string>.Present(value, DateTimeOffset.UnixEpoch);

    private static IReadOnlyList<ResolvedPrincipal> Recorded(Principal principal) => [new() { Name = "Data", Type = "GROUP", Id = principal.Id }];
}
