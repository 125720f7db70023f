using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Shipping.Tests.Images;

/// <summary>What the workflows promise: what is tested where, and what a release has behind it before anybody can take it by its version.</summary>
public sealed partial class WorkflowTests
{
    private static readonly JsonObject Release = Manifest.Read(".github", "workflows", "release.yaml")[0];

    public static TheoryData<string, string> Scripts
    {
        get
        {
            var scripts = new TheoryData<string, string>();
            foreach (var file in Directory.EnumerateFiles(Repository.At(".github", "workflows")).Select(file => Path.GetFileName(file)))
                foreach (var step in Manifest.Read(".github", "workflows", file)[0]["jobs"]!.AsObject().SelectMany(job => Steps(job.Value!)).Where(step => step["run"] is not null))
                    scripts.Add(file, (string)step["run"]!);
            return scripts;
        }
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Every_script_can_be_read(string workflow, string script)
    {
        Assert.NotEmpty(workflow);
        await Tools.RunAsync("bash", "-nc", Expression().Replace(script, "value"));
    }

    [Fact]
    public void Tests_run_on_the_oldest_and_the_newest_supported_Kubernetes()
    {
        var test = Manifest.Read(".github", "workflows", "ci.yaml")[0]["jobs"]!["test"]!;
        Assert.Equal("""["oldest","newest"]""", test["strategy"]!["matrix"]!["kubernetes"]!.ToJsonString());
        Assert.Equal("${{ matrix.kubernetes }}", (string?)test["env"]!["CONTROL_PLANE_VERSION"]);
    }

    [Theory]
    [InlineData("v1.2.3", true)]
    [InlineData("v10.20.30-rc.1", true)]
    [InlineData("v1.2", false)]
    [InlineData("v1.2.3-beta.1", false)]
    [InlineData("v1.2.3-rc", false)]
    [InlineData("v1.2.3oops", false)]
    public void Versions_and_candidates_are_released_and_nothing_else(string tag, bool released)
    {
        // In these patterns a dot is a dot and a plus is one or more of what stands before it.
        var patterns = Release["on"]!["push"]!["tags"]!.AsArray().Select(pattern => $"^{((string)pattern!).Replace(".", "\\.", StringComparison.Ordinal)}$");
        Assert.Equal(released, patterns.Any(pattern => Regex.IsMatch(tag, pattern)));
    }

    [Fact]
    public void The_image_is_pushed_by_digest_scanned_and_signed_before_it_gets_its_version()
    {
        var steps = Steps(Release["jobs"]!["image"]!);
        var build = Index(steps, "build-push-action");
        var version = Index(steps, "imagetools create");
        Assert.Contains("push-by-digest=true", (string)steps[build]["with"]!["outputs"]!, StringComparison.Ordinal);
        Assert.Null(steps[build]["with"]!["tags"]);
        Assert.Null(steps[build]["with"]!["push"]);
        Assert.All(Indices(steps, "trivy-action"), scan => Assert.InRange(scan, build + 1, Index(steps, "cosign sign") - 1));
        Assert.InRange(Index(steps, "cosign verify"), Index(steps, "cosign sign"), version - 1);
        Assert.Equal(steps.Count - 1, version);
    }

    [Fact]
    public void Every_platform_of_the_image_is_scanned()
    {
        var steps = Steps(Release["jobs"]!["image"]!);
        var scans = Indices(steps, "trivy-action").Select(scan => steps[scan]).ToList();
        Assert.Equal(((string)steps[Index(steps, "build-push-action")]["with"]!["platforms"]!).Split(','), scans.Select(scan => (string)scan["env"]!["TRIVY_PLATFORM"]!));
        Assert.All(scans, scan => Assert.Equal("1", (string?)scan["with"]!["exit-code"]));
        Assert.All(scans, scan => Assert.EndsWith("@${{ steps.build.outputs.digest }}", (string)scan["with"]!["image-ref"]!, StringComparison.Ordinal));
    }

    [Fact]
    public void The_chart_is_pushed_by_digest_and_signed_before_it_gets_its_version()
    {
        var steps = Steps(Release["jobs"]!["chart"]!);
        var pushes = steps.SelectMany((step, at) => Pushes().Matches((string?)step["run"] ?? "").Select(push => (at, To: push.Groups[1].Value))).ToList();
        Assert.Equal(["oci://127.0.0.1:5055/charts", "docker://$CHART@$digest", "docker://$CHART:${GITHUB_REF_NAME#v}"], pushes.Select(push => push.To));
        Assert.InRange(Index(steps, "cosign sign"), pushes[1].at + 1, pushes[2].at - 1);
        Assert.InRange(Index(steps, "cosign verify"), pushes[1].at + 1, pushes[2].at - 1);
        Assert.InRange(Index(steps, "gh release create"), pushes[2].at + 1, steps.Count);
        Assert.Equal("image", (string?)Release["jobs"]!["chart"]!["needs"]);
    }

    [Theory]
    [InlineData("v1.2.3", "release create v1.2.3 --verify-tag --generate-notes identity-center-operator-1.tgz")]
    [InlineData("v1.2.3-rc.1", "release create v1.2.3-rc.1 --verify-tag --generate-notes --prerelease --latest=false identity-center-operator-1.tgz")]
    public async Task A_candidate_is_a_prerelease_and_never_the_latest(string tag, string asked)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.At("identity-center-operator-1.tgz"), "");
        var script = (string)Steps(Release["jobs"]!["chart"]!).Single(step => (string?)step["id"] == "release")["run"]!;
        var said = await Tools.RunAsync("bash", "-euc", $"cd '{folder.Path}'; gh() {{ echo \"$@\"; }}; GITHUB_REF_NAME={tag}\n{script}");
        Assert.Equal(asked, said.Trim());
    }

    private static IReadOnlyList<JsonNode> Steps(JsonNode job) => [.. (job["steps"] as JsonArray ?? []).Select(step => step!)];

    private static int Index(IReadOnlyList<JsonNode> steps, string part) => Assert.Single(Indices(steps, part));

    private static IEnumerable<int> Indices(IReadOnlyList<JsonNode> steps, string part) =>
        Enumerable.Range(0, steps.Count).Where(at => $"{steps[at]["uses"]}\n{steps[at]["run"]}".Contains(part, StringComparison.Ordinal));

    [GeneratedRegex(@"\$\{\{.*?\}\}")]
    private static partial Regex Expression();

    // Where Helm pushes to and skopeo copies to: the last word of the line.
    [GeneratedRegex(@"^(?:helm push|skopeo copy) .*? ""?(\S+?)""?$", RegexOptions.Multiline)]
    private static partial Regex Pushes();
}
