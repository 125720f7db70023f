using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>Remembers which tags an object put on its permission set, so that only those are ever removed.</summary>
public static class TagLedger
{
    /// <summary>
    /// Keys to record in status before a plan is carried out: what is declared, and what was recorded and is still there. Recording first means that a crash
    /// between the write to AWS and the next status leaves no tag behind that nobody knows.
    /// </summary>
    public static ValueSet<string> Next(ValueSet<string> recorded, PermissionSetState? desired, PermissionSetState? observed) =>
        recorded.Where(key => observed?.Tags.ContainsKey(key) == true).Concat(desired?.Tags.Keys ?? []).ToValueSet();
}
