using System.Text.RegularExpressions;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>
/// What AWS takes, from the service model of sso-admin (2020-07-20). <c>\w</c> is narrowed to ASCII as in Java, in which AWS evaluates its patterns.
/// </summary>
internal static partial class Patterns
{
    /// <summary>PermissionSetName, and the name of a customer-managed policy.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9_+=,.@-]+\z")]
    public static partial Regex Name();

    /// <summary>PermissionSetDescription.</summary>
    [GeneratedRegex(@"\A[\t\n\r\x20-\x7E\u00A1-\u00FF]*\z")]
    public static partial Regex Description();

    /// <summary>RelayState.</summary>
    [GeneratedRegex(@"\A[a-zA-Z0-9&$@#\\/%?=~\-_'""|!:,.;*+\[\] (){}]+\z")]
    public static partial Regex RelayState();

    /// <summary>ManagedPolicyArn.</summary>
    [GeneratedRegex(@"\Aarn:(?<partition>aws(-[a-z]{1,5}){0,3}):iam::aws:policy(/[A-Za-z0-9.,+@=_-]+)+\z", RegexOptions.ExplicitCapture)]
    public static partial Regex ManagedPolicyArn();

    /// <summary>What follows <c>policy/</c> in such an ARN.</summary>
    [GeneratedRegex(@"\A[A-Za-z0-9.,+@=_-]+(/[A-Za-z0-9.,+@=_-]+)*\z")]
    public static partial Regex ManagedPolicyName();

    /// <summary>ManagedPolicyPath, which is that of a customer-managed policy.</summary>
    [GeneratedRegex(@"\A(/[A-Za-z0-9.,+@=_-]+)*/\z")]
    public static partial Regex PolicyPath();

    /// <summary>Hours, minutes and seconds of an ISO 8601 duration.</summary>
    [GeneratedRegex(@"\APT(?=[0-9])([0-9]{1,5}H)?([0-9]{1,5}M)?([0-9]{1,5}S)?\z")]
    public static partial Regex SessionDuration();
}
