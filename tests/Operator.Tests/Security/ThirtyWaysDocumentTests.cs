using System.Globalization;
using System.Text.RegularExpressions;
using Testing;

namespace Operator.Tests.Security;

/// <summary>docs/security.md tells of the ways that are tried, and of no other.</summary>
public sealed partial class ThirtyWaysDocumentTests
{
    [Fact]
    public void Each_way_has_a_row_that_names_the_class_that_tries_it()
    {
        var told = File.ReadLines(Repository.At("docs", "security.md")).Select(line => Row().Match(line)).Where(row => row.Success).Select(Way).ToList();
        var tried = typeof(ThirtyWaysStory).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ThirtyWaysStory)))
            .SelectMany(type => type.GetMethods().Select(method => Test().Match($"{type.Name} {method.Name}"))).Where(test => test.Success).Select(Way).Order().ToList();
        Assert.Equal(Enumerable.Range(1, 30), told.Select(way => way.Number));
        Assert.Equal(tried, told);
    }

    private static (int Number, string Class) Way(Match match) => (int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture), match.Groups["class"].Value);

    [GeneratedRegex(@"^\| (?<number>\d+) \|.*\| `(?<class>\w+)` \|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"^(?<class>\w+) Way_(?<number>\d+)_")]
    private static partial Regex Test();
}
