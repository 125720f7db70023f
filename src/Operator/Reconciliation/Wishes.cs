using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>What users ask of the operator by annotations, the same for all kinds.</summary>
internal static class Wishes
{
    /// <summary>Annotation: leave the resource alone while <c>"true"</c>, or anything else but <c>"false"</c>.</summary>
    public const string PausedAnnotation = "identitycenter.dev/paused";

    /// <summary>Annotation: look again now; any new value.</summary>
    public const string ReconcileAtAnnotation = "identitycenter.dev/reconcile-at";

    /// <summary>Annotation: let the plan with this hash through.</summary>
    public const string ApproveAnnotation = "identitycenter.dev/approve";

    /// <summary>Annotation of an AccessRecord: have revoked what it keeps of an object that is gone, while <c>"true"</c>.</summary>
    public const string RevokeAnnotation = "identitycenter.dev/revoke";

    private const string Prefix = "identitycenter.dev/";

    /// <summary>Annotations whose change is a reason to reconcile: all of ours, those too that somebody has mistyped.</summary>
    public static IReadOnlyCollection<string> Annotations { get; } = [Prefix];

    /// <summary>Annotations that mean something on every kind that people declare.</summary>
    public static IReadOnlyCollection<string> OfAll { get; } = [PausedAnnotation, ReconcileAtAnnotation, ApproveAnnotation];

    /// <summary>Annotations that mean something on an AccessRecord.</summary>
    public static IReadOnlyCollection<string> OfRecords { get; } = [ApproveAnnotation, RevokeAnnotation];

    /// <summary>What is to be said of annotations that begin as ours do and mean nothing, in a sentence each.</summary>
    /// <param name="metadata">The resource's.</param>
    /// <param name="known">Annotations that mean something there.</param>
    public static IReadOnlyList<string> Unknown(ObjectMeta metadata, IReadOnlyCollection<string> known) =>
    [
        .. (metadata.Annotations ?? new Dictionary<string, string>()).Keys.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && !known.Contains(name)).Order(StringComparer.Ordinal)
            .Select(name => $"The annotation {Quoted.Line(name, LongestName)} means nothing here: {(Likely.Of(name[Prefix.Length..], known.Select(each => each[Prefix.Length..])) is { } meant ? $"did you mean {Prefix}{meant}?" : "remove it.")}"),
    ];

    /// <summary>Whether the resource is to be left alone.</summary>
    public static bool Paused(ObjectMeta metadata) => Pause(metadata) is not null;

    /// <summary>
    /// The pause that a user asks for; null for none. Whoever stops something in an emergency writes what comes to mind: what is not "false" is taken for a pause, and told.
    /// </summary>
    public static Outcome.Paused? Pause(ObjectMeta metadata) => Value(metadata, PausedAnnotation) switch
    {
        null => null,
        var value when Is(value, "false") => null,
        var value when Is(value, "true") => new(),
        var value => new(
            $"The annotation {PausedAnnotation} is set to {Quoted.Text(value)}, which is neither \"true\" nor \"false\" and is taken for \"true\". Set it to \"true\" to say the same, or remove it to go on."),
    };

    /// <summary>Whether what a record keeps is to be revoked. What takes access away has to be said as it is written down.</summary>
    public static bool Revoked(ObjectMeta metadata) => Value(metadata, RevokeAnnotation) == "true";

    /// <summary>What is doubtful about the wish to have a record revoked, in a sentence; null for nothing.</summary>
    public static string? DoubtOfRevoke(ObjectMeta metadata) => Value(metadata, RevokeAnnotation) is { } value && value != "true" && !Is(value, "false")
        ? $"The annotation {RevokeAnnotation} is set to {Quoted.Text(value)}, and only \"true\" has anything revoked: set it to \"true\", or remove it."
        : null;

    /// <summary>The request to look again that <paramref name="lastHandled"/> has not answered; null for none.</summary>
    public static string? LookAgain(ObjectMeta metadata, string? lastHandled) => Value(metadata, ReconcileAtAnnotation) is { } value && value != lastHandled ? value : null;

    /// <summary>Hash of the plan that the user approved; null for none.</summary>
    public static string? Approval(ObjectMeta metadata) => Value(metadata, ApproveAnnotation);

    // Prefix, slash and name, as Kubernetes has them.
    private const int LongestName = 317;

    private static bool Is(string value, string word) => string.Equals(value.Trim(), word, StringComparison.OrdinalIgnoreCase);

    private static string? Value(ObjectMeta metadata, string annotation) => metadata.Annotations?.GetValueOrDefault(annotation);
}
