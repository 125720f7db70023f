using IdentityCenterOperator.PermissionSets;
using Testing;

namespace Operator.Tests.PermissionSets;

/// <summary>How long AWS is waited for to take a set away that nobody holds.</summary>
public sealed class LeftoversTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void It_is_looked_at_soon_and_deleted_all_the_same_every_five_minutes()
    {
        var leftovers = new Leftovers(new(_time));
        Assert.Null(leftovers.Pause("uid"));
        Assert.Equal(Leftover.Awaited, leftovers.See("uid"));
        var pauses = new List<double>();
        while (leftovers.See("uid") is Leftover.Awaited)
        {
            pauses.Add(leftovers.Pause("uid")!.Value.TotalSeconds);
            _time.Advance(leftovers.Pause("uid")!.Value);
        }

        Assert.Equal([2, 2, 4, 8, 16, 32, 60, 60, 60, 60], pauses);
        Assert.Equal(Leftover.ToBeTried, leftovers.See("uid"));
        leftovers.Refuse("uid");
        Assert.Equal((Leftover.Refused, null), (leftovers.See("uid"), leftovers.Pause("uid")));
        _time.Advance(Leftovers.Patience);
        Assert.Equal(Leftover.ToBeTried, leftovers.See("uid"));
        leftovers.Forget("uid");
        Assert.Equal(Leftover.Awaited, leftovers.See("uid"));
    }

    [Fact]
    public void What_somebody_holds_is_looked_at_ever_more_seldom_up_to_every_five_minutes()
    {
        var looks = new List<double>();
        for (var waited = TimeSpan.Zero; waited < TimeSpan.FromMinutes(20); waited += Leftovers.PauseWhileHeld(waited))
            looks.Add(waited.TotalSeconds);
        Assert.Equal([0, 30, 60, 120, 240, 480, 780, 1080], looks);
        Assert.Equal(TimeSpan.FromSeconds(30), Leftovers.PauseWhileHeld(TimeSpan.FromHours(-1)));
    }
}
