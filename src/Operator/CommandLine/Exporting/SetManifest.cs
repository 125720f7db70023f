using System.Text.Json;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Yaml;
using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.CommandLine.Exporting;

/// <summary>A PermissionSet that declares what AWS has.</summary>
/// <param name="Json">The resource.</param>
/// <param name="Objection">Why the operator would not take it over as it is; null when it would.</param>
/// <param name="Notes">What a reader should know.</param>
internal sealed record SetManifest(JsonObject Json, string? Objection, IReadOnlyList<string> Notes)
{
    private const string AwsPrefix = "aws:";

    /// <summary>Declares a permission set.</summary>
    /// <param name="set">What AWS has.</param>
    /// <param name="name">Its metadata.name.</param>
    /// <param name="options">How to declare it.</param>
    /// <param name="partition">The instance's partition.</param>
    public static SetManifest Of(PermissionSetFacts set, string name, ExportOptions options, string partition)
    {
        var json = new JsonObject
        {
            ["apiVersion"] = PermissionSet.Definition.ApiVersion,
            ["kind"] = PermissionSet.Definition.Kind,
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = Spec(set, name, options, partition),
        };
        var objection = ObjectionTo(json, set, partition);
        if (!CanBeWritten(json["spec"]!["inlinePolicy"]))
            json["spec"]!["inlinePolicy"] = set.InlinePolicy;
        return new(json, objection, [.. NotesOn(set)]);
    }

    // What is written is read as the operator would, and compared as the operator would.
    private static string? ObjectionTo(JsonObject json, PermissionSetFacts set, string partition)
    {
        try
        {
            return ObjectionTo(JsonSerializer.Deserialize(json, EntitiesJson.Default.PermissionSet)!, set, partition);
        }
        catch (InvalidOperationException)
        {
            return "spec.inlinePolicy has half a character (\\ud800 to \\udfff without its other half), which no text can have.";
        }
    }

    private static string? ObjectionTo(PermissionSet written, PermissionSetFacts set, string partition) => PermissionSetDesired.From(written, partition) switch
    {
        PermissionSetDesired.Invalid invalid => invalid.Message,
        PermissionSetDesired.Valid valid when PermissionSetDrift.Between(valid.State, PermissionSetObserved.From(set, isProvisioning: false).State) is [var first, ..] =>
            $"{first.Path} cannot be declared as AWS has it.",
        _ => null,
    };

    private static IEnumerable<string> NotesOn(PermissionSetFacts set)
    {
        if (set.Tags.GetValueOrDefault(Owner.ClusterTag) is { } cluster)
            yield return $"It carries the tags of an owner in the cluster {Quoted.Text(cluster)}: another operator takes it over only once these tags are removed.";
        if (DeclarableTags(set).Skip(PermissionSetValidation.MaxTags).Any())
            yield return $"It has more tags than the {PermissionSetValidation.MaxTags} that can be declared: the others are left as they are.";
    }

    private static JsonObject Spec(PermissionSetFacts set, string name, ExportOptions options, string partition) => Present(
        ("name", set.Name == name ? null : set.Name),
        ("description", set.Description),
        ("sessionDuration", Duration(set)),
        ("relayState", set.RelayState),
        ("managedPolicies", List(set.ManagedPolicies.Order(StringComparer.Ordinal).Select(arn => (JsonNode?)ShortName(arn, partition)))),
        ("customerManagedPolicies", List(set.CustomerManagedPolicies.OrderBy(policy => policy.Path + policy.Name, StringComparer.Ordinal).Select(policy => (JsonNode?)Policy(policy)))),
        ("inlinePolicy", set.InlinePolicy is { } policy ? Parsed(policy) : null),
        ("permissionsBoundary", Boundary(set, partition)),
        ("tags", Tags(set)),
        ("managementPolicy", options.IsObserving ? nameof(ManagementPolicy.Observe) : null),
        ("deletionPolicy", nameof(DeletionPolicy.Retain)),
        ("assignableFrom", new JsonObject { ["namespaces"] = new JsonArray(options.Namespace) }));

    private static string? Duration(PermissionSetFacts set) =>
        SessionDuration.Observed(set.SessionDuration) is var duration && duration == SessionDuration.Default ? null : SessionDuration.Format(duration);

    // AWS keeps policies unseen: one with a key twice, or with half a character, is JSON that no YAML says.
    private static bool CanBeWritten(JsonNode? policy)
    {
        try
        {
            return policy is null || YamlWriter.Write(policy).Length > 0;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or JsonException)
        {
            return false;
        }
    }

    // Text that is no JSON was never a policy; it shows as one that cannot be declared.
    private static JsonNode? Parsed(string policy)
    {
        try
        {
            return JsonNode.Parse(policy);
        }
        catch (JsonException)
        {
            return policy;
        }
    }

    private static JsonObject? Boundary(PermissionSetFacts set, string partition) => set switch
    {
        { BoundaryArn: { } arn } => new() { ["managedPolicy"] = ShortName(arn, partition) },
        { BoundaryPolicy: { } policy } => new() { ["customerManagedPolicy"] = Policy(policy) },
        _ => null,
    };

    private static JsonObject Policy(PolicyName policy) => Present(("name", policy.Name), ("path", policy.Path == "/" ? null : policy.Path));

    private static string ShortName(string arn, string partition) =>
        $"arn:{partition}:iam::aws:policy/" is var prefix && arn.StartsWith(prefix, StringComparison.Ordinal) ? arn[prefix.Length..] : arn;

    private static JsonObject? Tags(PermissionSetFacts set)
    {
        var tags = DeclarableTags(set).Take(PermissionSetValidation.MaxTags).Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value)).ToList();
        return tags.Count == 0 ? null : new(tags);
    }

    private static IEnumerable<KeyValuePair<string, string>> DeclarableTags(PermissionSetFacts set) => set.Tags
        .Where(tag => !tag.Key.StartsWith(AwsPrefix, StringComparison.OrdinalIgnoreCase) && !tag.Key.StartsWith(Owner.TagPrefix, StringComparison.OrdinalIgnoreCase))
        .OrderBy(tag => tag.Key, StringComparer.Ordinal);

    private static JsonArray? List(IEnumerable<JsonNode?> items) => items.ToArray() is { Length: > 0 } all ? new(all) : null;

    private static JsonObject Present(params (string Name, JsonNode? Value)[] fields) => new(fields.Where(field => field.Value is not null).Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
