using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>
/// Accounts that have a permission set and that AWS cannot bring it to, since they are closed or suspended: nobody enters them. Each with its name, its id and why, in words.
/// </summary>
/// <param name="Inactive">Those that the organization has as not active. They are not tried.</param>
/// <param name="Unreachable">
/// Those of which only a refusal of AWS tells: where the organization cannot be read, or has no such account any more. They are tried again, ever more seldom.
/// </param>
internal sealed record SkippedAccounts(ValueDictionary Inactive, ValueDictionary Unreachable)
{
    /// <summary>None.</summary>
    public static SkippedAccounts None { get; } = new(ValueDictionary.Empty, ValueDictionary.Empty);

    /// <summary>The accounts among those that have a set.</summary>
    /// <param name="observed">The set.</param>
    /// <param name="failures">What AWS failed to bring where.</param>
    /// <param name="organization">The organization; null while it is not known.</param>
    public static SkippedAccounts Among(ObservedPermissionSet observed, IReadOnlyCollection<PropagationFailure> failures, OrganizationSnapshot? organization) => new(
        new(observed.ProvisionedAccounts.Select(id => organization?.Accounts.GetValueOrDefault(id)).OfType<AccountFacts>().Where(account => account.State != AccountFacts.Active).Select(Inactively)),
        new(from failure in failures
            where failure.AccountId is not null && observed.OutdatedAccounts.Contains(failure.AccountId!)
            let why = WhyUnreachable(failure, organization)
            where why is not null
            select KeyValuePair.Create(failure.AccountId!, Labelled(failure.AccountId!, organization, why!))));

    private static KeyValuePair<string, string> Inactively(AccountFacts account) => new(account.Id, $"{Named(account)} ({account.Id}, {account.State})");

    // That an account which the organization has as active cannot be entered is a failure, unless AWS has said since that it is closed.
    private static string? WhyUnreachable(PropagationFailure failure, OrganizationSnapshot? organization) => (organization?.Accounts.ContainsKey(failure.AccountId!), failure.Code) switch
    {
        (false, _) => "not in the organization any more",
        (null, AsyncFailure.AccountUnavailable or AsyncFailure.AccountClosed) => "AWS cannot enter it",
        (true, AsyncFailure.AccountClosed) when failure.LastAttempt > organization!.ReadAt => "AWS says that it is closed",
        _ => null,
    };

    private static string Labelled(string id, OrganizationSnapshot? organization, string why) =>
        organization?.Accounts.GetValueOrDefault(id) is { } account ? $"{Named(account)} ({id}, {why})" : $"account {id} ({why})";

    private static string Named(AccountFacts account) => account.Name.Length == 0 ? "account" : Quoted.Line(account.Name, 50);
}

/// <summary>Looks for accounts that are to be skipped. Thread-safe.</summary>
internal sealed class SkippedAccountsFinder(OrganizationDirectory organization)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>The accounts that are skipped, by what is known of the organization; it is read only where an account has an older version.</summary>
    public async Task<SkippedAccounts> AmongAsync(ObservedPermissionSet? observed, PermissionSetProvisioning provisioning, CancellationToken cancellationToken) => observed is null
        ? SkippedAccounts.None
        : SkippedAccounts.Among(observed, provisioning.Failures, organization.Current ?? (observed.OutdatedAccounts.Count == 0 ? null : await ReadAsync(cancellationToken)));

    // Who may not read the organization has no account that is known to be closed.
    private async Task<OrganizationSnapshot?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await organization.TryGetAsync(OrganizationParts.Accounts, _patience, cancellationToken);
        }
        catch (Exception e) when (AwsFailure.IsOfTheCall(e, cancellationToken))
        {
            return null;
        }
    }
}
