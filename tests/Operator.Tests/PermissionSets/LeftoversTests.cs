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

        Assert.Equal([2, 2, 4, 8, 16, 30], pauses.Take(6));
        Assert.Equal(Leftover.ToBeTried, leftovers.See("uid"));
        leftovers.Refuse("uid");
        Assert.Equal((Leftover.Refused, null), (leftovers.See("uid"), leftovers.Pause("uid")));
        _time.Advance(Leftovers.Patience);
        Assert.Equal(Leftover.ToBeTried, leftovers.See("uid"));
        leftovers.Forget("uid");
        Assert.Equal(Leftover.Awaited, leftovers.See("uid"));
    }
}
