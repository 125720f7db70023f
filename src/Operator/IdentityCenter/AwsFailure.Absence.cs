using System.Text.RegularExpressions;
using Amazon.Runtime;
using DirectoryErrors = Amazon.IdentityStore.Model;
using KeyErrors = Amazon.KeyManagementService.Model;
using OrganizationErrors = Amazon.Organizations.Model;
using SsoErrors = Amazon.SSOAdmin.Model;

namespace IdentityCenterOperator.IdentityCenter;

/// <content>What an error says of whether a thing exists.</content>
internal sealed partial record AwsFailure
{
    /// <summary>
    /// Whether an error says that this is not there: the one place that takes an error for absence. A not-found about something else is none: about the key that encrypts the
    /// instance, about the instance, its directory or an account when something in them was asked for.
    /// </summary>
    /// <remarks>
    /// sso-admin does not say by its errors' members what was not found. Where something is given up for ever on such an answer it is to be confirmed by another question; see
    /// <see cref="NamesItsThing"/>.
    /// </remarks>
    public static bool SaysAbsent(Exception error, Sought of) => error is AmazonServiceException e && !IsOfTheKey(e) && (of, e) switch
    {
        (Sought.Entry entry, DirectoryErrors.ResourceNotFoundException missing) => missing.ResourceType is null || IsAbout(missing, entry),
        (Sought.Account, OrganizationErrors.TargetNotFoundException or OrganizationErrors.AccountNotFoundException) => true,
        (Sought.Organization, OrganizationErrors.AWSOrganizationsNotInUseException) => true,
        (Sought.Key, KeyErrors.NotFoundException) => true,
        (Sought.Entry or Sought.Account or Sought.Organization or Sought.Key, _) => false,
        (_, SsoErrors.ResourceNotFoundException) => !NamesAnotherThing(e.Message, of),
        _ => false,
    };

    /// <summary>Whether the error's own members say what was not found, so that no other question need be asked. Only errors of the identity store can.</summary>
    public static bool NamesItsThing(Exception error, Sought of) =>
        of is Sought.Entry entry && error is DirectoryErrors.ResourceNotFoundException missing && !IsOfTheKey(missing) && IsAbout(missing, entry);

    /// <summary>
    /// Whether AWS could not use the key that encrypts the instance. It says so with errors of all kinds, by their Reason: a ResourceNotFoundException is then about the key, and
    /// an AccessDeniedException about what the key's policy, or the role's, allows.
    /// </summary>
    public static bool IsOfTheKey(AmazonServiceException error) =>
        ReasonOf(error)?.StartsWith("KMS_", StringComparison.Ordinal) == true
        || (error is SsoErrors.ResourceNotFoundException or DirectoryErrors.ResourceNotFoundException && error.Message.Contains("KMS", StringComparison.Ordinal));

    private static string? ReasonOf(AmazonServiceException error) => error switch
    {
        SsoErrors.ResourceNotFoundException e => e.Reason?.Value,
        SsoErrors.AccessDeniedException e => e.Reason?.Value,
        SsoErrors.ValidationException e => e.Reason?.Value,
        SsoErrors.ThrottlingException e => e.Reason?.Value,
        DirectoryErrors.ResourceNotFoundException e => e.Reason?.Value,
        DirectoryErrors.AccessDeniedException e => e.Reason?.Value,
        DirectoryErrors.ValidationException e => e.Reason?.Value,
        DirectoryErrors.ThrottlingException e => e.Reason?.Value,
        _ => null,
    };

    private static bool IsAbout(DirectoryErrors.ResourceNotFoundException missing, Sought.Entry entry) =>
        missing.ResourceType?.Value == (entry.Kind is PrincipalKind.Group ? "GROUP" : "USER")
        && (missing.ResourceId is null || entry.Id is null || missing.ResourceId[(missing.ResourceId.LastIndexOf('/') + 1)..] == entry.Id);

    // Words are no contract: they can take the proof away from an error, never give it one. What names the thing may name its set, its account or its instance beside it.
    private static bool NamesAnotherThing(string message, Sought of) => of switch
    {
        Sought.PermissionSet set => NamesInstance(message) || NamesAccount(message) || (NamesSet(message) && !message.Contains(set.Arn, StringComparison.Ordinal)),
        Sought.PartOfSet or Sought.Holder => NamesInstance(message),
        _ => false,
    };

    private static bool NamesInstance(string message) => message.Contains(":::instance/", StringComparison.Ordinal);

    private static bool NamesSet(string message) => message.Contains(":::permissionSet/", StringComparison.Ordinal);

    private static bool NamesAccount(string message) => AccountWithId().IsMatch(message);

    [GeneratedRegex(@"\baccount\b.*\b\d{12}\b", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex AccountWithId();
}
