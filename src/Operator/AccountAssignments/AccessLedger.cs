using System.Collections;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Records;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// Remembers every assignment that was made or taken over for one object and not seen gone since, so that exactly these are revoked when nobody wants them any more,
/// also after a crash. A value: the next ledger is made from the old one, and written into the object's record before AWS is asked for anything.
/// </summary>
internal sealed class AccessLedger : IReadOnlyCollection<LedgerEntry>, IEquatable<AccessLedger>
{
    // Names of fields, the name of the set and the principal; an account's digits with their marks.
    private const int BytesOfGroup = 250;
    private const int BytesOfAccount = 15;
    private const int MaxBytes = 1_350_000;

    // So few are never too many.
    private const int MaxPlain = 3_000;

    private readonly Dictionary<Assignment, bool> _revoking;

    // Made when they are first asked for: it is the same answer each time.
    private string[]? _arns;
    private string[]? _accounts;

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
    public IReadOnlyCollection<string> PermissionSetArns => _arns ??= [.. _revoking.Keys.Select(assignment => assignment.PermissionSetArn).Distinct(StringComparer.Ordinal)];

    /// <summary>The accounts of its assignments, each once.</summary>
    public IReadOnlyCollection<string> Accounts => _accounts ??= [.. _revoking.Keys.Select(assignment => assignment.AccountId).Distinct(StringComparer.Ordinal)];

    /// <summary>
    /// Whether it may be more than an object of Kubernetes holds, which is 1.5 MB with all else that belongs to it. An object that asks for as much as it may, and has as much
    /// to be revoked beside it, stays below.
    /// </summary>
    public bool IsTooLarge => Count > MaxPlain && Grouped().Sum(group => group.Key.Arn.Length + BytesOfGroup + (group.Count() * BytesOfAccount)) > MaxBytes;

    /// <summary>Whether the assignment is in it.</summary>
    public bool Contains(Assignment assignment) => _revoking.ContainsKey(assignment);

    /// <summary>Whether the assignment is in it and the deletion guard has let its revocation through, which is not asked again.</summary>
    public bool IsRevoking(Assignment assignment) => _revoking.GetValueOrDefault(assignment);

    /// <summary>The same without these.</summary>
    public AccessLedger Without(IReadOnlyCollection<Assignment> some)
    {
        ArgumentNullException.ThrowIfNull(some);
        var gone = some.ToHashSet();
        return gone.Count == 0 ? this : new(this.Where(entry => !gone.Contains(entry.Assignment)));
    }

    /// <summary>The same, but for some of the revocations that were let through: they are to be asked about anew.</summary>
    public AccessLedger Unmarked(Func<Assignment, bool> which) => new(this.Select(entry => entry with { IsRevoking = entry.IsRevoking && !which(entry.Assignment) }));

    /// <summary>Reads what <see cref="ToRecord"/> wrote.</summary>
    public static AccessLedger From(IEnumerable<RecordedAccess>? granted) => new((granted ?? []).SelectMany(entry =>
        Entries(entry.PermissionSetArn, entry.PrincipalType, entry.PrincipalId, entry.Accounts, entry.Revoking)));

    /// <summary>An entry for each permission set and principal, everything sorted, so that equal ledgers are written equally.</summary>
    /// <param name="setOf">What is said of a permission set beside its ARN.</param>
    public IReadOnlyList<RecordedAccess> ToRecord(Func<string, RecordedSet> setOf) =>
    [
        .. Grouped().Select(group => new RecordedAccess
        {
            PermissionSetArn = group.Key.Arn,
            PermissionSet = setOf(group.Key.Arn).Name,
            ByName = setOf(group.Key.Arn).ByName ? true : null,
            PrincipalType = PrincipalType.Of(group.Key.Principal.Kind),
            PrincipalId = group.Key.Principal.Id,
            Accounts = AccountsOf(group, revoking: false),
            Revoking = AccountsOf(group, revoking: true),
        }),
    ];

    /// <summary>Reads a ledger as it stood in the status of an object before there were records.</summary>
    public static AccessLedger FromStatus(IEnumerable<GrantedAccess>? granted) => new((granted ?? []).SelectMany(entry =>
        Entries(entry.PermissionSetArn, entry.Type, entry.Id, entry.Accounts, entry.Revoking)));

    /// <summary>The same in the form that it had in the status of an object, for the version that reads it there.</summary>
    public IReadOnlyList<GrantedAccess> ToStatus() =>
    [
        .. Grouped().Select(group => new GrantedAccess
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

    private IEnumerable<IGrouping<(string Arn, Principal Principal), KeyValuePair<Assignment, bool>>> Grouped() => _revoking
        .GroupBy(entry => (Arn: entry.Key.PermissionSetArn, entry.Key.Principal))
        .OrderBy(group => group.Key.Arn, StringComparer.Ordinal).ThenBy(group => group.Key.Principal.Kind).ThenBy(group => group.Key.Principal.Id, StringComparer.Ordinal);

    private static IEnumerable<LedgerEntry> Entries(string arn, string type, string id, IReadOnlyList<string>? accounts, IReadOnlyList<string>? beingRevoked)
    {
        var principal = new Principal(PrincipalType.KindOf(type), id);
        return Of(accounts, revoking: false).Concat(Of(beingRevoked, revoking: true));

        IEnumerable<LedgerEntry> Of(IReadOnlyList<string>? some, bool revoking) => (some ?? []).Select(account => new LedgerEntry(new(account, arn, principal), revoking));
    }

    private static List<string>? AccountsOf(IEnumerable<KeyValuePair<Assignment, bool>> entries, bool revoking) =>
        entries.Where(entry => entry.Value == revoking).Select(entry => entry.Key.AccountId).Order(StringComparer.Ordinal).ToList() is { Count: > 0 } accounts
            ? accounts : null;
}

/// <summary>One line of a ledger.</summary>
/// <param name="Assignment">What was assigned, or is about to be.</param>
/// <param name="IsRevoking">Whether the deletion guard has let its revocation through.</param>
internal readonly record struct LedgerEntry(Assignment Assignment, bool IsRevoking);
