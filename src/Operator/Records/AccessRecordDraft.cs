using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;

namespace IdentityCenterOperator.Records;

/// <summary>What a record is to say.</summary>
/// <param name="Owner">The object that it is about.</param>
/// <param name="Ledger">What is recorded.</param>
internal sealed record AccessRecordDraft(AccessRecordOwner Owner, AccessLedger Ledger)
{
    /// <summary>Whether the object is there.</summary>
    public AccessRecordState State { get; init; }

    /// <summary>The end that the object declared; null for none.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>What is known of a permission set by its ARN.</summary>
    public Func<string, RecordedSet> SetOf { get; init; } = _ => default;

    /// <summary>Whether a record says just that already. That a name of a permission set is known better now is not worth a write.</summary>
    public bool IsSaidBy(AccessRecordEntry entry) =>
        entry.State == State && entry.EndsAt == EndsAt && Ledger.Equals(entry.Ledger) && Ledger.PermissionSetArns.All(arn => entry.SetOf(arn).ByName == SetOf(arn).ByName);
}
