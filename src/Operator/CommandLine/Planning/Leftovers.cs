using System.Text.Json.Nodes;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>What stays of an object although the files lack it, since somebody else than the one who applies it has set it.</summary>
internal static class Leftovers
{
    private const string OurAnnotations = "identitycenter.dev/";

    /// <summary>A sentence for each field of the spec and each annotation of this operator.</summary>
    /// <param name="name">Kind and name of the object.</param>
    /// <param name="live">The object as it is, with its owners.</param>
    /// <param name="applied">As it would be.</param>
    /// <param name="file">What is applied.</param>
    public static IEnumerable<string> Of(string name, JsonObject live, JsonObject applied, JsonObject file)
    {
        var owners = FieldOwners.Of(live);
        var others = owners.Beside(owners.Applier);
        var annotations = Map(Map(applied["metadata"])?["annotations"])?.Where(annotation => annotation.Key.StartsWith(OurAnnotations, StringComparison.Ordinal))
            .Select(annotation => KeyValuePair.Create(annotation.Key, annotation.Value?.DeepClone())) ?? [];
        var ofMetadata = others.Select(owner => (owner.Name, Fields: FieldOwners.Field(FieldOwners.Field(owner.Fields, "metadata"), "annotations")));
        var ofSpec = others.Select(owner => (owner.Name, Fields: FieldOwners.Field(owner.Fields, "spec")));
        return In(new(annotations), Map(Map(file["metadata"])?["annotations"]), "metadata.annotations", [.. ofMetadata])
            .Concat(In(Map(applied["spec"]), Map(file["spec"]), "spec", [.. ofSpec]))
            .Select(stays => $"{name} keeps {stays.Path}, which the files lack: it was set by {stays.Owner}.");
    }

    private static IEnumerable<(string Path, string Owner)> In(JsonObject? applied, JsonObject? file, string path, IReadOnlyList<(string Name, JsonObject? Fields)> others)
    {
        foreach (var (field, value) in applied ?? [])
        {
            var theirs = others.Select(other => (other.Name, Fields: FieldOwners.Field(other.Fields, field))).Where(other => other.Fields is not null).ToList();
            if (file?[field] is null && theirs.Count > 0)
                yield return ($"{path}.{field}", theirs[0].Name);
            else if (value is JsonObject map && file?[field] is JsonObject part)
                foreach (var deeper in In(map, part, $"{path}.{field}", theirs))
                    yield return deeper;
        }
    }

    private static JsonObject? Map(JsonNode? node) => node as JsonObject;
}
