using System.Text.RegularExpressions;
using Testing;

namespace Operator.Tests.Docs;

public sealed partial class MetricsDocumentTests
{
    [Fact]
    public void Every_metric_of_the_operator_is_documented_and_no_other_is()
    {
        var source = Directory.EnumerateFiles(Repository.At("src", "Operator"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).SelectMany(file => Name().Matches(File.ReadAllText(file)));
        var rows = File.ReadLines(Repository.At("docs", "metrics.md")).Where(line => line.StartsWith("| `identitycenter_", StringComparison.Ordinal)).Select(line => line.Split('`')[1]);
        Assert.Equal(source.Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("\"(identitycenter_[a-z_]+)\"")]
    private static partial Regex Name();
}
