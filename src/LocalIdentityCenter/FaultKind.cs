namespace LocalIdentityCenter;

/// <summary>What goes wrong.</summary>
public enum FaultKind
{
    /// <summary>ThrottlingException, TooManyRequestsException for organizations.</summary>
    Throttle,

    /// <summary><see cref="Fault.Code"/> with <see cref="Fault.Status"/>; default InternalServerException with 500.</summary>
    Error,

    /// <summary>AccessDeniedException.</summary>
    Denied,

    /// <summary>No answer: after <see cref="Fault.Delay"/>, or never when that is not set, the connection is closed. Nothing happens.</summary>
    Hang,

    /// <summary>The connection is closed before anything happens.</summary>
    DropBefore,

    /// <summary>The request takes effect, then the connection is closed without an answer.</summary>
    DropAfter,

    /// <summary>The request takes effect; the body of the answer is cut in the middle.</summary>
    Malformed,

    /// <summary>The request is answered after <see cref="Fault.Delay"/>.</summary>
    Slow,

    /// <summary>The asynchronous operation that the request begins ends FAILED with <see cref="Fault.Message"/>.</summary>
    FailOperation,

    /// <summary>The asynchronous operation (or Region workflow) that the request begins stays in progress until it is released.</summary>
    StickOperation,

    /// <summary>A list comes back shorter than it is: the first <see cref="Fault.Keep"/> items of the page, and no further page.</summary>
    Shorten,
}
