using IdentityCenterOperator.Records;

namespace IdentityCenterOperator.Guarding;

/// <summary>How many assignments stand in all records: that a share of it is taken of.</summary>
internal sealed class LedgerCensus(RecordsCensus records)
{
    /// <summary>Assignments in the records of all objects, also of those that are gone, without those that are being revoked.</summary>
    public int Assignments => records.Assignments;
}
