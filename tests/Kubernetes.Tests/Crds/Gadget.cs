using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Kubernetes.Tests.Crds;

/// <summary>A gadget, to try every attribute on. It does nothing.</summary>
[KubernetesEntity(Group = "testing.example.com", ApiVersion = "v1alpha1", Kind = "Gadget", PluralName = "gadgets")]
[EntityScope(EntityScope.Cluster)]
[KubernetesEntityShortNames("gd")]
[KubernetesEntityCategories("access", "all")]
[GenericAdditionalPrinterColumn(".status.conditions[?(@.type==\"Ready\")].status", "READY", "string", Description = "Whether it is ready")]
[GenericAdditionalPrinterColumn(".metadata.creationTimestamp", "AGE", "date", Priority = 1)]
[SelectableField(".spec.mode")]
[ValidationRule("self.metadata.name.size() <= 63", Message = "the name is too long: 63 characters at most")]
public sealed class Gadget : CustomKubernetesEntity<GadgetSpec, GadgetStatus>;

/// <summary>What is wanted of a gadget.</summary>
[ValidationRule("!(has(self.parts) && self.mode == 'idle')", MessageExpression = "'an idle gadget has no parts'", Reason = "FieldValueForbidden")]
public sealed record GadgetSpec
{
    /// <summary>Name in the <c>outer</c> world; see <see cref="Mode"/>.</summary>
    /// <remarks>
    /// This goes on for longer than a line of a hundred and twenty characters can hold, so that the description has to be folded
    /// to be read by a person; it says nothing else, and says it "with quotes": and colons.
    /// </remarks>
    [Required]
    [Length(1, 32)]
    [Pattern(@"^[\w+=,.@-]+$")]
    [ValidationRule("self == oldSelf", Message = "name is immutable")]
    public string Name { get; init; } = "";

    /// <summary>How it behaves.</summary>
    [Default("\"Active\"")]
    public GadgetMode Mode { get; init; }

    /// <summary>Size.</summary>
    [Range(0, 100)]
    public int? Size { get; init; }

    public long Big { get; init; }

    public double Ratio { get; init; }

    [Default("true")]
    public bool Enabled { get; init; } = true;

    [NullableField]
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>ISO 8601.</summary>
    [Pattern("^PT[0-9]+H$")]
    public TimeSpan Duration { get; init; }

    [JsonPropertyName("odd_name")]
    public string? Odd { get; init; }

    [JsonIgnore]
    public string Hidden => Name;

    [ListType(ListType.Set)]
    [Items(1, 20)]
    [Length(maxLength: 10)]
    public IReadOnlyList<string>? Tags { get; init; }

    [ListType(ListType.Map, "key")]
    [Items(maxItems: 50)]
    public IReadOnlyList<GadgetPart>? Parts { get; init; }

    [AtomicMap]
    public GadgetPart? Main { get; init; }

    [Items(maxItems: 5)]
    [Length(maxLength: 256)]
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public JsonObject? Policy { get; init; }

    public JsonElement? Anything { get; init; }

    [AtomicMap]
    public JsonElement? Document { get; init; }
}

/// <summary>A part of a gadget.</summary>
public sealed record GadgetPart
{
    public required string Key { get; init; }

    public IReadOnlyList<GadgetMode>? Modes { get; init; }
}

/// <summary>How a gadget behaves.</summary>
public enum GadgetMode
{
    /// <summary>It works.</summary>
    Active,

    /// <summary>It waits.</summary>
    [JsonStringEnumMemberName("idle")]
    Idle,
}

/// <summary>What is known of a gadget.</summary>
public sealed record GadgetStatus
{
    public long? ObservedGeneration { get; init; }

    [ListType(ListType.Map, "type")]
    public IReadOnlyList<Condition>? Conditions { get; init; }
}
