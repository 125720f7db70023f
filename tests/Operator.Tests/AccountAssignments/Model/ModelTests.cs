using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace Operator.Tests.AccountAssignments.Model;

/// <summary>
/// Every state that small worlds can come to. MODEL_DEPTH says how many events deep instead of as deep as a world says (docs/reliability.md has what was counted), MODEL_WORLD which
/// world alone.
/// </summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    public static TheoryData<string> Worlds => new(ModelWorlds.All.Select(world => world.Name).Where(name => Environment.GetEnvironmentVariable("MODEL_WORLD") is not { Length: > 0 } only || name == only));

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Whatever_happens_in_a_small_world_nobody_loses_or_keeps_what_he_should_not(string name)
    {
        var world = ModelWorlds.All.Single(world => world.Name == name);
        var depth = Environment.GetEnvironmentVariable("MODEL_DEPTH") is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : world.Depth;
        using var explorer = new ModelExplorer(world);
        var (clock, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        explorer.Explore(depth);
        var line = $"{name}: depth {depth}, {explorer.States} states ({string.Join(" + ", explorer.ByDepth)}), {explorer.Transitions} transitions, {(Environment.CpuUsage.TotalTime - before).TotalSeconds:F0} s of processor, {clock.Elapsed.TotalSeconds:F0} s";
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("MODEL_REPORT") is { Length: > 0 } report)
            File.AppendAllText(report, $"{line}{Environment.NewLine}");
        Assert.True(explorer.States > depth, "nothing was explored");
    }
}
