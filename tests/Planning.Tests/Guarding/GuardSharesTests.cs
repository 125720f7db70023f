using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.Guarding;

namespace Planning.Tests.Guarding;

/// <summary>How the room of the guard is shared among namespaces.</summary>
public sealed class GuardSharesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly GuardLimits Limits = new();
    private static readonly string[] Scopes = ["a", "b", "c", "d", "e", "f", GuardShares.Cluster];

    [Fact]
    public void A_namespace_that_is_alone_has_all_of_it() => Assert.Equal(50, Shares(new() { ["a"] = 1_000 }).LimitOf("a"));

    [Fact]
    public void Others_find_a_quarter_each_or_what_they_hold_if_that_is_less()
    {
        Assert.Equal(38, Shares(new() { ["a"] = 1_000, ["b"] = 1_000 }).LimitOf("a"));
        Assert.Equal(49, Shares(new() { ["a"] = 1_000, ["b"] = 1 }).LimitOf("a"));
        Assert.Equal(12, Shares(new() { ["a"] = 1_000, ["b"] = 100, ["c"] = 100, ["d"] = 100, ["e"] = 100 }).LimitOf("a"));
    }

    [Fact]
    public void Where_there_are_few_assignments_a_namespace_may_revoke_two_at_least()
    {
        var small = Shares(new() { ["a"] = 4, ["b"] = 4, ["c"] = 4 });
        Assert.Equal((5, 2), (small.Limit, small.LimitOf("a")));
        Assert.Equal(3, Shares(new() { ["a"] = 6, ["b"] = 6 }).LimitOf("a"));
    }

    [Fact]
    public void Room_is_kept_for_what_nobody_declared_where_it_is_taken_away()
    {
        var held = new Dictionary<string, int> { ["a"] = 1_000 };
        Assert.Equal(38, new GuardShares(Limits, GuardWindow.Empty, held, isClusterReserved: true, Noon).LimitOf("a"));
        Assert.Equal(38, new GuardShares(Limits, GuardWindow.Empty, held, isClusterReserved: true, Noon).LimitOf(GuardShares.Cluster));
    }

    [Theory]
    [InlineData(3, 100, 3)]
    [InlineData(1_000, 1, 10)]
    [InlineData(1_000, 0, 2)]
    [InlineData(0, 100, 0)]
    [InlineData(1_000, 100, 50)]
    public void What_the_spec_gives_a_namespace_bounds_it_also_where_it_is_alone(int maxRevocations, int maxPercent, int expected) =>
        Assert.Equal(expected, Shares(new() { ["a"] = 1_000 }, Limits with { PerNamespace = new(maxRevocations, maxPercent) }).LimitOf("a"));

    [Fact]
    public void Nothing_for_all_is_nothing_for_each() => Assert.Equal(0, Shares(new() { ["a"] = 1_000 }, Limits with { MaxRevocations = 0 }).Left("a"));

    [Fact]
    public void What_was_taken_counts_against_its_own_namespace_and_against_all()
    {
        var held = new Dictionary<string, int> { ["a"] = 962, ["b"] = 1_000 };
        var shares = new GuardShares(Limits, GuardWindow.Empty.Add("a", 38, 0, Noon, Limits.Window), held, isClusterReserved: false, Noon);
        Assert.Equal((0, 12, 38), (shares.Left("a"), shares.Left("b"), shares.UsedBy("a")));
    }

    [Fact]
    public void Whatever_the_others_take_each_of_four_finds_its_quarter() => Forever(scopes: 4, limits: Limits, (shares, scope) =>
        shares.UsedBy(scope) > 0 || shares.Left(scope) >= shares.Limit / 4);

    [Fact]
    public void However_many_there_are_all_of_them_together_never_take_more_than_the_instance_may() => Forever(scopes: 7, limits: Limits, (shares, _) => shares.Used.Revocations <= Limits.MaxRevocations);

    [Fact]
    public void None_takes_more_than_the_spec_gives_a_namespace() =>
        Forever(scopes: 7, limits: Limits with { PerNamespace = new(7, 100) }, (shares, scope) => scope == GuardShares.Cluster || shares.UsedBy(scope) <= 7);

    // Within one window the scopes ask in any order for any number; whoever fits is granted. Then the law holds for each of them, at any time.
    private static void Forever(int scopes, GuardLimits limits, Func<GuardShares, string, bool> law)
    {
        var asks = Gen.ListOf(Gen.Zip(Gen.Choose(0, scopes - 1), Gen.Choose(1, 40))).ToArbitrary();
        Prop.ForAll(asks, list =>
        {
            var (held, window) = (Scopes.Take(scopes).Where(scope => scope != GuardShares.Cluster).ToDictionary(scope => scope, _ => 200), GuardWindow.Empty);
            foreach (var (who, count) in list)
            {
                var shares = new GuardShares(limits, window, held, isClusterReserved: scopes == Scopes.Length, Noon);
                if (!Scopes.Take(scopes).All(scope => law(shares, scope)))
                    return false;
                if (count > shares.Left(Scopes[who]))
                    continue;
                window = window.Add(Scopes[who], count, 0, Noon, limits.Window);
                if (held.ContainsKey(Scopes[who]))
                    held[Scopes[who]] -= count;
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }

    private static GuardShares Shares(Dictionary<string, int> held, GuardLimits? limits = null) => new(limits ?? Limits, GuardWindow.Empty, held, isClusterReserved: false, Noon);
}
