using IdentityCenterOperator.Hosting;
using IdentityCenterOperator.Kubernetes.Yaml;

namespace Shipping.Tests.Docs;

/// <summary>What the program takes for supported is what pages and chart say.</summary>
public sealed class SupportedRangeTests
{
    [Theory]
    [InlineData("README.md", "on Kubernetes {0} or later (tested up to {1})")]
    [InlineData("docs/install.md", "It needs Kubernetes {0} or later, and is\ntested on {0} to {1}")]
    [InlineData("docs/upgrades.md", "{0} and later, tested on {0} to {1}")]
    public void A_page_says_so(string page, string sentence) =>
        Assert.Contains(string.Format(null, sentence, SupportedKubernetes.Oldest, SupportedKubernetes.Newest), File.ReadAllText(Repository.At(page.Split('/'))), StringComparison.Ordinal);

    [Fact]
    public void Its_two_ends_are_what_the_tests_are_given_to_run_on()
    {
        var pinned = File.ReadLines(Repository.At("hack", "lib", "envtest.sha512")).Where(line => !line.StartsWith('#') && line.Length > 0)
            .Select(line => Version.Parse(line.Split("envtest-v")[1].Split('-')[0])).ToList();
        Assert.Equal((SupportedKubernetes.Oldest, SupportedKubernetes.Newest), (Minor(pinned.Min()!), Minor(pinned.Max()!)));
    }

    private static Version Minor(Version version) => new(version.Major, version.Minor);

    [Fact]
    public void The_chart_asks_for_it()
    {
        var chart = YamlReader.ReadAll(File.ReadAllText(Repository.At("charts", "identity-center-operator", "Chart.yaml"))).Single()!;
        Assert.Equal($">={SupportedKubernetes.Oldest}.0-0", (string?)chart["kubeVersion"]);
    }
}
