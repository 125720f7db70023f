using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>Selects by tags as Kubernetes selects by labels: everything that is listed must hold.</summary>
internal static class AccountSelector
{
    /// <summary>Whether a selector lists nothing. Kubernetes lets it select everything; here it is refused before it comes to that.</summary>
    public static bool IsEmpty(LabelSelector selector) => (selector.MatchLabels?.Count ?? 0) + (selector.MatchExpressions?.Count ?? 0) == 0;

    /// <summary>Whether these tags are selected. Keys and values are case-sensitive; NotIn and DoesNotExist hold for a key that is absent.</summary>
    public static bool Selects(LabelSelector selector, ValueDictionary tags) => LabelSelectors.Matches(selector, tags);
}
