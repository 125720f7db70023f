using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LocalIdentityCenter.Seeding;

/// <summary>Reads a seed from YAML. An unknown key is an error, so that a typing mistake does not go unnoticed.</summary>
public static class SeedReader
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="SeedException">The file cannot be read or is no seed.</exception>
    public static Seed ReadFile(string path)
    {
        try { return Read(File.ReadAllText(path)); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SeedException) { throw new SeedException($"{path}: {e.Message}", e); }
    }

    /// <summary>Reads YAML.</summary>
    /// <exception cref="SeedException">The text is no seed.</exception>
    public static Seed Read(string yaml)
    {
        try { return Complete(Root(yaml)).Deserialize(SettingsJson.Default.Seed)!; }
        catch (Exception e) when (e is YamlException or JsonException) { throw new SeedException(e.Message, e); }
    }

    private static JsonObject Complete(JsonNode? root)
    {
        var seed = root as JsonObject ?? throw new SeedException("the seed is empty");
        if (seed["behaviour"] is JsonObject behaviour) seed["behaviour"] = Settings.Merge(Settings.Of(new Behaviour()), behaviour);
        if (seed["limits"] is JsonObject limits) seed["limits"] = Settings.Merge(Settings.Of(new Limits()), limits);
        return seed;
    }

    private static JsonNode? Root(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents.Count == 0 ? null : Node(stream.Documents[0].RootNode);
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode mapping => Mapping(mapping),
        YamlSequenceNode sequence => Json.Array(sequence.Children.Select(Node)),
        YamlScalarNode scalar => Scalar(scalar),
        _ => throw new SeedException($"line {node.Start.Line}: {node.NodeType} is not supported here"),
    };

    private static JsonObject Mapping(YamlMappingNode mapping)
    {
        var result = new JsonObject();
        foreach (var (key, value) in mapping.Children) result[((YamlScalarNode)key).Value!] = Node(value);
        return result;
    }

    // Plain scalars as YAML's core schema reads them; a number with a leading zero is text, as account ids are.
    private static JsonNode? Scalar(YamlScalarNode scalar) => (scalar.Style, scalar.Value) switch
    {
        (not ScalarStyle.Plain, var text) => text,
        (_, null or "" or "null" or "~") => null,
        (_, "true") => true,
        (_, "false") => false,
        (_, ['0', _, ..] text) when !text.Contains('.', StringComparison.Ordinal) => text,
        (_, var text) when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => whole,
        (_, var text) when double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) => number,
        (_, var text) => text,
    };
}
