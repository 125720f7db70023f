using System.Text.Json;
using System.Text.Json.Nodes;
using LocalIdentityCenter.Models;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>What users and groups have in common.</summary>
internal static class DirectoryEntries
{
    /// <summary>Names that Identity Center keeps for itself.</summary>
    public static bool IsReserved(string name) => name is "Administrator" or "AWSAdministrators";

    /// <summary>The attributes of a create request: its known members without the store.</summary>
    public static JsonObject Attributes(RequestContext request)
    {
        var attributes = new JsonObject();
        foreach (var member in request.Operation.Input!.Members.Keys.Where(m => m != "IdentityStoreId"))
            if (request.Node(member) is { } value) attributes[member] = value;
        return attributes;
    }

    public static DirectoryEntry New(IdentityStore store, JsonObject attributes, RequestContext request) => new()
    {
        Id = request.Ids.InStore(store.Id),
        Attributes = attributes,
        CreatedAt = request.Now,
        CreatedBy = request.Caller.Arn,
        UpdatedAt = request.Now,
        UpdatedBy = request.Caller.Arn,
    };

    /// <summary>The value of the only filter, for its only path; null without a filter.</summary>
    public static string? Filter(RequestContext request, string path)
    {
        if (request.Elements("Filters") is not [var filter, ..]) return null;
        var asked = filter.GetProperty("AttributePath").GetString()!;
        return asked.Equals(path, StringComparison.OrdinalIgnoreCase)
            ? filter.GetProperty("AttributeValue").GetString()
            : throw Errors.Validation($"The attribute path {asked} is not supported for filtering");
    }

    /// <summary>Finds by external id or by a unique attribute.</summary>
    public static DirectoryEntry? FindAlternate(RequestContext request, IEnumerable<DirectoryEntry> all, Func<string, string, DirectoryEntry?> byAttribute)
    {
        var identifier = request.Body.GetProperty("AlternateIdentifier");
        if (identifier.TryGetProperty("ExternalId", out var external) && external.ValueKind == JsonValueKind.Object) return all.FirstOrDefault(e => Has(e, external));
        var attribute = identifier.GetProperty("UniqueAttribute");
        var value = attribute.GetProperty("AttributeValue");
        return value.ValueKind == JsonValueKind.String
            ? byAttribute(attribute.GetProperty("AttributePath").GetString()!, value.GetString()!)
            : throw Errors.Validation("The attribute value must be a string");
    }

    public static string? Email(DirectoryEntry user) => user.Attributes["Emails"] is JsonArray { Count: > 0 } emails ? emails[0]!["Value"]?.GetValue<string>() : null;

    /// <summary>The attributes after the operations of an update, valid as the whole entry must be.</summary>
    public static JsonObject Changed(DirectoryEntry entry, RequestContext request, string shapeName)
    {
        var shape = ServiceModel.IdentityStore.Shapes[shapeName];
        var changed = (JsonObject)entry.Attributes.DeepClone();
        foreach (var operation in request.Elements("Operations")) Apply(operation, changed, shape);
        CheckShape(changed, shape);
        return changed;
    }

    public static void CheckRevision(DirectoryEntry entry, RequestContext request)
    {
        if (request.OptionalText("Revision") is { } revision && revision != $"{entry.Revision}")
            throw DirectoryErrors.Outdated($"The revision {revision} is not the current one.");
    }

    public static void Touch(DirectoryEntry entry, RequestContext request)
    {
        entry.Revision++;
        entry.UpdatedAt = request.Now;
        entry.UpdatedBy = request.Caller.Arn;
    }

    public static JsonObject Show(DirectoryEntry entry, IdentityStore store)
    {
        var shown = (JsonObject)entry.Attributes.DeepClone();
        shown.Add("IdentityStoreId", store.Id);
        shown.Add("Revision", $"{entry.Revision}");
        shown.Add("CreatedAt", Json.Epoch(entry.CreatedAt));
        shown.Add("CreatedBy", entry.CreatedBy);
        shown.Add("UpdatedAt", Json.Epoch(entry.UpdatedAt));
        shown.Add("UpdatedBy", entry.UpdatedBy);
        return shown;
    }

    private static bool Has(DirectoryEntry entry, JsonElement external) => entry.Attributes["ExternalIds"] is JsonArray ids && ids.Any(id =>
        id!["Issuer"]!.GetValue<string>() == external.GetProperty("Issuer").GetString() && id["Id"]!.GetValue<string>() == external.GetProperty("Id").GetString());

    // Paths are the members' names with a small first letter, joined by points; an absent value removes. Extensions keep their whole name.
    private static void Apply(JsonElement operation, JsonObject attributes, Shape shape)
    {
        var path = operation.GetProperty("AttributePath").GetString()!;
        var value = operation.TryGetProperty("AttributeValue", out var given) && given.ValueKind != JsonValueKind.Null ? JsonNode.Parse(given.GetRawText()) : null;
        var (holder, name) = Locate(path, attributes, shape);
        if (value is null) holder.Remove(name);
        else holder[name] = value;
    }

    private static (JsonObject Holder, string Name) Locate(string path, JsonObject attributes, Shape shape)
    {
        if (path.Contains(':', StringComparison.Ordinal)) return LocateExtension(path, attributes, shape);
        var steps = path.Split('.').Select(Capitalised).ToList();
        var holder = attributes;
        foreach (var step in steps.SkipLast(1))
        {
            shape = Member(shape, step, path);
            if (shape.Type != ShapeType.Structure) throw Unknown(path);
            holder = holder[step] as JsonObject ?? Added(holder, step);
        }
        Member(shape, steps[^1], path);
        return (holder, steps[^1]);
    }

    private static (JsonObject Holder, string Name) LocateExtension(string path, JsonObject attributes, Shape shape)
    {
        Member(shape, "Extensions", path);
        var extensions = attributes["Extensions"] as JsonObject ?? Added(attributes, "Extensions");
        var parts = path.Split('.', 2);
        if (parts.Length == 1) return (extensions, path);
        return (extensions[parts[0]] as JsonObject ?? Added(extensions, parts[0]), parts[1]);
    }

    private static JsonObject Added(JsonObject holder, string name)
    {
        var added = new JsonObject();
        holder[name] = added;
        return added;
    }

    // What only the service sets cannot be updated.
    private static Shape Member(Shape shape, string name, string path) =>
        name is "IdentityStoreId" or "UserId" or "GroupId" or "UserArn" or "GroupArn" or "Revision" or "CreatedAt" or "CreatedBy" or "UpdatedAt" or "UpdatedBy"
            || !shape.Members.TryGetValue(name, out var member) ? throw Unknown(path) : member;

    private static AwsException Unknown(string path) => Errors.Validation($"The attribute path {path} is not supported");

    private static void CheckShape(JsonObject attributes, Shape shape)
    {
        using var document = JsonDocument.Parse(attributes.ToJsonString());
        var broken = ModelValidator.Validate(document.RootElement, shape).Where(v => v.Constraint != Constraint.InputRequired || v.Path.Contains('.', StringComparison.Ordinal)).ToList();
        if (broken.Count > 0) throw Errors.Validation(broken[0].ToString());
    }

    private static string Capitalised(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
