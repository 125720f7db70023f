namespace LocalIdentityCenter;

/// <summary>What an operation on something absent answers.</summary>
public enum Absence
{
    /// <summary>ResourceNotFoundException.</summary>
    NotFound,

    /// <summary>Success, and nothing changes.</summary>
    Succeeds,
}
