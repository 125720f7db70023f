namespace LocalIdentityCenter.Wire;

/// <summary>The errors that the three services share.</summary>
internal static class Errors
{
    public static AwsException NotFound(string message) => new("ResourceNotFoundException", message);

    public static AwsException Conflict(string message) => new("ConflictException", message);

    public static AwsException Validation(string message) => new("ValidationException", message);

    public static AwsException Quota(string message) => new("ServiceQuotaExceededException", message);

    public static AwsException Denied(string message) => new("AccessDeniedException", message);

    public static AwsException Throttled(string message) => new("ThrottlingException", message);

    public static AwsException Of(Refusal refusal, string message) => refusal switch
    {
        Refusal.Validation => Validation(message),
        Refusal.Conflict => Conflict(message),
        Refusal.AccessDenied => Denied(message),
        Refusal.Throttling => Throttled(message),
        _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, null),
    };

    /// <summary>Null when absence succeeds.</summary>
    public static AwsException? Of(Absence absence, string message) => absence == Absence.NotFound ? NotFound(message) : null;
}
