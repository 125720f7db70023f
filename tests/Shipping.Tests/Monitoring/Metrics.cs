using System.Text.RegularExpressions;

namespace Shipping.Tests.Monitoring;

/// <summary>Names of metrics: those that the source makes, those that docs/metrics.md tells of, and those that a query asks for.</summary>
internal static partial class Metrics
{
    /// <summary>The names in the tables of docs/metrics.md.</summary>
    public static IReadOnlySet<string> Documented { get; } =
        TableRow().Matches(File.ReadAllText(Repository.At("docs", "metrics.md"))).Select(row => row.Groups[1].Value).ToHashSet();

    /// <summary>The names that instruments are made with, in src.</summary>
    public static IReadOnlySet<string> Made { get; } = Directory.EnumerateFiles(Repository.At("src"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/LocalIdentityCenter/", StringComparison.Ordinal))
        .SelectMany(file => Literal().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
        // ControllerMetrics puts the prefix before the names of its counters.
        .Select(name => name.StartsWith("reconcile_", StringComparison.Ordinal) || name.StartsWith("terminal_", StringComparison.Ordinal) ? $"controller_runtime_{name}" : name)
        .ToHashSet();

    /// <summary>The names in a query; the series of a histogram count as the histogram.</summary>
    public static IEnumerable<string> Used(string query) =>
        Name().Matches(Quoted().Replace(query, "")).Select(match => match.Value)
            .Select(name => Histogram().Replace(name, "_seconds"));

    [GeneratedRegex(@"^\| `([a-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();

    [GeneratedRegex("""(?:Gauge|Counter<long>|Counter|Histogram|Seconds|GaugeSet|new)\(\s*"((?:identitycenter|controller_runtime|workqueue|rest_client|leader_election|kubernetes|process|reconcile|terminal_reconcile)_[a-z_]+)["]""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\b(identitycenter|controller_runtime|workqueue|rest_client|leader_election|kubernetes|process|go|kube)_[a-z_]+\b")]
    private static partial Regex Name();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("_seconds_(bucket|count|sum)$")]
    private static partial Regex Histogram();
}
