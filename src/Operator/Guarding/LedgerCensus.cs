using IdentityCenterOperator.Records;

namespace IdentityCenterOperator.Guarding;

/// <summary>How many assignments stand in records, by namespace: that shares of it are taken of.</summary>
internal sealed class LedgerCensus(RecordsCensus records)
{
    /// <summary>
    /// Assignments that are recorded for the objects of each namespace, also of those that are gone, without those that are being revoked. Namespaces that hold none are left out.
    /// </summary>
    public IReadOnlyDictionary<string, int> Held => records.Held;
}
