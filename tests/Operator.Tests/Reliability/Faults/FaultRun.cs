using System.Diagnostics;
using Testing;

namespace Operator.Tests.Reliability.Faults;

/// <summary>What one trouble came to for one kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Recovery">Time on the operator's clock from the end of the trouble until all was as declared.</param>
/// <param name="Failure">What went wrong; null when nothing did.</param>
internal sealed record FaultOutcome(string Kind, TimeSpan Recovery, string? Failure);

/// <summary>
/// One trouble, with all kinds living through it at once: all is well; the trouble begins; things are created, edited, changed behind the operator's back and deleted; the
/// operator tells of the trouble; it ends; all gets well by itself. Each write to AWS and each version of each object on the way is judged.
/// </summary>
internal sealed class FaultRun(FaultWorld world, Trouble trouble)
{
    /// <summary>All kinds, in the order in which tables list them.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["PermissionSet", "AccountAssignment", "ReplicaRegion", "IdentityCenter"];

    private static readonly TimeSpan ToldWithin = TimeSpan.FromSeconds(20);

    // On the operator's clock: some rounds of retries, and a look at the whole instance.
    private static readonly TimeSpan LastsAtLeast = TimeSpan.FromSeconds(30);

    // On the real clock, with room for a busy machine; what it took is told.
    private static readonly TimeSpan WellWithin = TimeSpan.FromSeconds(20);

    private readonly IScenario[] _scenarios = [new PermissionSetScenario(world), new AccountAssignmentScenario(world), new ReplicaRegionScenario(world), new IdentityCenterScenario(world)];

    public async Task<IReadOnlyDictionary<string, FaultOutcome>> LiveAsync()
    {
        await Task.WhenAll(_scenarios.Select(scenario => scenario.PrepareAsync()));
        var (foreign, mark, log) = (world.Foreign, world.Aws.Mark, world.Operator.Log.All.Count);
        await trouble.BeginAsync(world);
        var lives = Task.WhenAll(_scenarios.Select(scenario => scenario.LiveAsync()));
        if (!trouble.IsForBoth)
            await lives;
        var atLeast = world.Time.GetUtcNow() + LastsAtLeast;
        var untold = await Task.WhenAll(_scenarios.Select((scenario, i) => UntoldAsync(scenario, trouble.Told[i], log)));
        await Eventually.TrueAsync(() => Task.FromResult(world.Time.GetUtcNow() >= atLeast), "the trouble lasted a while");
        await trouble.EndAsync(world);
        world.Time.Turn(trouble.SpeedAfter);
        await lives;
        var recoveries = await Task.WhenAll(_scenarios.Select(RecoverAsync));
        world.Time.Turn(FaultWorld.Speed);
        var general = General(mark, foreign);
        return _scenarios.Select((scenario, i) => new FaultOutcome(
            scenario.Kind, recoveries[i].Time, untold[i] ?? recoveries[i].Wrong ?? Objection(scenario, mark) ?? general)).ToDictionary(outcome => outcome.Kind);
    }

    private async Task<string?> UntoldAsync(IScenario scenario, Telling telling, int log)
    {
        try
        {
            await Eventually.TrueAsync(() => telling.IsToldAsync(world, scenario, log), $"the operator tells {telling}", ToldWithin);
            return null;
        }
        catch (ExpectationException e)
        {
            return $"{e.Message}; it says {string.Join("; ", await scenario.SeenAsync())}";
        }
    }

    private async Task<(TimeSpan Time, string? Wrong)> RecoverAsync(IScenario scenario)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            await Eventually.ValueAsync(scenario.WrongAsync, wrong => wrong is null, "all is as declared", WellWithin, TimeSpan.FromMilliseconds(50));
            return (Stopwatch.GetElapsedTime(start) * trouble.SpeedAfter, null);
        }
        catch (ExpectationException e)
        {
            return (Stopwatch.GetElapsedTime(start) * trouble.SpeedAfter, $"{e.Message}; {string.Join("; ", await scenario.SeenAsync())}");
        }
    }

    private string? Objection(IScenario scenario, long mark)
    {
        var writes = world.WritesSince(mark);
        return writes.Select(write => (Write: write, Objection: scenario.Objection(write))).FirstOrDefault(judged => judged.Objection is { Length: > 0 }) is ({ } wrong, { } why)
            ? $"{wrong}: {why}"
            : trouble.MayGrantAgain ? null : scenario.Excess(writes);
    }

    // What is nobody's fault alone.
    private string? General(long mark, string foreign)
    {
        if (world.WritesSince(mark).FirstOrDefault(write => _scenarios.All(scenario => scenario.Objection(write) is { Length: 0 })) is { } other)
            return $"{other}: no kind asks for such a thing";
        if (world.Foreign != foreign)
            return $"what is somebody else's changed from {foreign} to {world.Foreign}";
        return world.History.Objects.SelectMany(versions => versions).FirstOrDefault(version => version.Condition("Ready")?.Reason == "UnexpectedError") is { } unexpected
            ? $"an error without a name: {unexpected}" : null;
    }
}
