using System.Text.RegularExpressions;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>
/// What AWS takes, from the service model of sso-admin (2020-07-20), where the order of characters matters; texts are in <see cref="SpecTexts"/>.
/// </summary>
internal static partial class Patterns
{
    /// <summary>ManagedPolicyArn.</summary>
    [GeneratedRegex(@"\Aarn:(?<partition>aws(-[a-z]{1,5}){0,3}):iam::aws:policy(/[A-Za-z0-9.,+@=_-]+)+\z", RegexOptions.ExplicitCapture)]
    public static partial Regex ManagedPolicyArn();

    /// <summary>ARN of a customer-managed policy.</summary>
    [GeneratedRegex(@"\Aarn:aws(-[a-z]{1,5}){0,3}:iam::[0-9]{12}:policy/(?<path>([A-Za-z0-9.,+@=_-]+/)*)(?<name>[A-Za-z0-9.,+@=_-]+)\z", RegexOptions.ExplicitCapture)]
    public static partial Regex CustomerManagedPolicyArn();

    /// <summary>What follows <c>policy/</c> in the ARN of an AWS managed policy.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9.,+@=_-]+(/[A-Za-z0-9.,+@=_-]+)*\z")]
    public static partial Regex ManagedPolicyName();

    /// <summary>ManagedPolicyPath, which is that of a customer-managed policy.</summary>
    [GeneratedRegex(@"\A(/[A-Za-z0-9.,+@=_-]+)*/\z")]
    public static partial Regex PolicyPath();

    /// <summary>Hours, minutes and seconds of an ISO 8601 duration.</summary>
    [GeneratedRegex(@"\APT(?=[0-9])([0-9]{1,5}H)?([0-9]{1,5}M)?([0-9]{1,5}S)?\z")]
    public static partial Regex SessionDuration();
}
