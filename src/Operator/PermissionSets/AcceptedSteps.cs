using System.Collections.Concurrent;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>
/// Remembers the steps that AWS accepted, for as long as it may not show them: whoever looks at a permission set right after it was changed must neither change it again nor
/// take the old version for somebody's edit. Thread-safe.
/// </summary>
internal sealed class AcceptedSteps(Settling settling, SteadyClock time)
{
    private readonly ConcurrentDictionary<string, List<Entry>> _entries = new(StringComparer.Ordinal);

    /// <summary>AWS accepted a step.</summary>
    /// <param name="arn">The permission set.</param>
    /// <param name="step">The step.</param>
    /// <param name="requestId">The provisioning that it began; null for other steps.</param>
    /// <param name="accounts">The accounts that had the permission set then: a change leaves these behind, and no others.</param>
    public void Add(string arn, PermissionSetStep step, string? requestId, ValueSet<string> accounts)
    {
        if (step is PermissionSetStep.Create or PermissionSetStep.Delete || settling.Time == TimeSpan.Zero)
            return;
        var entries = _entries.GetOrAdd(arn, _ => []);
        lock (entries)
            entries.Add(new(step, requestId, accounts) { At = requestId is null ? time.GetUtcNow() : null });
    }

    /// <summary>Forgets a permission set that was deleted.</summary>
    public void Forget(string arn) => _entries.TryRemove(arn, out _);

    /// <summary>A provisioning that was begun has ended; of one that was not begun by this process nothing is known.</summary>
    public void End(string arn, string requestId, bool isDone)
    {
        if (!_entries.TryGetValue(arn, out var entries))
            return;
        lock (entries)
        {
            foreach (var entry in entries.Where(entry => entry.RequestId == requestId && entry.At is null))
                (entry.At, entry.IsDone) = (time.GetUtcNow(), isDone);
        }
    }

    /// <summary>What a permission set is by what AWS showed of it, and accepted since or so short a time before that it may not have shown it.</summary>
    public PermissionSetFacts On(Fact<PermissionSetFacts>.Present shown)
    {
        if (!_entries.TryGetValue(shown.Value.Arn, out var entries))
            return shown.Value;
        lock (entries)
        {
            entries.RemoveAll(entry => entry.At is { } at && !settling.IsTooEarly(shown.ReadAt, at));
            // The accounts have the version of the last provisioning that ended, whatever was changed before it.
            var provisioned = entries.FindLastIndex(entry => entry is { Step: PermissionSetStep.ProvisionAllAccounts, At: not null });
            return entries.Index().Where(each => each.Item.At is not null).Aggregate(shown.Value, (set, each) => After(set, each.Item, isProvisioned: each.Index < provisioned));
        }
    }

    private static PermissionSetFacts After(PermissionSetFacts set, Entry entry, bool isProvisioned) => entry.Step switch
    {
        PermissionSetStep.ProvisionAllAccounts or PermissionSetStep.ProvisionAccount => entry.IsDone && !isProvisioned ? SetForecast.After(set, entry.Step) : set,
        _ => isProvisioned ? SetForecast.ContentAfter(set, entry.Step) : SetForecast.After(set, entry.Step, entry.Accounts),
    };

    private sealed class Entry(PermissionSetStep step, string? requestId, ValueSet<string> accounts)
    {
        public PermissionSetStep Step => step;

        public string? RequestId => requestId;

        public ValueSet<string> Accounts => accounts;

        // When AWS had done it; null while it is at it.
        public DateTimeOffset? At { get; set; }

        public bool IsDone { get; set; } = true;
    }
}
