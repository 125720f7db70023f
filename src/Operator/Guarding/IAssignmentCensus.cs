namespace IdentityCenterOperator.Guarding;

/// <summary>How many assignments there are that a share of them is taken of.</summary>
internal interface IAssignmentCensus
{
    /// <summary>Assignments in the ledgers of all objects, without those that are being revoked.</summary>
    int Assignments { get; }
}
