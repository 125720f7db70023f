using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;
using Testing;
using Xunit.Abstractions;

namespace Operator.Tests.Reliability.Crashes;

/// <summary>
/// Each scenario once without a crash; then once for each of its writes, to AWS or to Kubernetes, and each of two moments: the operator dies there, and another one is
/// started. The end is the same, nothing took effect twice, and nothing that is somebody else's was touched.
/// </summary>
public abstract class CrashStories(ITestOutputHelper output) : Story
{
    private static readonly TimeSpan Deadline = Eventually.DefaultDeadline * 1.5;
    private static readonly TimeSpan Stable = TimeSpan.FromMilliseconds(400);

    private protected override Seed Seed => CrashSeed.Seed();

    /// <summary>Goes through the scenario of this name, once and then once for each death.</summary>
    private protected async Task DieEverywhereAsync(string name)
    {
        var scenario = Scenario.All.Single(each => each.Name == name);
        await using var world = new World(Cluster, Aws, new FastClock(30));
        var whole = await WholeAsync(world, scenario);
        var cases = 0;
        // A run may have a write more or less than another one, where two things come to be told at once or one after the other.
        for (var (at, died) = (1, true); died || at <= whole.Writes.Count; at++)
        {
            died = await DieAsync(world, scenario, whole, at, Moment.Before);
            var diedLater = (died || at <= whole.Writes.Count) && await DieAsync(world, scenario, whole, at, Moment.After);
            cases += (died ? 1 : 0) + (diedLater ? 1 : 0);
        }

        output.WriteLine($"| {name} | {whole.Writes.Count} | {whole.Effects.Count} | {cases} |");
        output.WriteLine(string.Join('\n', [.. whole.Writes, "", .. whole.Effects]));
    }

    private static async Task<End> WholeAsync(World world, Scenario scenario)
    {
        var (mark, foreign) = await BeginAsync(world, scenario);
        world.Operator.Fate.Count(null);
        await scenario.Act(world);
        await Eventually.TrueAsync(() => scenario.IsDone(world), $"{scenario.Name}: is done", Deadline);
        var picture = await StablePictureAsync(world);
        var writes = world.Operator.Fate.Writes;
        if (scenario.Meanwhile is { } meanwhile)
        {
            await meanwhile(world);
            picture = await StablePictureAsync(world);
        }

        Assert.Equal(foreign, world.Foreign());
        var effects = world.EffectsSince(mark);
        Assert.Equal(scenario.Effects ?? effects.Count, effects.Count);
        return new(picture, writes, effects);
    }

    // False when the scenario ended before there was such a write.
    private async Task<bool> DieAsync(World world, Scenario scenario, End whole, int at, Moment moment)
    {
        var (mark, foreign) = await BeginAsync(world, scenario);
        var fate = world.Operator.Fate;
        fate.Count((at, moment));
        try
        {
            var act = scenario.Act(world);
            if (scenario.Meanwhile is not null)
                await act;
            await EndsAsync(world, scenario, whole, orElse: () => fate.IsDead);
            fate.Count(null);
            var died = fate.IsDead;
            await GoOnAsync(world, scenario, died);
            await act;
            if (died && scenario.Afterwards is { } afterwards)
                await afterwards(world);
            await world.ComesToAsync(whole.Picture, orElse: () => false);
            Assert.Equal(foreign, world.Foreign());
            if (scenario.Effects is not null)
                Assert.Equal(whole.Effects, world.EffectsSince(mark));
            return died;
        }
        catch (Exception)
        {
            output.WriteLine($"{scenario.Name}, the operator died {moment} write {at}:\n{string.Join('\n', fate.Writes)}\nthe next one:\n{world.Log}");
            throw;
        }
    }

    private static Task EndsAsync(World world, Scenario scenario, End whole, Func<bool> orElse) =>
        scenario.Meanwhile is null ? world.ComesToAsync(whole.Picture, orElse) : world.SettledAsync(orElse);

    private static async Task GoOnAsync(World world, Scenario scenario, bool isDead)
    {
        if (isDead)
            world.Bury();
        if (scenario.Meanwhile is { } meanwhile)
            await meanwhile(world);
        if (isDead)
            await world.StartOperatorAsync();
    }

    private static async Task<(long Mark, string Foreign)> BeginAsync(World world, Scenario scenario)
    {
        await world.BeginAnewAsync();
        await scenario.Prepare(world);
        await world.StartOperatorAsync();
        await world.SettledAsync();
        return (world.Aws.Mark, world.Foreign());
    }

    // Nothing says that nothing more will come but that nothing comes.
    private static async Task<string> StablePictureAsync(World world)
    {
        while (true)
        {
            await world.SettledAsync();
            var picture = await world.PictureAsync();
            var until = TimeProvider.System.GetTimestamp();
            while (await world.PictureAsync() == picture)
            {
                if (TimeProvider.System.GetElapsedTime(until) > Stable)
                    return picture;
                await Task.Delay(20);
            }
        }
    }

    private sealed record End(string Picture, IReadOnlyList<string> Writes, IReadOnlyList<string> Effects);
}

/// <summary>Crashes amid what AccountAssignments ask, which take as long as all others together: beside them.</summary>
[Collection(ReliabilityLane.Assignments)]
public sealed class AssignmentCrashStories(ITestOutputHelper output) : CrashStories(output)
{
    public static TheoryData<string> Scenarios { get; } = [.. AccountAssignmentScenarios.All.Select(scenario => scenario.Name)];

    private protected override string Lane => ReliabilityLane.Assignments;

    [Theory]
    [MemberData(nameof(Scenarios))]
    public Task Wherever_the_operator_dies_the_end_is_the_same(string name) => DieEverywhereAsync(name);
}

/// <summary>Crashes amid what all other kinds ask.</summary>
[Collection(ReliabilityLane.Name)]
public sealed class OtherCrashStories(ITestOutputHelper output) : CrashStories(output)
{
    public static TheoryData<string> Scenarios { get; } = [.. Scenario.All.Except(AccountAssignmentScenarios.All).Select(scenario => scenario.Name)];

    private protected override string Lane => ReliabilityLane.Name;

    [Theory]
    [MemberData(nameof(Scenarios))]
    public Task Wherever_the_operator_dies_the_end_is_the_same(string name) => DieEverywhereAsync(name);
}
