using System.Text.Json;
using System.Text.Json.Nodes;

namespace Packaging;

/// <summary>The bill of materials of a published operator, in CycloneDX 1.5 (https://cyclonedx.org/docs/1.5/json/), from the list of libraries that the publish wrote.</summary>
public static class Sbom
{
    /// <summary>Name of the file, beside the program.</summary>
    public const string FileName = "sbom.cdx.json";

    private const string Libraries = "identity-center-operator.deps.json";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The text of the file. The same publish yields the same text.</summary>
    /// <param name="published">Folder of the program.</param>
    public static string Of(string published)
    {
        var libraries = JsonNode.Parse(File.ReadAllText(Path.Combine(published, Libraries)))!["libraries"]!.AsObject();
        var components = libraries.Where(library => (string)library.Value!["type"]! != "project").Select(library => (JsonNode)Component(library.Key, library.Value!));
        var own = libraries.First(library => library.Key.StartsWith("identity-center-operator/", StringComparison.Ordinal)).Key.Split('/');
        return new JsonObject
        {
            ["bomFormat"] = "CycloneDX",
            ["specVersion"] = "1.5",
            ["version"] = 1,
            ["metadata"] = new JsonObject { ["component"] = new JsonObject { ["type"] = "application", ["name"] = own[0], ["version"] = own[1] } },
            ["components"] = new JsonArray([.. components]),
        }.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Component(string key, JsonNode library)
    {
        // The runtime itself is listed as runtimepack.NAME, and comes as the package NAME.
        var (name, version) = key.Replace("runtimepack.", "", StringComparison.Ordinal).Split('/') is [var first, var second] ? (first, second) : throw new FormatException(key);
        var component = new JsonObject { ["type"] = "library", ["name"] = name, ["version"] = version, ["purl"] = $"pkg:nuget/{name}@{version}" };
        if ((string?)library["sha512"] is { Length: > 0 } hash)
            component["hashes"] = new JsonArray(new JsonObject { ["alg"] = "SHA-512", ["content"] = Convert.ToHexStringLower(Convert.FromBase64String(hash.Replace("sha512-", "", StringComparison.Ordinal))) });
        return component;
    }
}
