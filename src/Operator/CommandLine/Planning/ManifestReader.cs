using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Yaml;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>Reads objects from files and folders, as <c>kubectl apply --recursive</c> does: YAML and JSON, several documents, Lists.</summary>
internal static class ManifestReader
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    /// <summary>All objects, in the order of the paths and of the files' names.</summary>
    /// <param name="paths">Files and folders; <c>-</c> stands for standard input.</param>
    /// <param name="input">Standard input.</param>
    /// <exception cref="CommandException">A path does not exist, or a file is no YAML.</exception>
    public static IReadOnlyList<Manifest> Read(IEnumerable<string> paths, TextReader input) =>
        [.. paths.SelectMany(path => path == "-" ? Documents("standard input", input.ReadToEnd()) : Files(path).SelectMany(file => Documents(file, File.ReadAllText(file))))];

    private static IEnumerable<string> Files(string path) => (File.Exists(path), Directory.Exists(path)) switch
    {
        (true, _) => [path],
        (_, true) => Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal),
        _ => throw new CommandException($"{path} does not exist: name a file, a folder, or - for standard input."),
    };

    private static IEnumerable<Manifest> Documents(string source, string text)
    {
        var documents = Parse(source, text);
        return documents.SelectMany((document, index) => Objects(documents.Count == 1 ? source : $"{source}, document {index + 1}", document));
    }

    private static IReadOnlyList<JsonNode?> Parse(string source, string text)
    {
        try
        {
            return YamlReader.ReadAll(text);
        }
        catch (FormatException e)
        {
            throw new CommandException($"{source}: {e.Message.TrimEnd('.')}. Correct the file.");
        }
    }

    private static IEnumerable<Manifest> Objects(string source, JsonNode? document) => document switch
    {
        null => [],
        JsonObject list when list["kind"]?.ToString() == "List" && list["items"] is JsonArray items => items.SelectMany(item => Objects(source, item)),
        JsonObject json => [new(source, json)],
        _ => throw new CommandException($"{source} is no object of Kubernetes: it must be a map with apiVersion, kind and metadata."),
    };
}
