using System.Reflection;
using System.Text.Json.Nodes;
using Crds;
using IdentityCenterOperator.Kubernetes.Yaml;
using Testing;

namespace Kubernetes.Tests.Crds;

/// <summary>
/// The definitions that users install. <c>Released/</c> beside this file holds config/crds as of the last release; a release copies it there.
/// Whoever means to break compatibility adds a new API version instead.
/// </summary>
public sealed class CommittedCrdsTests
{
    private static readonly string Released = Repository.At("tests", "Kubernetes.Tests", "Crds", "Released");

    private static readonly Dictionary<string, string> Generated =
        CrdFiles.Of(Assembly.Load("IdentityCenterOperator.Entities")).ToDictionary(f => f.Name, f => f.Yaml);

    [Fact]
    public void Config_crds_is_what_the_entity_classes_say()
    {
        var folder = Repository.At("config", "crds");
        var committed = (Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml") : []).Where(f => Path.GetFileName(f) != "kustomization.yaml");

        Assert.Equal(Generated.OrderBy(f => f.Key), committed.ToDictionary(f => Path.GetFileName(f), File.ReadAllText).OrderBy(f => f.Key));
    }

    [Fact]
    public void Docs_reference_is_what_the_entity_classes_say()
    {
        var generated = ReferenceFiles.Of(Assembly.Load("IdentityCenterOperator.Entities")).ToDictionary(page => page.Name, page => page.Markdown);
        var committed = Directory.GetFiles(Repository.At("docs", "reference")).ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
        Assert.Equal(generated.OrderBy(page => page.Key), committed.OrderBy(page => page.Key));
    }

    [Fact]
    public void No_change_breaks_what_the_last_release_took()
    {
        foreach (var file in Directory.Exists(Released) ? Directory.GetFiles(Released, "*.yaml") : [])
        {
            Assert.True(Generated.TryGetValue(Path.GetFileName(file), out var now), $"{file} is no longer generated");
            Assert.Empty(CrdCompatibility.BreakingChanges(Parse(File.ReadAllText(file)), Parse(now)));
        }
    }

    private static JsonObject Parse(string yaml) => YamlReader.ReadAll(yaml).Single()!.AsObject();
}
