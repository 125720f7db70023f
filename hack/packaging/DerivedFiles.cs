namespace Packaging;

/// <summary>The files of the chart and of the kustomize base that say again what is said elsewhere in the repository.</summary>
public static class DerivedFiles
{
    private const string Chart = "charts/identity-center-operator";
    private const string Crds = $"{Chart}/files/crds";
    private const string Header = "# Made from config/ by `make packaging`; do not edit.\n";

    private static readonly string[] Base = ["crds", "rbac", "manager"];

    /// <summary>Path from the root, and text, of each.</summary>
    /// <param name="root">Root of the repository.</param>
    public static IEnumerable<(string Path, string Text)> Of(string root) =>
    [
        .. Names(root, "config/crds").Select(name => ($"{Crds}/{name}", Kept(Read(root, $"config/crds/{name}")))),
        ($"{Chart}/files/rules.yaml", Header + Section(Read(root, "config/rbac/role.yaml"), "rules")),
        ($"{Chart}/files/alerts.yaml", Header + Section(Read(root, "config/monitoring/prometheusrule.yaml"), "spec")),
        ($"{Chart}/files/dashboard.json", Read(root, "config/monitoring/dashboard.json")),
        ($"{Chart}/README.md", ValuesTable.Insert(Read(root, $"{Chart}/README.md"), Read(root, $"{Chart}/values.yaml"))),
        ("config/kustomization.yaml", Kustomization(root)),
    ];

    /// <summary>CRDs of the chart whose kind is gone from config/crds.</summary>
    /// <param name="root">Root of the repository.</param>
    public static IEnumerable<string> Stale(string root) => Directory.Exists(Path.Combine(root, Crds))
        ? Names(root, Crds).Except(Names(root, "config/crds")).Select(name => Path.Combine(root, Crds, name))
        : [];

    /// <summary>Helm leaves an object with this annotation where it is when the chart is uninstalled.</summary>
    private static string Kept(string crd) => crd.Replace("\nmetadata:\n", "\nmetadata:\n  annotations:\n    helm.sh/resource-policy: keep\n", StringComparison.Ordinal);

    /// <summary>What is below a key at the start of a line, to the end of the document, moved to the left.</summary>
    private static string Section(string yaml, string key)
    {
        var lines = yaml.Split('\n').SkipWhile(line => line != $"{key}:").Skip(1).TakeWhile(line => line is "" || line.StartsWith("  ", StringComparison.Ordinal));
        return string.Join('\n', lines.Select(line => line is "" ? "" : line[2..])).TrimEnd('\n') + "\n";
    }

    private static string Kustomization(string root)
    {
        var resources = Base.SelectMany(folder => Names(root, $"config/{folder}").Select(name => $"  - {folder}/{name}\n"));
        return $"""
            {Header}# The operator in the namespace identity-center-system. An overlay sets image, Region and role: see examples/kustomize.
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            resources:

            """ + string.Concat(resources);
    }

    private static IEnumerable<string> Names(string root, string folder) =>
        Directory.EnumerateFiles(Path.Combine(root, folder), "*.yaml").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    private static string Read(string root, string path) => File.ReadAllText(Path.Combine(root, path));
}
