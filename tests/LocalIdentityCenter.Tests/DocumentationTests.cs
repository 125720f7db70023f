using System.Reflection;
using System.Text.RegularExpressions;
using Testing;

namespace LocalIdentityCenter.Tests;

public sealed partial class DocumentationTests
{
    private static readonly string text = File.ReadAllText(Repository.At("docs", "local-identity-center.md"));

    [Fact]
    public void Every_test_that_the_documentation_names_exists()
    {
        var named = TestName().Matches(text).Select(m => (Type: m.Groups[1].Value, Method: m.Groups[2].Value)).ToList();
        Assert.True(named.Count > 60);
        Assert.All(named, n => Assert.NotNull(GetType().Assembly.GetType($"LocalIdentityCenter.Tests.{n.Type}")?.GetMethod(n.Method)));
    }

    [Theory]
    [InlineData(typeof(Behaviour))]
    [InlineData(typeof(Limits))]
    public void Every_setting_is_documented(Type settings) => Assert.All(
        settings.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]),
        name => Assert.Contains($"`{name}`", text, StringComparison.Ordinal));

    [GeneratedRegex(@"`(\w+Tests)\.(\w+)`")]
    private static partial Regex TestName();
}
