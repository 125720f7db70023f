using System.Globalization;
using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Client;

namespace IdentityCenterOperator.Monitoring;

/// <summary>What metrics tell of one object, whatever its kind.</summary>
/// <param name="Uid">Which object it is: another one may come in its place.</param>
/// <param name="Ready">Status of the condition Ready; <c>Unknown</c> while there is none, or when it is about an earlier spec.</param>
/// <param name="Reason">Its reason; <see cref="Unseen"/> while there is none, <see cref="Outdated"/> when it is about an earlier spec.</param>
/// <param name="Since">Since when the object has been waiting for Ready; of one that is Ready, since when it is.</param>
/// <param name="ExpiresAt">When the access that it grants ends by itself; null when it does not.</param>
internal sealed record ResourceState(string Uid, string Ready, string Reason, DateTimeOffset Since, DateTimeOffset? ExpiresAt)
{
    /// <summary>The reason of an object that the operator has not reported on.</summary>
    public const string Unseen = nameof(Unseen);

    /// <summary>The reason of an object that the operator has not reported on since its spec changed.</summary>
    public const string Outdated = nameof(Outdated);

    /// <summary>Reasons of objects that wait for what somebody decided, or for another object that has a state of its own. It is no waiting for Ready.</summary>
    public static IReadOnlySet<string> Held { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        nameof(Reconciliation.Reason.Paused), nameof(Reconciliation.Reason.PendingApproval), nameof(Reconciliation.Reason.GuardTripped),
        nameof(Reconciliation.Reason.Drifted), nameof(Reconciliation.Reason.PermissionSetNotReady),
    };

    /// <summary>Whether the object is as declared.</summary>
    public bool IsReady => Ready == "True";

    /// <summary>
    /// Reads the bytes of an object, changed at <paramref name="now"/>. What is not there, or is not as it should be, counts as unknown: metrics go on whatever somebody stored.
    /// </summary>
    public static ResourceState Read(ReadOnlyMemory<byte> json, DateTimeOffset now)
    {
        using var document = JsonDocument.Parse(json, JsonDepth.AnyDocument);
        var root = document.RootElement;
        var (uid, created, expiresAt) = (Text(Member(root, "metadata", "uid")) ?? "", Time(Member(root, "metadata", "creationTimestamp")), Time(Member(root, "spec", "expiresAt")));
        if (Condition(root) is not { } ready)
            return new(uid, "Unknown", Unseen, created ?? now, expiresAt);
        var state = new ResourceState(
            uid, Text(Member(ready, "status")) ?? "Unknown", Text(Member(ready, "reason")) ?? Unseen, Time(Member(ready, "lastTransitionTime")) ?? created ?? now, expiresAt);
        return Number(Member(ready, "observedGeneration")) < Number(Member(root, "metadata", "generation")) ? state.OfAnEarlierSpec(now) : state;
    }

    /// <summary>
    /// This state with the time that the object has been waiting since it was last Ready, or last held back by somebody's decision: that it is tried again, or fails for another
    /// reason, begins nothing anew.
    /// </summary>
    /// <param name="before">What was known of the object of this name.</param>
    /// <param name="now">The time.</param>
    public ResourceState After(ResourceState before, DateTimeOffset now) => this switch
    {
        { IsReady: true } => this,
        _ when before.Uid != Uid || before.IsReady => this,
        _ when Held.Contains(before.Reason) && !Held.Contains(Reason) => this with { Since = now },
        _ => this with { Since = before.Since },
    };

    // What Ready says is about what was declared before. A pause is meant to keep it so.
    private ResourceState OfAnEarlierSpec(DateTimeOffset now) => this with
    {
        Ready = "Unknown",
        Reason = Reason == nameof(Reconciliation.Reason.Paused) ? Reason : Outdated,
        Since = IsReady ? now : Since,
    };

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

    private static long? Number(JsonElement? element) => element is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : null;

    private static DateTimeOffset? Time(JsonElement? element) =>
        DateTimeOffset.TryParse(Text(element), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
