namespace IdentityCenterOperator.Reconciliation;

/// <summary>Status of a condition.</summary>
public enum ConditionStatus
{
    /// <summary>Not known, or not yet.</summary>
    Unknown,

    /// <summary>It does not hold.</summary>
    False,

    /// <summary>It holds.</summary>
    True,
}

/// <summary>A condition as a plain value; the fields are those of <c>metav1.Condition</c>.</summary>
/// <param name="Type">Type in CamelCase.</param>
/// <param name="Status">Whether it holds.</param>
/// <param name="Reason">A <see cref="Reconciliation.Reason"/> as text: a stored one may be of another version.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="ObservedGeneration">Generation it was found for.</param>
/// <param name="LastTransitionTime">When the status last flipped.</param>
public sealed record ConditionState(
    string Type, ConditionStatus Status, string Reason, string Message, long? ObservedGeneration, DateTimeOffset LastTransitionTime);

/// <summary>What a kind found beside the outcome, to be shown as a condition: <c>Drifted</c>, <c>Propagated</c>.</summary>
/// <param name="Type">Type of the condition.</param>
/// <param name="Status">Whether it holds.</param>
/// <param name="Reason">Why.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record Finding(string Type, ConditionStatus Status, Reason Reason, string Message);
