using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.PermissionSets;
using Testing;

namespace Operator.Tests.PermissionSets;

/// <summary>When a permission set whose accounts are in doubt is looked at again.</summary>
public sealed class AccountsWatchTests
{
    private const string Arn = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0000000000000001";
    private const string Other = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0000000000000002";

    private readonly ManualTimeProvider _time = new();
    private readonly FactStore _facts = new();
    private readonly List<string> _looks = [];
    private readonly DateTimeOffset _began;

    public AccountsWatchTests()
    {
        _began = _time.GetUtcNow();
        new AccountsWatch(_facts, new(_time)).Due += arn => _looks.Add($"{arn[^1]} at {(_time.GetUtcNow() - _began).TotalSeconds}");
    }

    [Fact]
    public void The_first_look_comes_within_a_second_and_sees_all_that_happens_until_then()
    {
        Doubt(Arn);
        Pass(0.5);
        Doubt(Arn);
        Doubt(Other);
        Pass(30);
        Assert.Equal(["1 at 1", "2 at 1.5"], _looks);
    }

    [Fact]
    public void While_assignments_go_on_a_look_comes_every_ten_seconds_and_one_after_the_last()
    {
        for (var i = 0; i < 25; i++)
        {
            Doubt(Arn);
            Pass(1);
        }

        Pass(30);
        Assert.Equal(["1 at 1", "1 at 11", "1 at 21", "1 at 31"], _looks);
    }

    [Fact]
    public void A_look_that_would_come_too_early_is_followed_by_one_that_does_not()
    {
        Doubt(Arn);
        _facts.DoubtAccounts(Arn, _began.AddSeconds(20));
        Pass(60);
        Assert.Equal(["1 at 1", "1 at 20"], _looks);
    }

    private void Doubt(string arn) => _facts.DoubtAccounts(arn, _time.GetUtcNow());

    private void Pass(double seconds)
    {
        for (var i = 0; i < seconds * 2; i++)
            _time.Advance(TimeSpan.FromSeconds(0.5));
    }
}
