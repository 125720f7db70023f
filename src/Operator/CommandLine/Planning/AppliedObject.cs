using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>
/// What applying a file makes of an object that is there: as <c>kubectl apply</c> and Argo CD do it where they wrote down what they applied last, by the owners of its
/// fields where it was applied by the server (<c>kubectl apply --server-side</c>, Flux, Terraform) or by Helm. What the file lacks goes if the one who applies had it,
/// and stays if it is somebody else's.
/// </summary>
internal static class AppliedObject
{
    private const string LastApplied = "kubectl.kubernetes.io/last-applied-configuration";

    private static readonly string[] Metadata = ["annotations", "labels"];

    /// <summary>The live object with annotations, labels and spec as they would be.</summary>
    /// <param name="live">The object as it is; it is not changed.</param>
    /// <param name="file">What is applied.</param>
    public static JsonObject Of(JsonObject live, JsonObject file)
    {
        var applied = live.DeepClone().AsObject();
        var owners = FieldOwners.Of(live);
        var last = LastAppliedTo(live);
        if (owners.ServerSide is null && (last is not null || owners.Helm is null))
            ClientSide(applied, file, last ?? []);
        else
            ServerSide(applied, file, owners);
        return applied;
    }

    /// <summary>A copy without fields that are null, which no server keeps.</summary>
    public static JsonNode? Whole(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Key, Whole(field.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Whole)]),
        _ => node?.DeepClone(),
    };

    private static void ClientSide(JsonObject applied, JsonObject file, JsonObject last)
    {
        // kubectl notes what it applies in an annotation: there is always one.
        Put(MetadataOf(applied), "annotations", ThreeWayMerge.Of(Map(last["metadata"])?["annotations"], Map(file["metadata"])?["annotations"] ?? new JsonObject(), Map(applied["metadata"])?["annotations"]));
        Put(MetadataOf(applied), "labels", ThreeWayMerge.Of(Map(last["metadata"])?["labels"], Map(file["metadata"])?["labels"], Map(applied["metadata"])?["labels"]));
        Put(applied, "spec", ThreeWayMerge.Of(last["spec"], file["spec"], applied["spec"]));
    }

    private static void ServerSide(JsonObject applied, JsonObject file, FieldOwners owners)
    {
        var applier = owners.ServerSide ?? owners.Helm;
        var others = owners.Beside(applier).Select(owner => owner.Fields).ToList();
        var (ofMetadata, besideMetadata) = (FieldOwners.Field(applier?.Fields, "metadata"), FieldOwners.Fields(others, "metadata"));
        foreach (var part in Metadata)
        {
            Put(MetadataOf(applied), part, OwnedFields.Apply(
                Map(applied["metadata"])?[part], Map(file["metadata"])?[part], FieldOwners.Field(ofMetadata, part), FieldOwners.Fields(besideMetadata, part)));
        }

        Put(applied, "spec", OwnedFields.Apply(applied["spec"], file["spec"], FieldOwners.Field(applier?.Fields, "spec"), FieldOwners.Fields(others, "spec")));
    }

    // Text that is none of kubectl's counts for nothing, as it does for kubectl's own three ways.
    private static JsonObject? LastAppliedTo(JsonObject live)
    {
        try
        {
            return Map(Map(live["metadata"])?["annotations"])?[LastApplied] is JsonValue value && value.TryGetValue<string>(out var text)
                ? JsonNode.Parse(text, documentOptions: JsonDepth.AnyDocument with { AllowDuplicateProperties = false }) as JsonObject
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonObject MetadataOf(JsonObject applied) => applied["metadata"]!.AsObject();

    private static JsonObject? Map(JsonNode? node) => node as JsonObject;

    private static void Put(JsonObject map, string field, JsonNode? value)
    {
        if (value is null)
            map.Remove(field);
        else
            map[field] = value;
    }
}
