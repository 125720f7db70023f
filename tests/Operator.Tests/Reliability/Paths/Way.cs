using System.Text.Json.Nodes;

namespace Operator.Tests.Reliability.Paths;

/// <summary>What is declared of one object, one after the other.</summary>
/// <param name="Seed">What it was made up from.</param>
/// <param name="Name">Name of the object.</param>
/// <param name="Steps">All but the last.</param>
/// <param name="Last">What decides.</param>
internal sealed record Way(int Seed, string Name, IReadOnlyList<Way.Step> Steps, JsonObject Last)
{
    private const int MostSteps = 5;

    /// <summary>A way that this seed always makes.</summary>
    public static Way MadeUp(SpecKind specs, int seed)
    {
        var random = new Random(seed);
        var (name, fragment) = specs.Objects[random.Next(specs.Objects.Count)];
        var last = specs.Good(random, fragment, isLast: true);
        return new(seed, name, [.. Enumerable.Range(0, random.Next(1, MostSteps + 1)).Select(_ => AStep(specs, random, fragment))], last);
    }

    public override string ToString() => string.Join('\n', [.. Steps.Select(step => $"{step}"), $"last {Last.ToJsonString()}"]);

    private static Step AStep(SpecKind specs, Random random, string fragment) => random.Next(4) == 0
        ? ABreak(specs, random, fragment)
        : new Step.Declare(specs.Good(random, fragment, isLast: false), Wait: random.Next(2) == 0);

    private static Step.Break ABreak(SpecKind specs, Random random, string fragment)
    {
        var bad = random.GetItems([.. specs.Bad.Where(bad => !bad.IsChange)], 1)[0];
        return new(bad, specs.With(bad, fragment));
    }

    /// <summary>One of them.</summary>
    public abstract record Step
    {
        private Step()
        {
        }

        /// <summary>A good spec is declared, and the next thing comes at once or when the operator has answered.</summary>
        public sealed record Declare(JsonObject Spec, bool Wait) : Step
        {
            public override string ToString() => $"declare {Spec.ToJsonString()}{(Wait ? " and wait" : "")}";
        }

        /// <summary>A bad one is declared.</summary>
        public sealed record Break(Bad What, JsonObject Spec) : Step;
    }
}
