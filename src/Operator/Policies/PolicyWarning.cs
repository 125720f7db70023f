namespace IdentityCenterOperator.Policies;

/// <summary>Something in a policy that IAM takes and that is seldom meant.</summary>
/// <param name="Kind">What.</param>
/// <param name="Place">Path within the policy.</param>
/// <param name="Sid">Sid of the statement, where it has one.</param>
/// <param name="Says">A phrase that goes on from the place; safe to show.</param>
public sealed record PolicyWarning(PolicyWarningKind Kind, string Place, string? Sid, string Says)
{
    /// <summary>The path of the place, as a part of a field.</summary>
    /// <param name="field">The field that holds the policy.</param>
    public string FieldIn(string field) => PolicyWords.Path(field, Place);

    /// <summary>Place, value and what comes of it.</summary>
    /// <param name="field">The field that holds the policy.</param>
    public string SentenceOn(string field) => PolicyWords.Sentence(field, Place, Sid, Says);
}
