using System.Diagnostics;
using System.Globalization;
using Testing;
using Xunit.Abstractions;

namespace Operator.Tests.Interleavings.Scheduling;

/// <summary>
/// Runs something in many orders. EXPLORER_SCHEDULES says how many (docs/reliability.md has how many were explored, and what was found), EXPLORER_SEED which alone, and a file
/// that is named in EXPLORER_REPORT gets a line on each subject.
/// </summary>
internal static class Explorer
{
    /// <summary>Explores.</summary>
    /// <param name="output">Where it tells what it did.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="byDefault">How many schedules, where nobody says so.</param>
    /// <param name="scenario">Sets everything up, runs the schedule, and judges the end.</param>
    /// <exception cref="ExpectationException">Something was wrong; the message tells the seed.</exception>
    public static void Explore(ITestOutputHelper output, string subject, int byDefault, Action<Schedule> scenario)
    {
        var (clock, cpu, orders, steps) = (Stopwatch.StartNew(), Process.GetCurrentProcess().TotalProcessorTime, new HashSet<ulong>(), 0L);
        var seeds = Number("EXPLORER_SEED") is { } one ? [one] : Enumerable.Range(1, Number("EXPLORER_SCHEDULES") ?? byDefault).ToList();
        foreach (var seed in seeds)
        {
            var schedule = Run(seed, scenario);
            if (schedule.Failure is not null)
                throw new ExpectationException($"{subject}, EXPLORER_SEED={seed}: {schedule.Story()}");
            orders.Add(schedule.Order);
            steps += schedule.Steps;
        }

        Assert.NotEqual(0, steps);
        Tell(output, string.Create(CultureInfo.InvariantCulture, $"{subject}: {seeds.Count} schedules, {orders.Count} different ({orders.Aggregate(0UL, (all, order) => all ^ order):x16}), {steps} steps, {clock.Elapsed.TotalSeconds:F0} s, of the process {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds:F0} s of CPU"));
    }

    /// <summary>Runs one order.</summary>
    public static Schedule Run(int seed, Action<Schedule> scenario)
    {
        var (before, schedule) = (SynchronizationContext.Current, new Schedule(seed));
        // Awaits go on where the lanes are, not where the tests are.
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            scenario(schedule);
        }
        catch (Exception e)
        {
            schedule.Fail($"{e}");
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        return schedule;
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static void Tell(ITestOutputHelper output, string line)
    {
        output.WriteLine(line);
        if (Environment.GetEnvironmentVariable("EXPLORER_REPORT") is { Length: > 0 } report)
            File.AppendAllText(report, $"{line}{Environment.NewLine}");
    }
}
