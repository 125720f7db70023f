using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Why an asynchronous operation failed, in a sentence with the remedy.</summary>
/// <param name="Reason">Stable reason.</param>
/// <param name="Message">The sentence, with AWS's own words.</param>
internal sealed record AsyncFailure(Reason Reason, string Message)
{
    /// <summary>Code of a failure in an account that AWS says is suspended or closed.</summary>
    public const string AccountClosed = nameof(AccountClosed);

    /// <summary>Code of a failure in an account that AWS cannot enter: it does not say why.</summary>
    public const string AccountUnavailable = nameof(AccountUnavailable);

    private const int MaxLength = 512;

    /// <summary>What failed, in a stable word: the reason, or one of the codes above.</summary>
    public string Code { get; init; } = Reason.ToString();

    /// <summary>
    /// Explains AWS's FailureReason. The texts are free and undocumented; those known from reports of users are recognized by their telling parts, and AWS's words are
    /// always quoted.
    /// </summary>
    public static AsyncFailure Explain(string failureReason) => failureReason switch
    {
        _ when Has(failureReason, "Not supported policy", "policy does not exist", "not attachable") => new(
            Reason.MissingCustomerManagedPolicy,
            $"A customer-managed policy or boundary is missing there: create it with the same name and path. {Said(failureReason)}"),
        _ when Has(failureReason, "Access denied by IAM", "403 status") => new(
            Reason.AccessDenied,
            $"IAM denied Identity Center's or the caller's access to the account: check service control policies and, for the management account, the operator's IAM rights. {Said(failureReason)}"),
        _ when Has(failureReason, "account") && Has(failureReason, "suspended", "is closed", "been closed") => new(
            Reason.ProvisioningFailed, $"The account is suspended or closed. {Said(failureReason)}")
        { Code = AccountClosed },
        _ when Has(failureReason, "takes longer than usual") => new(
            Reason.ProvisioningFailed, $"Identity Center cannot enter the account: it may be suspended. {Said(failureReason)}")
        { Code = AccountUnavailable },
        _ when Has(failureReason, "was not found in directory") => new(
            Reason.PrincipalNotFound, $"The user or group is not in the directory any more. {Said(failureReason)}"),
        _ => new(Reason.ProvisioningFailed, Said(failureReason)),
    };

    /// <summary>Explains an operation that AWS did not end in time.</summary>
    public static AsyncFailure Stuck(TimeSpan after) => new(
        Reason.ProvisioningFailed, $"AWS has not finished within {after.TotalMinutes:0} minutes and is not waited for any more. It is tried again; if that fails too, contact AWS Support.");

    private static bool Has(string text, params ReadOnlySpan<string> parts)
    {
        foreach (var part in parts)
        {
            if (text.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string Said(string text) => $"AWS said: {Quoted.Text(text, MaxLength)}";
}
