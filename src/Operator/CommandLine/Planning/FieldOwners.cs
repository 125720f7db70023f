using System.Globalization;
using System.Text.Json.Nodes;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>One of those who wrote an object.</summary>
/// <param name="Name">Its field manager.</param>
/// <param name="IsApply">Whether it applied on the server.</param>
/// <param name="Time">When it last did.</param>
/// <param name="Fields">What is its own, as the API server writes it (FieldsV1).</param>
internal sealed record FieldOwner(string Name, bool IsApply, DateTimeOffset Time, JsonObject Fields);

/// <summary>Who owns which fields of an object, by metadata.managedFields.</summary>
internal sealed class FieldOwners
{
    private const string LastApplied = "f:kubectl.kubernetes.io/last-applied-configuration";

    private readonly List<FieldOwner> _owners;

    private FieldOwners(List<FieldOwner> owners) => _owners = owners;

    /// <summary>Who applies the object on the server; null where nobody does, or somebody has applied it with kubectl's own merge since.</summary>
    public FieldOwner? ServerSide
    {
        get
        {
            var latest = _owners.Where(owner => owner.IsApply && HasPart(owner)).OrderByDescending(owner => owner.Fields.ContainsKey("f:spec")).ThenByDescending(owner => owner.Time).FirstOrDefault();
            return latest is not null && ClientSide?.Time > latest.Time ? null : latest;
        }
    }

    /// <summary>Who applies it with kubectl's own merge.</summary>
    public FieldOwner? ClientSide => _owners.Find(owner => !owner.IsApply && Field(Field(owner.Fields, "metadata"), "annotations")?.ContainsKey(LastApplied) == true);

    /// <summary>Helm, which takes away what its last manifest had and leaves no other trace of it.</summary>
    public FieldOwner? Helm => _owners.Find(owner => !owner.IsApply && owner.Name == "helm");

    /// <summary>The owners of an object; none where the server tells of none.</summary>
    public static FieldOwners Of(JsonObject live) => new(
    [
        .. from entry in ((live["metadata"] as JsonObject)?["managedFields"] as JsonArray ?? []).OfType<JsonObject>()
           where Text(entry, "subresource").Length == 0 && entry["fieldsV1"] is JsonObject
           select new FieldOwner(Text(entry, "manager"), Text(entry, "operation") == "Apply", TimeOf(Text(entry, "time")), (JsonObject)entry["fieldsV1"]!),
    ]);

    /// <summary>Whoever applies it.</summary>
    public FieldOwner? Applier => ServerSide ?? ClientSide ?? Helm;

    /// <summary>All others.</summary>
    public IReadOnlyList<FieldOwner> Beside(FieldOwner? one) => [.. _owners.Where(owner => owner != one)];

    /// <summary>What is owned of a field: nothing but the field itself where that is empty; null where not even that is.</summary>
    public static JsonObject? Field(JsonObject? owned, string name) => owned?[$"f:{name}"] as JsonObject;

    /// <summary>What each of several owns of a field.</summary>
    public static IReadOnlyList<JsonObject> Fields(IEnumerable<JsonObject> owned, string name) => [.. owned.Select(each => each[$"f:{name}"]).OfType<JsonObject>()];

    private static bool HasPart(FieldOwner owner) =>
        owner.Fields.ContainsKey("f:spec") || (Field(owner.Fields, "metadata") is { } metadata && (metadata.ContainsKey("f:annotations") || metadata.ContainsKey("f:labels")));

    private static string Text(JsonObject entry, string field) => entry[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";

    private static DateTimeOffset TimeOf(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : default;
}
