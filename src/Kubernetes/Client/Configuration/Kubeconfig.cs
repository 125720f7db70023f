using System.Text;
using IdentityCenterOperator.Kubernetes.Yaml;

namespace IdentityCenterOperator.Kubernetes.Client.Configuration;

/// <summary>One or more kubeconfig files, merged as kubectl merges them: of two entries with one name, and of two current contexts, the first counts.</summary>
internal sealed class Kubeconfig
{
    private const int LargestFile = 1024 * 1024;

    private readonly List<KubeconfigNode> files;

    private Kubeconfig(List<KubeconfigNode> files) => this.files = files;

    /// <summary>The files' names, for messages.</summary>
    private string Names => string.Join(", ", files.Select(f => f.File));

    public static Kubeconfig Load(IEnumerable<string> paths) => new([.. paths.Select(Load)]);

    /// <summary>The named context, else the current one, with its cluster and user.</summary>
    public KubeconfigContext Select(string? name)
    {
        var chosen = name ?? CurrentContext();
        var context = Find("contexts", "context", chosen)
            ?? throw new KubernetesConfigurationException($"{Names}: there is no context \"{chosen}\"; there are: {Choices("contexts")}.");
        var cluster = context["cluster"].RequiredText("name an entry of clusters");
        var user = context["user"].Text();
        return new KubeconfigContext(
            chosen,
            context,
            Find("clusters", "cluster", cluster)
                ?? throw context["cluster"].Wrong($"names the cluster \"{cluster}\", which does not exist; there are: {Choices("clusters")}"),
            user is null ? null : Find("users", "user", user)
                ?? throw context["user"].Wrong($"names the user \"{user}\", who does not exist; there are: {Choices("users")}"));
    }

    private string CurrentContext() => files.Select(f => f["current-context"].Text()).FirstOrDefault(c => c is not null)
        ?? throw new KubernetesConfigurationException(
            $"{Names}: current-context is not set; choose one with --context or kubectl config use-context. There are: {Choices("contexts")}.");

    private KubeconfigNode? Find(string list, string field, string name) =>
        files.SelectMany(f => f[list].Items()).FirstOrDefault(e => e["name"].Text() == name)?[field];

    private string Choices(string list)
    {
        const int Most = 20;
        var names = files.SelectMany(f => f[list].Items()).Select(e => e["name"].Text()).Distinct().ToList();
        return names.Count == 0 ? "none" : string.Join(", ", names.Take(Most)) + (names.Count > Most ? ", …" : "");
    }

    private static KubeconfigNode Load(string path)
    {
        try
        {
            return YamlReader.ReadAll(Read(path)) switch
            {
                [] => KubeconfigNode.Root(path, null),
                [var only] => KubeconfigNode.Root(path, only),
                _ => throw new KubernetesConfigurationException($"{path}: the file holds several YAML documents; a kubeconfig is one."),
            };
        }
        catch (FormatException e)
        {
            throw new KubernetesConfigurationException($"{path} is not a kubeconfig that can be read: {Sentence.Of(e)} Correct the file, or fetch it again.", e);
        }
    }

    private static string Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            if (file.Length > LargestFile)
                throw new KubernetesConfigurationException($"{path} has {file.Length} bytes; a kubeconfig has at most {LargestFile}. Is it the right file?");
            using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: false);
            return reader.ReadToEnd().TrimStart('\uFEFF');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubernetesConfigurationException($"The kubeconfig {path} cannot be read: {Sentence.Of(e)}", e);
        }
        catch (DecoderFallbackException e)
        {
            throw new KubernetesConfigurationException($"{path} is not a kubeconfig that can be read: it is not UTF-8 text. Is it the right file?", e);
        }
    }
}

/// <summary>A context with what it points to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Context">Its own fields.</param>
/// <param name="Cluster">Fields of the cluster.</param>
/// <param name="User">Fields of the user; null for nobody (anonymous).</param>
internal sealed record KubeconfigContext(string Name, KubeconfigNode Context, KubeconfigNode Cluster, KubeconfigNode? User);
