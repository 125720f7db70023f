using System.Collections;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// Remembers every assignment that was made or taken over for one object and not seen gone since, so that exactly these are revoked when nobody wants them any more,
/// also after a crash. A value: the next ledger is made from the old one, and written to status before AWS is asked for anything.
/// </summary>
internal sealed class AccessLedger : IReadOnlyCollection<LedgerEntry>, IEquatable<AccessLedger>
{
    private readonly Dictionary<Assignment, bool> _revoking;

    /// <summary>A ledger of these entries; of entries about one assignment, one that is being revoked counts.</summary>
    public AccessLedger(IEnumerable<LedgerEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        _revoking = [];
        foreach (var (assignment, revoking) in entries)
            _revoking[assignment] = revoking || _revoking.GetValueOrDefault(assignment);
    }

    /// <summary>The ledger without entries.</summary>
    public static AccessLedger Empty { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _revoking.Count;

    /// <summary>All assignments in it, in no particular order.</summary>
    public IReadOnlyCollection<Assignment> Tuples => _revoking.Keys;

    /// <summary>The permission sets of its assignments, each once.</summary>
    public IEnumerable<string> PermissionSetArns => _revoking.Keys.Select(assignment => assignment.PermissionSetArn).Distinct(StringComparer.Ordinal);

    /// <summary>The accounts of its assignments, each once.</summary>
    public IEnumerable<string> Accounts => _revoking.Keys.Select(assignment => assignment.AccountId).Distinct(StringComparer.Ordinal);

    /// <summary>Whether the assignment is in it.</summary>
    public bool Contains(Assignment assignment) => _revoking.ContainsKey(assignment);

    /// <summary>Whether the assignment is in it and the deletion guard has let its revocation through, which is not asked again.</summary>
    public bool IsRevoking(Assignment assignment) => _revoking.GetValueOrDefault(assignment);

    /// <summary>The same, but for some of the revocations that were let through: they are to be asked about anew.</summary>
    public AccessLedger Unmarked(Func<Assignment, bool> which) => new(this.Select(entry => entry with { IsRevoking = entry.IsRevoking && !which(entry.Assignment) }));

    /// <summary>Reads what <see cref="ToStatus"/> wrote.</summary>
    public static AccessLedger From(IEnumerable<GrantedAccess>? granted) => new((granted ?? []).SelectMany(Entries));

    /// <summary>An entry for each permission set and principal, everything sorted, so that equal ledgers are written equally.</summary>
    public IReadOnlyList<GrantedAccess> ToStatus() =>
    [
        .. _revoking
            .GroupBy(entry => (Arn: entry.Key.PermissionSetArn, entry.Key.Principal))
            .OrderBy(group => group.Key.Arn, StringComparer.Ordinal).ThenBy(group => group.Key.Principal.Kind).ThenBy(group => group.Key.Principal.Id, StringComparer.Ordinal)
            .Select(group => new GrantedAccess
            {
                PermissionSetArn = group.Key.Arn,
                Type = PrincipalType.Of(group.Key.Principal.Kind),
                Id = group.Key.Principal.Id,
                Accounts = AccountsOf(group, revoking: false),
                Revoking = AccountsOf(group, revoking: true),
            }),
    ];

    /// <inheritdoc/>
    public bool Equals(AccessLedger? other) => other is not null && Count == other.Count
        && _revoking.All(entry => other._revoking.TryGetValue(entry.Key, out var revoking) && revoking == entry.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AccessLedger);

    /// <inheritdoc/>
    public override int GetHashCode() => _revoking.Aggregate(Count, (hash, entry) => hash ^ HashCode.Combine(entry.Key, entry.Value));

    /// <inheritdoc/>
    public IEnumerator<LedgerEntry> GetEnumerator() => _revoking.Select(entry => new LedgerEntry(entry.Key, entry.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static IEnumerable<LedgerEntry> Entries(GrantedAccess granted)
    {
        var principal = new Principal(PrincipalType.KindOf(granted.Type), granted.Id);
        return Of(granted.Accounts, revoking: false).Concat(Of(granted.Revoking, revoking: true));

        IEnumerable<LedgerEntry> Of(IReadOnlyList<string>? accounts, bool revoking) =>
            (accounts ?? []).Select(account => new LedgerEntry(new(account, granted.PermissionSetArn, principal), revoking));
    }

    private static List<string>? AccountsOf(IEnumerable<KeyValuePair<Assignment, bool>> entries, bool revoking) =>
        entries.Where(entry => entry.Value == revoking).Select(entry => entry.Key.AccountId).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } accounts
            ? accounts : null;
}

/// <summary>One line of a ledger.</summary>
/// <param name="Assignment">What was assigned, or is about to be.</param>
/// <param name="IsRevoking">Whether the deletion guard has let its revocation through.</param>
internal readonly record struct LedgerEntry(Assignment Assignment, bool IsRevoking);
