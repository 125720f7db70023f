using System.Diagnostics;
using System.Globalization;
using Testing;
using Xunit.Abstractions;

namespace Operator.Tests.AccountAssignments.Model;

/// <summary>
/// Every state that small worlds can come to. MODEL_DEPTH says how many events deep (docs/reliability.md has what was counted at 8), MODEL_WORLD which world alone.
/// </summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    private static int Depth => int.Parse(Environment.GetEnvironmentVariable("MODEL_DEPTH") ?? "3", CultureInfo.InvariantCulture);

    public static TheoryData<string> Worlds => new(ModelWorlds.All.Select(world => world.Name).Where(name => Environment.GetEnvironmentVariable("MODEL_WORLD") is not { Length: > 0 } only || name == only));

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Whatever_happens_in_a_small_world_nobody_loses_or_keeps_what_he_should_not(string name)
    {
        using var explorer = new ModelExplorer(ModelWorlds.All.Single(world => world.Name == name));
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        explorer.Explore(Depth);
        var line = $"{name}: depth {Depth}, {explorer.States} states ({string.Join(" + ", explorer.ByDepth)}), {explorer.Transitions} transitions, {(Environment.CpuUsage.TotalTime - before).TotalSeconds:F0} s of processor, {clock.Elapsed.TotalSeconds:F0} s";
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("MODEL_REPORT") is { Length: > 0 } report)
            File.AppendAllText(report, $"{line}{Environment.NewLine}");
        Assert.True(explorer.States > Depth, "nothing was explored");
    }
}
