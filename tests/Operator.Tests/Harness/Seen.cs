using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Operator.Tests.Harness;

/// <summary>An object as the API server has it. Only its status is decoded: the rest may be what nobody can decode.</summary>
internal sealed record Seen(JsonObject Json)
{
    public string Name => (string)Json["metadata"]!["name"]!;

    public string? Namespace => (string?)Json["metadata"]!["namespace"];

    public string Uid => (string)Json["metadata"]!["uid"]!;

    public string ResourceVersion => (string)Json["metadata"]!["resourceVersion"]!;

    public DateTimeOffset Created => DateTimeOffset.Parse((string)Json["metadata"]!["creationTimestamp"]!, System.Globalization.CultureInfo.InvariantCulture);

    public long Generation => (long)Json["metadata"]!["generation"]!;

    public IReadOnlyList<string> Finalizers => [.. (Json["metadata"]!["finalizers"]?.AsArray() ?? []).Select(finalizer => (string)finalizer!)];

    public bool HasStatus => Json["status"] is JsonObject;

    public PermissionSetStatus Status => Json["status"]?.Deserialize(EntitiesJson.Default.PermissionSetStatus) ?? new();

    /// <summary>The status of an AccountAssignment; <see cref="Status"/> has what it shares with a PermissionSet.</summary>
    public AccountAssignmentStatus Assignment => Json["status"]?.Deserialize(EntitiesJson.Default.AccountAssignmentStatus) ?? new();

    /// <summary>The status of a ReplicaRegion; <see cref="Status"/> has what it shares with a PermissionSet.</summary>
    public ReplicaRegionStatus Region => Json["status"]?.Deserialize(EntitiesJson.Default.ReplicaRegionStatus) ?? new();

    /// <summary>The status of an IdentityCenter.</summary>
    public IdentityCenterStatus Instance => Json["status"]?.Deserialize(EntitiesJson.Default.IdentityCenterStatus) ?? new();

    /// <summary>Whether it is Ready for the spec that it has now.</summary>
    public bool IsReady => Condition("Ready") is { Status: "True" } ready && ready.ObservedGeneration == Generation;

    public Condition? Condition(string type) => Status.Conditions?.SingleOrDefault(condition => condition.Type == type);

    /// <summary>The reason of Ready for the spec that it has now; null while status is about an older one.</summary>
    public string? Reason => Condition("Ready") is { } ready && ready.ObservedGeneration == Generation ? ready.Reason : null;

    public string Message => Condition("Ready")?.Message ?? "";

    /// <summary>Read from outside the status alone.</summary>
    public static Seen From(ReadOnlyMemory<byte> body) => new(JsonNode.Parse(body.Span, documentOptions: JsonDepth.AnyDocument)!.AsObject());

    public override string ToString() => $"{Name} of generation {Generation} with status {Json["status"]?.ToJsonString() ?? "none"}";
}
