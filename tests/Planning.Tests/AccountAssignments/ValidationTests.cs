using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;

namespace Planning.Tests.AccountAssignments;

/// <summary>The sentence that each bad spec gets.</summary>
public sealed class ValidationTests
{
    private static readonly AccountAssignmentSpec Good = new()
    {
        PermissionSetRef = new() { Name = "database-admin" },
        Principals = [new() { Group = "Data Platform" }],
        Targets = new() { Accounts = ["111122223333"] },
    };

    private static readonly Dictionary<string, AccountAssignmentSpec> Bad = new()
    {
        ["spec names no permission set: give permissionSetRef, or permissionSetName for one that no PermissionSet manages."] = Good with { PermissionSetRef = null },
        ["spec has permissionSetRef \"database-admin\" and permissionSetName \"Admin\": keep one of them."] = Good with { PermissionSetName = "Admin" },
        ["spec.permissionSetName is \"a b\": must have 1 to 32 characters; give the name of a permission set in AWS: letters, digits and _+=,.@-."] =
            Good with { PermissionSetRef = null, PermissionSetName = "a b" },
        ["spec.principals is empty: name at least one group or user."] = Good with { Principals = [] },
        ["spec.principals[0] names nobody: give group, groupId, user or userId."] = Good with { Principals = [new()] },
        ["spec.principals[1] has group \"Data\" and user \"alice@example.com\": keep one of them, and write an entry for each principal."] =
            Good with { Principals = [new() { Group = "Data" }, new() { Group = "Data", User = "alice@example.com" }] },
        ["spec.principals[0].groupId is \"Data\": must have 1 to 47 characters; give an id of the identity store, for example 9967a1b2c3-01234567-89ab-cdef-0123-456789abcdef."] =
            Good with { Principals = [new() { GroupId = "Data" }] },
        ["spec.principals[0].user is \"\": must have 1 to 128 characters; give a name as the identity store has it."] = Good with { Principals = [new() { User = "" }] },
        ["spec.principals has 1,001 principals, and may have 1,000: split the object into several."] =
            Good with { Principals = [.. Enumerable.Repeat(new PrincipalReference { Group = "a" }, 1001)] },
        ["spec.targets names no account: give accounts, accountNames, organizationalUnits, accountSelector or allAccounts."] =
            Good with { Targets = new() { AllAccounts = false, Accounts = [], Exclude = new() { Accounts = ["111122223333"] } } },
        ["spec.targets.accounts[0] is \"11112222333\": must be the 12 digits of an account, and has 11; write leading zeros, and quotation marks around it."] =
            Good with { Targets = new() { Accounts = ["11112222333"] } },
        ["spec.targets.accounts[1] is \"data-prod\": must be the 12 digits of an account; name accounts under accountNames."] =
            Good with { Targets = new() { Accounts = ["111122223333", "data-prod"] } },
        ["spec.targets.accounts has 10,001 accounts, and may have 10,000: split the object into several."] =
            Good with { Targets = new() { Accounts = [.. Enumerable.Repeat("111122223333", 10_001)] } },
        ["spec.targets.organizationalUnits[0] has path \"Prod\" and id \"ou-ab12-cdefgh34\": keep one of them."] =
            Good with { Targets = new() { OrganizationalUnits = [new() { Path = "Prod", Id = "ou-ab12-cdefgh34" }] } },
        ["spec.targets.organizationalUnits[0] names no organizational unit: give path or id."] = Good with { Targets = new() { OrganizationalUnits = [new()] } },
        ["spec.targets.organizationalUnits[0].id is \"Prod\": must have 1 to 68 characters; give an id, for example ou-ab12-cdefgh34."] =
            Good with { Targets = new() { OrganizationalUnits = [new() { Id = "Prod" }] } },
        ["spec.targets.accountSelector is empty: set spec.targets.allAccounts to target all accounts."] = Good with { Targets = new() { AccountSelector = new() } },
        ["spec.targets.exclude.accountSelector is empty: it would exclude all accounts; remove it."] =
            Good with { Targets = new() { AllAccounts = true, Exclude = new() { AccountSelector = new() { MatchLabels = new Dictionary<string, string>() } } } },
        ["spec.targets.accountSelector.matchExpressions[0] has operator NotIn and no values: give at least one."] =
            Good with { Targets = new() { AccountSelector = new() { MatchExpressions = [new() { Key = "env", Operator = LabelSelectorOperator.NotIn, Values = [] }] } } },
        ["spec.targets.accountSelector.matchExpressions[0] has operator Exists and values: remove the values, or use In or NotIn."] =
            Good with { Targets = new() { AccountSelector = new() { MatchExpressions = [new() { Key = "env", Operator = LabelSelectorOperator.Exists, Values = ["prod"] }] } } },
        ["spec.expiresAt (2026-12-01 00:00:00Z) is not later than spec.notBefore (2026-12-01 00:00:00Z): the access would never begin; correct one of them."] =
            Good with { NotBefore = At("2026-12-01T00:00:00Z"), ExpiresAt = At("2026-12-01T00:00:00Z") },
    };

    public static TheoryData<string> Sentences => [.. Bad.Keys];

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_bad_spec_gets_its_sentence(string sentence) => Assert.Equal(sentence, AccountAssignmentDesired.Check(Bad[sentence])?.Message);

    [Fact]
    public void A_good_spec_gets_none()
    {
        Assert.Null(AccountAssignmentDesired.Check(Good));
        Assert.Null(AccountAssignmentDesired.Check(Good with
        {
            PermissionSetRef = null,
            PermissionSetName = "AWSAdministratorAccess",
            Principals = [new() { User = "alice@example.com" }, new() { UserId = "9967a1b2c3-01234567-89ab-cdef-0123-456789abcdef" }, new() { GroupId = "01234567-89ab-cdef-0123-456789ABCDEF" }],
            Targets = new()
            {
                AccountNames = ["data-prod"],
                OrganizationalUnits = [new() { Path = "Workloads/Prod" }, new() { Id = "ou-ab12-cdefgh34", Recursive = false }],
                AccountSelector = new() { MatchExpressions = [new() { Key = "env", Operator = LabelSelectorOperator.In, Values = ["prod"] }, new() { Key = "pci", Operator = LabelSelectorOperator.DoesNotExist }] },
                AllAccounts = true,
                Exclude = new() { Accounts = ["111122223333"] },
            },
            NotBefore = At("2026-12-01T00:00:00Z"),
            ExpiresAt = At("2026-12-01T00:00:01Z"),
        }));
    }

    [Fact]
    public void Nulls_that_were_stored_before_the_schema_forbade_them_are_told_too()
    {
        var spec = Good with { Principals = [null!], Targets = new() { Accounts = [null!], OrganizationalUnits = [null!], AccountSelector = new() { MatchExpressions = [null!] } } };
        Assert.Contains("spec.principals[0] names nobody", AccountAssignmentDesired.Check(spec)!.Message, StringComparison.Ordinal);
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
