using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IdentityCenterOperator.Kubernetes.Client;
using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;
using Operator.Tests.Reliability.Crashes;
using Xunit.Abstractions;

namespace Operator.Tests.Reliability.Paths;

/// <summary>
/// Whatever was declared before: what is declared last decides what AWS has. Sequences of good and bad specs are made up by a seed; a failure names it: set PATH_SEED to
/// go the same way again, and PATHS to go so many ways of each kind.
/// </summary>
[Collection(ReliabilityLane.Name)]
public sealed partial class PathStories(ITestOutputHelper output) : Story
{
    private const int FirstSeed = 20261122;

    private static readonly int Ways = Number("PATHS") ?? 5;

    public static TheoryData<string> Kinds { get; } = [.. SpecKind.All.Select(kind => kind.Definition.Kind)];

    private protected override string Lane => ReliabilityLane.Name;

    private protected override Seed Seed => CrashSeed.Seed();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Whatever_was_declared_before_AWS_has_what_is_declared_last(string kind)
    {
        var specs = KindOf(kind);
        await LooselyAsync(specs, async () =>
        {
            await using var world = new World(Cluster, Aws, new FastClock(30));
            foreach (var seed in Number("PATH_SEED") is { } given ? [given] : Enumerable.Range(FirstSeed, Ways))
                await GoAsync(world, specs, Way.MadeUp(specs, seed));
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_was_stored_and_must_not_be_leaves_AWS_as_it_is_and_is_named(string kind)
    {
        var specs = KindOf(kind);
        await LooselyAsync(specs, async () =>
        {
            await using var world = new World(Cluster, Aws, new FastClock(30));
            await BeginAsync(world, specs);
            await specs.In(Cluster).ApplyAsync(specs.Objects[0].Name, SpecKind.Spec(specs.Plain));
            foreach (var bad in specs.Bad)
                await BreakAsync(world, specs, specs.Objects[0].Name, bad, specs.With(bad));
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_must_not_be_is_refused_by_the_API_server_or_named_in_status(string kind)
    {
        var specs = KindOf(kind);
        await using var world = new World(Cluster, Aws, new FastClock(30));
        await BeginAsync(world, specs);
        await specs.In(Cluster).ApplyAsync(specs.Objects[0].Name, SpecKind.Spec(specs.Plain));
        foreach (var bad in specs.Bad)
        {
            try
            {
                await BreakAsync(world, specs, specs.Objects[0].Name, bad, specs.With(bad));
            }
            catch (KubernetesException e)
            {
                Assert.True(Words(e.Message).Contains(bad.Says, StringComparison.Ordinal) || e.Message.Contains(bad.Field.Split('.')[^1], StringComparison.Ordinal), $"{bad}: {e.Message}");
            }
        }
    }

    private async Task GoAsync(World world, SpecKind specs, Way way)
    {
        try
        {
            var end = await EndOfAsync(world, specs, way.Name, [new Way.Step.Declare(way.Last, Wait: true)]);
            var other = await EndOfAsync(world, specs, way.Name, [.. way.Steps, new Way.Step.Declare(way.Last, Wait: true)], end);
            Assert.Equal(end, other);
        }
        catch (Exception)
        {
            output.WriteLine($"PATH_SEED={way.Seed}\n{way}\n{world.Log}");
            throw;
        }
    }

    // What AWS has in the end; where it is known what that shall be, it is waited for: roles that are not needed any more take AWS a moment.
    private async Task<string> EndOfAsync(World world, SpecKind specs, string name, IReadOnlyList<Way.Step> steps, string? expected = null)
    {
        await BeginAsync(world, specs);
        foreach (var step in steps)
        {
            if (step is Way.Step.Break(var bad, var spec))
                await BreakAsync(world, specs, name, bad, spec);
            else if (step is Way.Step.Declare declare)
                await DeclareAsync(world, specs, name, declare);
        }

        await specs.In(Cluster).ReadyAsync(name);
        await specs.Use(world);
        await world.SettledAsync();
        if (expected is not null)
            await world.AwsComesToAsync(expected);
        return await world.AwsPictureAsync();
    }

    private async Task DeclareAsync(World world, SpecKind specs, string name, Way.Step.Declare step)
    {
        await specs.In(Cluster).ApplyAsync(name, step.Spec);
        if (!step.Wait)
            return;
        await world.AnsweredAsync(specs.In(Cluster), name);
        await specs.Use(world);
    }

    private async Task BreakAsync(World world, SpecKind specs, string name, Bad bad, JsonObject spec)
    {
        if (await specs.In(Cluster).FindAsync(name) is not null)
            await world.AnsweredAsync(specs.In(Cluster), name);
        var mark = Aws.Mark;
        await specs.In(Cluster).ApplyAsync(name, spec);
        await specs.In(Cluster).UntilAsync(name, seen => IsNamed(seen, bad), $"says what is wrong: {bad}");
        await world.AnsweredAsync(specs.In(Cluster), name);
        Assert.Empty(Aws.WritesSince(mark));
    }

    // What cannot be read at all has no generation that anybody knows of.
    private static bool IsNamed(Seen seen, Bad bad) =>
        seen.Reason == "InvalidSpec" && seen.Condition("Stalled") is not null && Words(seen.Message).Contains(bad.Says, StringComparison.Ordinal);

    private static string Words(string message) => Index().Replace(message, "");

    private static async Task BeginAsync(World world, SpecKind specs)
    {
        await world.BeginAnewAsync();
        await specs.Prepare(world);
        await world.StartOperatorAsync();
        await world.SettledAsync();
    }

    private async Task LooselyAsync(SpecKind specs, Func<Task> act)
    {
        await Cluster.LoosenSchemaAsync(specs.Definition);
        try
        {
            await act();
        }
        finally
        {
            // What does not fit could not even be deleted afterwards.
            await Cluster.CleanAsync();
            await Cluster.RestoreSchemaAsync();
        }
    }

    private static SpecKind KindOf(string kind) => SpecKind.All.Single(each => each.Definition.Kind == kind);

    private static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}
