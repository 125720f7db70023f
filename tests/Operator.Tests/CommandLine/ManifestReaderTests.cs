using IdentityCenterOperator.CommandLine;
using IdentityCenterOperator.CommandLine.Planning;
using IdentityCenterOperator.Reconciliation;
using Operator.Tests.CommandLine.Support;

namespace Operator.Tests.CommandLine;

public sealed class ManifestReaderTests
{
    [Fact]
    public void A_link_to_a_folder_leads_nowhere_and_a_link_to_a_file_is_read()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "a/one.yaml", "one");
        Write(folder, "two.yaml", "two");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "a", "again"), folder.Path);
        File.CreateSymbolicLink(Path.Combine(folder.Path, "three.yaml"), Path.Combine(folder.Path, "two.yaml"));
        Assert.Equal(["one", "two", "two"], Names(folder.Path));
    }

    [Fact]
    public void What_Kubernetes_mounts_is_read_once()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "..2026_01_01/one.yaml", "one");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "..data"), "..2026_01_01");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "one.yaml"), Path.Combine("..data", "one.yaml"));
        Assert.Equal(["one"], Names(folder.Path));
    }

    [Fact]
    public void A_file_that_two_paths_lead_to_is_read_once()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "a/one.yaml", "one");
        Assert.Equal(["one"], Names(folder.Path, Path.Combine(folder.Path, "a"), Path.Combine(folder.Path, "a", "..", "a", "one.yaml")));
    }

    [Fact]
    public void Lists_are_read_as_kubectl_and_the_API_server_write_them()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "a.yaml"), "kind: List\nitems: [{metadata: {name: one}}]\n---\nkind: PermissionSetList\nitems: [{metadata: {name: two}}]\n");
        Assert.Equal(["one", "two"], Names(folder.Path));
    }

    [Fact]
    public void Sentences_do_not_run_into_one_another()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "a.yaml"), "a: [b\nc: d\n- e");
        var message = Assert.Throws<CommandException>(() => Names(folder.Path)).Message;
        Assert.EndsWith(" Correct the file.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("?.", message, StringComparison.Ordinal);
        Assert.Equal("left open? Correct", $"{Sentences.Ended("left open?")} Correct");
        Assert.Equal("refused. Correct", $"{Sentences.Ended("refused")} Correct");
    }

    private static void Write(TemporaryFolder folder, string file, string name)
    {
        var path = Path.Combine(folder.Path, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, $"metadata: {{name: {name}}}\n");
    }

    private static IEnumerable<string?> Names(params string[] paths) => ManifestReader.Read(paths, TextReader.Null).Select(manifest => manifest.Name);
}
