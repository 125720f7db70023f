namespace IdentityCenterOperator.Reconciliation;

/// <summary>
/// What a person approved of an object's plans. An approval lets one plan through, once, and only one that was shown before the approval was given: an annotation that
/// stays behind, in Git say, approves nothing that comes up later.
/// </summary>
/// <param name="Annotation">The value of the annotation identitycenter.dev/approve; null for none.</param>
/// <param name="LastAnswered">The value that was answered before, whatever the answer was; null for none.</param>
/// <param name="Shown">The name of the plan that is shown as held back; null for none.</param>
public sealed record PlanApproval(string? Annotation, string? LastAnswered, string? Shown)
{
    private const string OnceMore = "once more";

    /// <summary>Nothing is approved, and nothing ever was.</summary>
    public static PlanApproval None { get; } = new(null, null, null);

    /// <summary>
    /// The name that an approval has to give of a plan: its hash, or another one while the annotation says that hash from before. So that one edit approves, the same plan
    /// has another name when it comes up again.
    /// </summary>
    public string NameOf(string hash) => LastAnswered == hash || (Annotation == hash && Shown != hash) ? Again(hash) : hash;

    /// <summary>All names that a plan can have been shown under.</summary>
    public static IReadOnlyList<string> NamesOf(string hash) => [hash, Again(hash)];

    /// <summary>Whether the plan of this name is approved.</summary>
    public bool Approves(string name) => Annotation == name && Shown == name && LastAnswered != name;

    /// <summary>A sentence for whoever set the annotation to something else than the name of the plan that is held back; empty where nobody did.</summary>
    public string Objection(string name) => Annotation is null || Annotation == name ? "" : $"The annotation identitycenter.dev/approve is set to {Quoted.Text(Annotation)}, which is not the name of what is held back.";

    private static string Again(string hash) => Fingerprint.Of(hash, OnceMore);
}
