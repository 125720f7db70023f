using System.Text.Json;
using System.Text.Json.Nodes;
using LocalIdentityCenter.Models;
using LocalIdentityCenter.State;

namespace LocalIdentityCenter.Wire;

/// <summary>A valid request as an operation sees it: its arguments, who asks, and the world it is about.</summary>
internal sealed class RequestContext
{
    public required OperationModel Operation { get; init; }

    public required JsonElement Body { get; init; }

    public required Caller Caller { get; init; }

    public required WorldState World { get; init; }

    public required Progress Progress { get; init; }

    public required DateTimeOffset Now { get; init; }

    public required Behaviour Behaviour { get; init; }

    public required Limits Limits { get; init; }

    public required Ids Ids { get; init; }

    /// <summary>A fault that shows later, in the asynchronous operation this request begins.</summary>
    public Fault? LaterFault { get; init; }

    /// <summary>A required string.</summary>
    public string Text(string member) => Body.GetProperty(member).GetString()!;

    /// <summary>An optional string; null when absent or null.</summary>
    public string? OptionalText(string member) => Optional(member)?.GetString();

    public int? OptionalNumber(string member) => Optional(member)?.GetInt32();

    public bool? OptionalFlag(string member) => Optional(member)?.GetBoolean();

    /// <summary>An optional member; null when absent or null.</summary>
    public JsonElement? Optional(string member) =>
        Body.TryGetProperty(member, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The elements of a list; none when absent.</summary>
    public IReadOnlyList<JsonElement> Elements(string member) => Optional(member) is { } list ? [.. list.EnumerateArray()] : [];

    public IReadOnlyList<string> Texts(string member) => [.. Elements(member).Select(v => v.GetString()!)];

    /// <summary>A member as a node that can be kept, without what the model does not know.</summary>
    public JsonNode? Node(string member) => Optional(member) is { } value ? ModelReader.Read(value, Operation.Input!.Members[member]) : null;

    /// <summary>Tags of a request, checked for duplicate and reserved keys.</summary>
    public Tags Tags(string member)
    {
        var tags = new Tags();
        foreach (var tag in Elements(member))
            if (!tags.TryAdd(tag.GetProperty("Key").GetString()!, tag.GetProperty("Value").GetString()!))
                throw Errors.Validation("Duplicate tag keys are not allowed.");
        return tags.Keys.FirstOrDefault(k => k.StartsWith("aws:", StringComparison.OrdinalIgnoreCase)) is { } reserved
            ? throw Errors.Validation($"Tag key {reserved} uses the reserved prefix aws:.")
            : tags;
    }
}
