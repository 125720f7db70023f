namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Right before a request left it was found that nobody wants it any more. Nothing was sent.</summary>
internal sealed class NotDueException : Exception
{
    /// <summary>Creates the exception.</summary>
    public NotDueException()
        : base("What was about to be sent is not wanted any more.")
    {
    }
}
