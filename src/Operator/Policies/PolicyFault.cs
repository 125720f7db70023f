namespace IdentityCenterOperator.Policies;

/// <summary>A rule of IAM's grammar that a policy breaks.</summary>
/// <param name="Kind">The rule.</param>
/// <param name="Place">Path within the policy, for example <c>Statement[0].Action[1]</c>; empty for the policy as a whole.</param>
/// <param name="Sid">Sid of the statement, where it has one.</param>
/// <param name="Says">A phrase that goes on from the place: <c>is "s3Get": …</c>; safe to show.</param>
public sealed record PolicyFault(PolicyFaultKind Kind, string Place, string? Sid, string Says)
{
    /// <summary>The path of the place, as a part of a field.</summary>
    /// <param name="field">The field that holds the policy, for example <c>spec.inlinePolicy</c>.</param>
    public string FieldIn(string field) => PolicyWords.Path(field, Place);

    /// <summary>Place, value, rule and remedy.</summary>
    /// <param name="field">The field that holds the policy.</param>
    public string SentenceOn(string field) => PolicyWords.Sentence(field, Place, Sid, Says);
}
