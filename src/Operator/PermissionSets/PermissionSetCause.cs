using IdentityCenterOperator.Auditing;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>Why a step is taken: for the audit log.</summary>
/// <param name="Subject">The object that it is for.</param>
/// <param name="Before">What AWS had when the step was decided on; null when it had no such set.</param>
internal sealed record PermissionSetCause(AuditSubject Subject, PermissionSetState? Before);
