using IdentityCenterOperator.Reconciliation;

namespace Planning.Tests.Reconciliation;

public sealed class NamedTests
{
    private const string Arn = "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef";

    [Theory]
    [InlineData("data-prod", "data-prod (400000000001)")]
    [InlineData("Data Prod", "\"Data Prod\" (400000000001)")]
    [InlineData("a\nb", "\"a\\u000Ab\" (400000000001)")]
    [InlineData("", "account 400000000001")]
    [InlineData(null, "account 400000000001")]
    public void An_account_is_told_by_name_with_the_id_behind_it(string? name, string words) => Assert.Equal(words, Named.Account("400000000001", name));

    [Fact]
    public void Of_many_accounts_the_first_are_told_and_how_many_more_there_are()
    {
        Assert.Equal("account 400000000001", Named.Accounts(["400000000001"], _ => null));
        string[] ids = [.. Enumerable.Range(1, 7).Select(i => $"40000000000{i}")];
        Assert.Equal(
            "accounts a1 (400000000001), 400000000002, 400000000003, 400000000004, 400000000005 and 2 more",
            Named.Accounts(ids, id => id == ids[0] ? "a1" : null));
    }

    [Theory]
    [InlineData("DatabaseAdministrator", $"DatabaseAdministrator ({Arn})")]
    [InlineData(null, Arn)]
    public void A_permission_set_is_told_by_name_with_its_ARN_behind_it(string? name, string words) => Assert.Equal(words, Named.PermissionSet(Arn, name));

    [Theory]
    [InlineData("Data Platform", "group \"Data Platform\"")]
    [InlineData("", "group 99671a2b3c")]
    [InlineData(null, "group 99671a2b3c")]
    public void A_principal_is_told_by_name_where_there_is_one(string? name, string words) => Assert.Equal(words, Named.Principal("group", "99671a2b3c", name));
}
