using System.Text.RegularExpressions;

namespace Shipping.Tests.Images;

public sealed partial class DockerfileTests
{
    private static readonly string Dockerfile = File.ReadAllText(Repository.At("Dockerfile"));

    public static TheoryData<string> Workflows => [.. Directory.EnumerateFiles(Repository.At(".github", "workflows")).Select(file => Path.GetFileName(file))];

    [Fact]
    public void The_image_holds_the_tree_that_is_tested_here_and_nothing_else() =>
        Assert.Equal(["--from=build /layout /"], Copies().Matches(Dockerfile[Dockerfile.LastIndexOf("FROM ", StringComparison.Ordinal)..]).Select(copy => copy.Groups[1].Value));

    [Fact]
    public void The_image_and_the_pod_run_as_the_same_user()
    {
        var pod = Manifest.Read("config", "manager").The("Deployment")["spec"]!["template"]!["spec"]!["securityContext"]!;
        Assert.Contains($"\nUSER {pod["runAsUser"]}:{pod["runAsGroup"]}\n", Dockerfile, StringComparison.Ordinal);
    }

    [Fact]
    public void Program_chart_base_and_image_are_of_one_version()
    {
        var version = Version().Match(File.ReadAllText(Repository.At("Directory.Build.props"))).Groups[1].Value;
        var chart = Manifest.Read("charts", "identity-center-operator", "Chart.yaml")[0];
        Assert.Equal([version, version], new[] { (string)chart["version"]!, (string)chart["appVersion"]! });
        Assert.EndsWith($":{version}", (string)Manifest.Read("config", "manager").The("Deployment")["spec"]!["template"]!["spec"]!["containers"]![0]!["image"]!, StringComparison.Ordinal);
        Assert.Contains($"ARG VERSION={version}\n", Dockerfile, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_base_is_pinned_by_digest()
    {
        var bases = Bases().Matches(Dockerfile).Select(line => line.Groups[1].Value).ToList();
        Assert.NotEmpty(bases);
        Assert.All(bases, image => Assert.Matches("^[a-z.]+/[a-z/-]+:[a-z0-9.-]+@sha256:[0-9a-f]{64}$", image));
        // A frontend would be an image too.
        Assert.DoesNotContain("syntax=", Dockerfile, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bot_moves_what_is_pinned() => Assert.Subset(
        Manifest.Read(".github", "dependabot.yml")[0]["updates"]!.AsArray().Select(update => (string)update!["package-ecosystem"]!).ToHashSet(),
        new HashSet<string> { "docker", "github-actions", "npm" });

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Every_action_is_pinned_to_a_commit(string workflow) => Assert.All(
        Uses().Matches(File.ReadAllText(Repository.At(".github", "workflows", workflow))).Select(use => use.Groups[1].Value),
        action => Assert.Matches(@"^(\./|[\w-]+/[\w-]+@[0-9a-f]{40} # v?\d+\.\d+\.\d+$)", action));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Every_workflow_is_YAML_and_may_by_default_only_read(string workflow) =>
        Assert.Equal("""{"contents":"read"}""", Manifest.Read(".github", "workflows", workflow)[0]["permissions"]!.ToJsonString());

    [GeneratedRegex(@"^COPY (.+)$", RegexOptions.Multiline)]
    private static partial Regex Copies();

    [GeneratedRegex(@"^FROM (?:--platform=\S+ )?(\S+)", RegexOptions.Multiline)]
    private static partial Regex Bases();

    [GeneratedRegex("<Version>(.+)</Version>")]
    private static partial Regex Version();

    [GeneratedRegex(@"uses: (.+)$", RegexOptions.Multiline)]
    private static partial Regex Uses();
}
