using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>What users ask of the operator by annotations, the same for all kinds.</summary>
internal static class Wishes
{
    /// <summary>Annotation: leave the resource alone while <c>"true"</c>.</summary>
    public const string PausedAnnotation = "identitycenter.dev/paused";

    /// <summary>Annotation: look again now; any new value.</summary>
    public const string ReconcileAtAnnotation = "identitycenter.dev/reconcile-at";

    /// <summary>Annotation: let the plan with this hash through.</summary>
    public const string ApproveAnnotation = "identitycenter.dev/approve";

    /// <summary>Annotation of an AccessRecord: have revoked what it keeps of an object that is gone, while <c>"true"</c>.</summary>
    public const string RevokeAnnotation = "identitycenter.dev/revoke";

    /// <summary>Annotations whose change is a reason to reconcile.</summary>
    public static IReadOnlyCollection<string> Annotations { get; } = [PausedAnnotation, ReconcileAtAnnotation, ApproveAnnotation];

    /// <summary>Whether the resource is to be left alone.</summary>
    public static bool Paused(ObjectMeta metadata) => Value(metadata, PausedAnnotation) == "true";

    /// <summary>Whether what a record keeps is to be revoked.</summary>
    public static bool Revoked(ObjectMeta metadata) => Value(metadata, RevokeAnnotation) == "true";

    /// <summary>The request to look again that <paramref name="lastHandled"/> has not answered; null for none.</summary>
    public static string? LookAgain(ObjectMeta metadata, string? lastHandled) => Value(metadata, ReconcileAtAnnotation) is { } value && value != lastHandled ? value : null;

    /// <summary>Hash of the plan that the user approved; null for none.</summary>
    public static string? Approval(ObjectMeta metadata) => Value(metadata, ApproveAnnotation);

    private static string? Value(ObjectMeta metadata, string annotation) => metadata.Annotations?.GetValueOrDefault(annotation);
}
