using System.Text.Json.Nodes;

namespace IdentityCenterOperator.Kubernetes.Client.Configuration;

/// <summary>A value of a kubeconfig that knows its place, so that every complaint can name file and field.</summary>
internal sealed record KubeconfigNode(string File, string Path, JsonNode? Value)
{
    public static KubeconfigNode Root(string file, JsonNode? value) => new(file, "", value);

    /// <summary>The value is there and not null.</summary>
    public bool IsPresent => Value is not null;

    /// <summary>A field of this object; absent when this is.</summary>
    public KubeconfigNode this[string name] => new(File, Path.Length == 0 ? name : $"{Path}.{name}", Map()?[name]);

    public IEnumerable<KubeconfigNode> Items() => Value switch
    {
        null => [],
        JsonArray list => list.Select((item, i) => new KubeconfigNode(File, $"{Path}[{i}]", item)),
        _ => throw Wrong("must be a list"),
    };

    /// <summary>Text that is not empty; null when absent or empty.</summary>
    public string? Text() => Value switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text.Length == 0 ? null : text,
        _ => throw Wrong("must be text; put it in quotes"),
    };

    public string RequiredText(string remedy) => Text() ?? throw Wrong($"is missing; {remedy}");

    public bool Flag() => Value switch
    {
        null => false,
        JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
        _ => throw Wrong("must be true or false, without quotes"),
    };

    /// <summary>Base64 text, decoded; null when absent.</summary>
    public byte[]? Data()
    {
        try
        {
            return Text() is { } text ? Convert.FromBase64String(text) : null;
        }
        catch (FormatException e)
        {
            throw Wrong("must be base64; paste the value again, or name a file instead", e);
        }
    }

    /// <summary>A path, relative to the kubeconfig's folder.</summary>
    public string? FilePath() => Text() is { } text ? System.IO.Path.GetFullPath(text, System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(File))!) : null;

    public KubernetesConfigurationException Wrong(string what, Exception? inner = null) =>
        new($"{File}: {(Path.Length == 0 ? "the file" : Path)} {what}.", inner);

    private JsonObject? Map() => Value switch
    {
        null => null,
        JsonObject map => map,
        _ => throw Wrong("must be a map of fields"),
    };
}
