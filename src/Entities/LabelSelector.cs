using System.Text.Json.Serialization;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Entities;

/// <summary>A label selector as Kubernetes has it: everything that is listed must hold.</summary>
public sealed record LabelSelector
{
    /// <summary>Labels with the values that they must have.</summary>
    [Items(maxItems: 100)]
    [Length(maxLength: 256)]
    public IReadOnlyDictionary<string, string>? MatchLabels { get; init; }

    /// <summary>Conditions on labels.</summary>
    [ListType(ListType.Atomic)]
    [Items(maxItems: 100)]
    public IReadOnlyList<LabelSelectorRequirement>? MatchExpressions { get; init; }
}

/// <summary>A condition on one label.</summary>
[ValidationRule(
    "(self.operator in ['In', 'NotIn']) == (has(self.values) && size(self.values) > 0)",
    Message = "values must be given with In and NotIn, and only with them")]
public sealed record LabelSelectorRequirement
{
    /// <summary>Key of the label.</summary>
    [Required]
    [Length(1, 317)]
    public string Key { get; init; } = "";

    /// <summary>How key and values are related.</summary>
    [Required]
    public LabelSelectorOperator Operator { get; init; }

    /// <summary>Values for In and NotIn.</summary>
    [ListType(ListType.Atomic)]
    [Items(maxItems: 100)]
    [Length(maxLength: 256)]
    public IReadOnlyList<string>? Values { get; init; }
}

/// <summary>How a label and values are related.</summary>
[JsonConverter(typeof(EnumNameConverter<LabelSelectorOperator>))]
public enum LabelSelectorOperator
{
    /// <summary>The label has one of the values.</summary>
    In,

    /// <summary>The label has none of the values, or is absent.</summary>
    NotIn,

    /// <summary>The label is there.</summary>
    Exists,

    /// <summary>The label is absent.</summary>
    DoesNotExist,
}
