using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Client;

namespace IdentityCenterOperator.Instances;

/// <summary>
/// Settings for a process that starts with an <c>IdentityCenter/default</c> that cannot be read or breaks rules. A restart loosens nothing: of the guard the limits hold
/// that status says were in force; where it says nothing, those of the spec if they are good by themselves, else none are known and nothing passes. Of all else each field
/// counts by itself.
/// </summary>
internal static class SalvagedSettings
{
    private const string Guard = "deletionGuard";

    /// <summary>What can be put in force.</summary>
    /// <param name="stored">The object as it is stored.</param>
    public static OperatorSettings.Values From(ReadOnlyMemory<byte> stored)
    {
        var body = JsonNode.Parse(stored.Span, documentOptions: JsonDepth.AnyDocument);
        var spec = body?["spec"] as JsonObject ?? [];
        var good = new JsonObject(spec.Where(IsGood).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));
        var settings = InstanceSettings.From(good.Deserialize(EntitiesJson.Default.IdentityCenterSpec));
        return settings with { Guard = Kept(body?["status"]?["guard"]?["limits"]) ?? (spec.ContainsKey(Guard) && !good.ContainsKey(Guard) ? GuardLimits.Unknown : settings.Guard) };
    }

    private static bool IsGood(KeyValuePair<string, JsonNode?> field)
    {
        try
        {
            var spec = new JsonObject { [field.Key] = field.Value?.DeepClone() }.Deserialize(EntitiesJson.Default.IdentityCenterSpec);
            return spec is not null && InstanceValidation.Check(new() { Metadata = new() { Name = Entities.IdentityCenter.DefaultName }, Spec = spec }).Count == 0;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private static GuardLimits? Kept(JsonNode? limits)
    {
        try
        {
            return limits?.Deserialize(EntitiesJson.Default.GuardLimitsStatus) is { } kept ? GuardMapping.LimitsFrom(kept) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
