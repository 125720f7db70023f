namespace IdentityCenterOperator.Reconciliation;

/// <summary>Something in a spec that breaks no rule and is seldom meant: told, and otherwise done as declared.</summary>
/// <param name="Reason">Why, a stable word in CamelCase.</param>
/// <param name="Field">Path of the field.</param>
/// <param name="Sentence">Field, value and what comes of it, safe to show.</param>
public sealed record SpecWarning(string Reason, string Field, string Sentence);
