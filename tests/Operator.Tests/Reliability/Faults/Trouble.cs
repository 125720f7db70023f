using System.Text.RegularExpressions;

namespace Operator.Tests.Reliability.Faults;

/// <summary>Something that goes wrong for a while, on one side or the other.</summary>
/// <param name="Name">As the table of docs/reliability.md calls it.</param>
/// <param name="BeginAsync">Lets it go wrong.</param>
/// <param name="EndAsync">Lets all go well again.</param>
internal sealed record Trouble(string Name, Func<ISides, Task> BeginAsync, Func<ISides, Task> EndAsync)
{
    /// <summary>How the operator tells of it while it lasts, in the order of <see cref="FaultRun.Kinds"/>.</summary>
    public required Telling[] Told { get; init; }

    /// <summary>Whether people cannot reach the API server either, so that nothing happens there before it is over.</summary>
    public bool IsForBoth { get; init; }

    /// <summary>Whether accounts may be held so that others wait for them, too.</summary>
    public bool HoldsAccounts { get; init; }

    /// <summary>Whether reads may have AWS grant what it has granted already, which changes nothing there.</summary>
    public bool MayGrantAgain { get; init; }

    /// <summary>How many times as fast as the real clock the operator's runs once the trouble is over: what was denied is tried again after half an hour.</summary>
    public double SpeedAfter { get; init; } = FaultWorld.Speed;

    public override string ToString() => Name;
}

/// <summary>How the operator tells of trouble.</summary>
internal abstract record Telling
{
    /// <summary>It need not: the next try, a moment later, goes well.</summary>
    public static readonly Telling Nothing = new Silent();

    private Telling()
    {
    }

    /// <summary>By the reason of Ready of an object of the kind.</summary>
    public static Telling Status(params IReadOnlyList<string> reasons) => new InStatus(reasons);

    /// <summary>By a warning in the log that names the kind.</summary>
    public static Telling Log() => new InLog();

    /// <summary>By the metric rest_client_requests_total.</summary>
    public static Telling Metric(int status) => new InMetric(status);

    public abstract Task<bool> IsToldAsync(FaultWorld world, IScenario scenario, int logMark);

    private sealed record Silent : Telling
    {
        public override Task<bool> IsToldAsync(FaultWorld world, IScenario scenario, int logMark) => Task.FromResult(true);
    }

    private sealed record InStatus(IReadOnlyList<string> Reasons) : Telling
    {
        public override async Task<bool> IsToldAsync(FaultWorld world, IScenario scenario, int logMark) =>
            (await scenario.SeenAsync()).Any(seen => seen.Condition("Ready") is { } ready && Reasons.Contains(ready.Reason));
    }

    private sealed record InLog : Telling
    {
        public override Task<bool> IsToldAsync(FaultWorld world, IScenario scenario, int logMark) => Task.FromResult(world.Operator.Log.All.Skip(logMark).Any(line =>
            (line.StartsWith("Warning", StringComparison.Ordinal) || line.StartsWith("Error", StringComparison.Ordinal)) && Names(line, scenario.Kind)));

        // Not as a part of the name of something else, of a namespace above all.
        private static bool Names(string line, string kind) => Regex.IsMatch(line, $@"(?<![.\w])({kind}s\b|{kind}(?![.\w]))", RegexOptions.IgnoreCase);
    }

    private sealed record InMetric(int Code) : Telling
    {
        public override Task<bool> IsToldAsync(FaultWorld world, IScenario scenario, int logMark) => Task.FromResult(world.Answers(Code) > 0);
    }
}
