using System.Text.Json.Nodes;

namespace Shipping.Tests.Images;

[Collection(ClusterTests.Name)]
public sealed class LayoutTests(Layout layout, ClusterFixture cluster) : IClassFixture<Layout>
{
    // What the chiseled base brings: glibc, the C++ runtime and libgcc.
    private static readonly string[] BaseLibraries = ["ld-linux", "libc.so", "libdl.so", "libgcc_s.so", "libm.so", "libpthread.so", "librt.so", "libstdc++.so", "linux-vdso"];

    private static readonly string[] Folders = ["app", "licenses"];

    [Fact]
    public async Task The_program_gets_ready_shows_its_metrics_and_ends_in_order()
    {
        await using var program = await RunningLayout.StartAsync(layout, cluster.Plane.OperatorKubeconfig);
        await program.ReadyAsync();
        var metrics = await program.MetricsAsync();
        Assert.Contains("leader_election_master_status{name=\"identity-center-operator\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("identitycenter_access_expiring{within=\"1d\"}", metrics, StringComparison.Ordinal);
        Assert.Equal(0, await program.StopAsync());
    }

    [Fact]
    public void The_tree_holds_the_program_and_nothing_to_debug_or_to_open_a_shell_with()
    {
        Assert.Equal(Folders, layout.Files.Select(file => file.Split('/')[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain(layout.Files, file => Path.GetExtension(file) is ".pdb" or ".xml" or ".dbg" or ".sh");
        Assert.Equal(["app/identity-center-operator"], layout.Files.Where(file => File.GetUnixFileMode(Path.Combine(layout.Root, file)).HasFlag(UnixFileMode.OtherExecute)));
        Assert.DoesNotContain(layout.Files, file => File.GetUnixFileMode(Path.Combine(layout.Root, file)).HasFlag(UnixFileMode.OtherWrite));
    }

    [Fact]
    public void The_tree_is_small() =>
        Assert.InRange(layout.Files.Sum(file => new FileInfo(Path.Combine(layout.Root, file)).Length), 1, 80 * 1024 * 1024);

    [ToolFact("ldd")]
    public async Task The_program_needs_no_library_that_the_base_lacks()
    {
        var needed = (await Tools.RunAsync("ldd", layout.Program)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Path.GetFileName(line.Trim().Split(' ')[0]));
        Assert.All(needed, library => Assert.Contains(BaseLibraries, known => library.StartsWith(known, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_bill_of_materials_names_every_package_with_version_and_hash()
    {
        var listed = JsonNode.Parse(File.ReadAllText(Path.Combine(layout.Root, "app", Packaging.Sbom.FileName)))!["components"]!.AsArray();
        var shipped = JsonNode.Parse(File.ReadAllText(Path.Combine(layout.Root, "app", "identity-center-operator.deps.json")))!["libraries"]!.AsObject()
            .Where(library => (string)library.Value!["type"]! != "project").Select(library => library.Key.Replace("runtimepack.", "", StringComparison.Ordinal).Replace('/', '@'));
        Assert.Equal(shipped.Select(name => $"pkg:nuget/{name}"), listed.Select(component => (string)component!["purl"]!));
        var aws = listed.Single(component => (string)component!["name"]! == "AWSSDK.Core")!;
        Assert.Equal(128, ((string)aws["hashes"]![0]!["content"]!).Length);
    }
}
