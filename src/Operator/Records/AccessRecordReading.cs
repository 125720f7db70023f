using System.Globalization;
using System.Text.RegularExpressions;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Records;

/// <summary>
/// From a stored record to what it says. Whoever may write records can have access revoked by them, so they are read with care: one that is not just as the operator writes
/// it is not acted on at all.
/// </summary>
internal static partial class AccessRecordReading
{
    /// <summary>Reads a stored record, as far as it can be read.</summary>
    public static AccessRecordEntry Read(StoredObject<AccessRecord> stored) => stored.TryDecode(out var record, out var problem)
        ? Read(record)
        : new() { Metadata = problem.Metadata, Owner = new() { Uid = problem.Metadata.Name }, Problem = StatusMessages.CannotBeRead(problem) };

    /// <summary>Reads a record.</summary>
    public static AccessRecordEntry Read(AccessRecord record)
    {
        var granted = record.Spec.Granted ?? [];
        var problem = ProblemOf(record.Metadata, record.Spec.Owner) ?? granted.Select((RecordedAccess? entry, int index) => ProblemOf(entry ?? new(), index)).FirstOrDefault(found => found is not null);
        return new()
        {
            Metadata = record.Metadata,
            Owner = record.Spec.Owner,
            State = record.Spec.State,
            Since = record.Spec.Since,
            EndsAt = record.Spec.EndsAt,
            Ledger = problem is null ? AccessLedger.From(granted) : null,
            Sets = problem is null ? SetsOf(granted) : new Dictionary<string, RecordedSet>(),
            Status = record.Status,
            Problem = problem,
        };
    }

    private static Dictionary<string, RecordedSet> SetsOf(IEnumerable<RecordedAccess> granted) => granted
        .GroupBy(entry => entry.PermissionSetArn, StringComparer.Ordinal)
        // What rests on a PermissionSet in one entry does not rest on trust alone in another.
        .ToDictionary(group => group.Key, group => new RecordedSet(group.First().PermissionSet, group.All(entry => entry.ByName == true)), StringComparer.Ordinal);

    private static string? ProblemOf(ObjectMeta metadata, AccessRecordOwner owner) => owner switch
    {
        { Namespace.Length: 0 } or { Name.Length: 0 } => "spec.owner names no AccountAssignment.",
        { Uid: var uid } when uid != metadata.Name => $"It is named {Quoted.Text(metadata.Name)}, and spec.owner.uid is {Quoted.Text(uid)}: a record is named by the uid of its AccountAssignment.",
        _ => null,
    };

    private static string? ProblemOf(RecordedAccess entry, int index) => entry switch
    {
        { PermissionSetArn: var arn } when !SetArn().IsMatch(arn) => Wrong(index, "permissionSetArn", arn, "is no ARN of a permission set"),
        { PrincipalType: not ("GROUP" or "USER") } => Wrong(index, "principalType", entry.PrincipalType, "is neither GROUP nor USER"),
        { PrincipalId: var id } when !PrincipalId().IsMatch(id) => Wrong(index, "principalId", id, "is no id of the identity store"),
        _ => (entry.Accounts ?? []).Concat(entry.Revoking ?? []).Select(account => account ?? "").FirstOrDefault(account => !AccountId().IsMatch(account)) is { } account
            ? Wrong(index, "accounts", account, "does not have the 12 digits of an account")
            : null,
    };

    private static string Wrong(int index, string field, string value, string why) =>
        string.Create(CultureInfo.InvariantCulture, $"spec.granted[{index}].{field} has {Quoted.Text(value)}, which {why}.");

    [GeneratedRegex(@"\Aarn:[a-z0-9-]+:sso:::permissionSet/[A-Za-z0-9-]+/[A-Za-z0-9-]+\z")]
    private static partial Regex SetArn();

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,47}\z")]
    private static partial Regex PrincipalId();

    [GeneratedRegex(@"\A[0-9]{12}\z")]
    private static partial Regex AccountId();
}
