using System.Text.RegularExpressions;
using Testing;

namespace Kubernetes.Tests.Hosting;

public sealed partial class DocumentationTests
{
    [Fact]
    public void The_examples_in_the_documentation_are_the_ones_that_are_compiled_and_run()
    {
        var quotes = Quote().Matches(File.ReadAllText(Repository.At("docs", "runtime.md")));
        Assert.Equal(2, quotes.Count);
        Assert.All(quotes, quote => Assert.Equal(File.ReadAllText(Repository.At(quote.Groups["file"].Value)), quote.Groups["text"].Value));
    }

    [GeneratedRegex("^```csharp file=(?<file>\\S+)\\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Quote();
}
