using System.Diagnostics;
using IdentityCenterOperator.Entities;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>Label selectors with the semantics of Kubernetes (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements).</summary>
internal static class LabelSelectors
{
    /// <summary>Whether labels are selected: all that the selector lists must hold. An empty selector selects everything.</summary>
    public static bool Matches(LabelSelector selector, IReadOnlyDictionary<string, string>? labels) =>
        (selector.MatchLabels ?? new Dictionary<string, string>()).All(label => Value(labels, label.Key) == label.Value)
        && (selector.MatchExpressions ?? []).All(requirement => Holds(requirement, Value(labels, requirement.Key)));

    private static bool Holds(LabelSelectorRequirement requirement, string? value) => requirement.Operator switch
    {
        LabelSelectorOperator.In => value is not null && requirement.Values?.Contains(value) == true,
        LabelSelectorOperator.NotIn => value is null || requirement.Values?.Contains(value) != true,
        LabelSelectorOperator.Exists => value is not null,
        LabelSelectorOperator.DoesNotExist => value is null,
        _ => throw new UnreachableException(),
    };

    private static string? Value(IReadOnlyDictionary<string, string>? labels, string key) => labels?.GetValueOrDefault(key);
}
