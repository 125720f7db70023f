using System.IO.Enumeration;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Yaml;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>Reads objects from files and folders, as <c>kubectl apply --recursive</c> does: YAML and JSON, several documents, Lists.</summary>
internal static class ManifestReader
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    /// <summary>All objects, in the order of the paths and of the files' names. A file that two paths lead to is read once.</summary>
    /// <param name="paths">Files and folders; <c>-</c> stands for standard input.</param>
    /// <param name="input">Standard input.</param>
    /// <exception cref="CommandException">A path does not exist, or a file is no YAML.</exception>
    public static IReadOnlyList<Manifest> Read(IEnumerable<string> paths, TextReader input) =>
    [
        .. paths.SelectMany(path => path == "-" ? [path] : Files(path)).DistinctBy(Path.GetFullPath, StringComparer.Ordinal)
            .SelectMany(file => file == "-" ? Documents("standard input", input.ReadToEnd()) : Documents(file, File.ReadAllText(file))),
    ];

    private static IEnumerable<string> Files(string path) => (File.Exists(path), Directory.Exists(path)) switch
    {
        (true, _) => [path],
        (_, true) => FilesIn(path),
        _ => throw new CommandException($"{path} does not exist: name a file, a folder, or - for standard input."),
    };

    // Links to files are followed, links to folders are not, as kubectl has it: they may lead in a circle. Kubernetes keeps what it mounts in folders whose names begin
    // with two dots, and shows each file by a link.
    private static IOrderedEnumerable<string> FilesIn(string folder) => new FileSystemEnumerable<string>(
        folder, (ref entry) => entry.ToSpecifiedFullPath(), new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
    {
        ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && Extensions.Contains(Path.GetExtension(entry.FileName).ToString(), StringComparer.OrdinalIgnoreCase),
        ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) && !entry.FileName.StartsWith("..", StringComparison.Ordinal),
    }.Order(StringComparer.Ordinal);

    private static IEnumerable<Manifest> Documents(string source, string text)
    {
        var documents = Parse(source, text);
        return documents.SelectMany((document, index) => Objects(documents.Count == 1 ? source : $"{source}, document {index + 1}", document));
    }

    private static IReadOnlyList<JsonNode?> Parse(string source, string text)
    {
        try
        {
            return YamlReader.ReadAll(text, YamlWords.Kubectl);
        }
        catch (FormatException e)
        {
            throw new CommandException($"{source}: {Sentences.Ended(e.Message)} Correct the file.");
        }
    }

    // As kubectl writes lists, and as the API server does.
    private static IEnumerable<Manifest> Objects(string source, JsonNode? document) => document switch
    {
        null => [],
        JsonObject list when list["kind"]?.ToString().EndsWith("List", StringComparison.Ordinal) == true && list["items"] is JsonArray items => items.SelectMany(item => Objects(source, item)),
        JsonObject json => [new(source, json)],
        _ => throw new CommandException($"{source} is no object of Kubernetes: it must be a map with apiVersion, kind and metadata."),
    };
}
