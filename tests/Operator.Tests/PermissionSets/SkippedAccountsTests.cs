using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.PermissionSets;

namespace Operator.Tests.PermissionSets;

/// <summary>Which accounts a permission set is not brought to.</summary>
public sealed class SkippedAccountsTests
{
    private const string Account = "400000000001";

    private static readonly DateTimeOffset _noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly ObservedPermissionSet _set = new("arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0123456789abcdef", new() { Name = "reader" }) { ProvisionedAccounts = [Account], OutdatedAccounts = [Account] };

    [Theory]
    [InlineData("SUSPENDED")]
    [InlineData("PENDING_CLOSURE")]
    [InlineData("CLOSED")]
    [InlineData("PENDING_ACTIVATION")]
    [InlineData("SOMETHING_NEW")]
    public void Whatever_is_not_active_is_not_tried(string state)
    {
        var skipped = SkippedAccounts.Among(_set, [], Organization(state));
        Assert.Equal($"data-prod ({Account}, {state})", skipped.Inactive[Account]);
        Assert.Empty(skipped.Unreachable);
    }

    [Theory]
    [InlineData("AWS SSO is unable to complete your request at this time. Obtaining permissions to manage your AWS account '400000000001' takes longer than usual.", "account 400000000001 (AWS cannot enter it)")]
    [InlineData("The account 400000000001 is suspended.", "account 400000000001 (AWS cannot enter it)")]
    [InlineData("Account has been closed", "account 400000000001 (AWS cannot enter it)")]
    [InlineData("Received a 403 status error: Access denied by IAM.", null)]
    [InlineData("An unexpected internal service exception was encountered", null)]
    public void Where_the_organization_cannot_be_read_AWSs_own_words_tell(string reason, string? words) =>
        Assert.Equal(words, SkippedAccounts.Among(_set, [Failure(reason, _noon)], null).Unreachable.GetValueOrDefault(Account));

    [Theory]
    [InlineData("takes longer than usual", 1, null)]
    [InlineData("The account is suspended", -1, null)]
    [InlineData("The account is suspended", 1, "data-prod (400000000001, AWS says that it is closed)")]
    public void That_an_active_account_fails_is_told_unless_AWS_has_called_it_closed_since(string reason, int minutes, string? words) =>
        Assert.Equal(words, SkippedAccounts.Among(_set, [Failure(reason, _noon.AddMinutes(minutes))], Organization("ACTIVE")).Unreachable.GetValueOrDefault(Account));

    [Fact]
    public void An_account_that_the_organization_does_not_have_is_skipped_once_AWS_has_failed_there()
    {
        var without = Organization("ACTIVE") with { Accounts = new Dictionary<string, AccountFacts>() };
        Assert.Empty(SkippedAccounts.Among(_set, [], without).Unreachable);
        Assert.Equal($"account {Account} (not in the organization any more)", SkippedAccounts.Among(_set, [Failure("any", _noon)], without).Unreachable[Account]);
    }

    private static PropagationFailure Failure(string reason, DateTimeOffset at) => new() { AccountId = Account, Code = AsyncFailure.Explain(reason).Code, Reason = reason, Since = at, LastAttempt = at };

    private static OrganizationSnapshot Organization(string state) => new()
    {
        ReadAt = _noon,
        ManagementAccountId = "100000000001",
        Accounts = new Dictionary<string, AccountFacts> { [Account] = new(Account, "data-prod", state, []) },
    };
}
