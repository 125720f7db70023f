using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Monitoring;

/// <summary>What metrics tell of one object, whatever its kind.</summary>
/// <param name="Ready">Status of the condition Ready; <c>Unknown</c> while there is none.</param>
/// <param name="Reason">Its reason; <see cref="Unseen"/> while there is none.</param>
/// <param name="Since">Since when Ready has this status; without a condition, the object's creation.</param>
/// <param name="ExpiresAt">When the access that it grants ends by itself; null when it does not.</param>
internal sealed record ResourceState(string Ready, string Reason, DateTimeOffset Since, DateTimeOffset? ExpiresAt)
{
    /// <summary>The reason of an object that the operator has not reported on.</summary>
    public const string Unseen = nameof(Unseen);

    /// <summary>Whether the object is as declared.</summary>
    public bool IsReady => Ready == "True";

    /// <summary>Reads the bytes of an object. What is not there, or is not as it should be, counts as unknown: metrics go on whatever somebody stored.</summary>
    public static ResourceState Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json, JsonDepth.AnyDocument);
        var root = document.RootElement;
        var (created, expiresAt) = (Time(Member(root, "metadata", "creationTimestamp")), Time(Member(root, "spec", "expiresAt")));
        return Condition(root) is { } ready
            ? new(Text(Member(ready, "status")) ?? "Unknown", Text(Member(ready, "reason")) ?? Unseen, Time(Member(ready, "lastTransitionTime")) ?? created ?? default, expiresAt)
            : new("Unknown", Unseen, created ?? default, expiresAt);
    }

    private static JsonElement? Condition(JsonElement root) => Member(root, "status", "conditions") is { ValueKind: JsonValueKind.Array } conditions
        ? conditions.EnumerateArray().Select(condition => (JsonElement?)condition).FirstOrDefault(condition => Text(Member(condition!.Value, "type")) == "Ready")
        : null;

    private static JsonElement? Member(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element;
    }

    private static string? Text(JsonElement? element) => element is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 } value ? value : null;

    private static DateTimeOffset? Time(JsonElement? element) => Rfc3339.TryParse(Text(element), out var time) ? time : null;
}
