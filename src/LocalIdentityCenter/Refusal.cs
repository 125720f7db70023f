namespace LocalIdentityCenter;

/// <summary>The error that stands for a refusal.</summary>
public enum Refusal
{
    /// <summary>ValidationException.</summary>
    Validation,

    /// <summary>ConflictException.</summary>
    Conflict,

    /// <summary>AccessDeniedException.</summary>
    AccessDenied,

    /// <summary>ThrottlingException.</summary>
    Throttling,
}
