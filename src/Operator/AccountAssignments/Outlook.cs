using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>What an object that exists asks for, as far as it is known.</summary>
internal abstract record Outlook
{
    private Outlook()
    {
    }

    /// <summary>Its assignments.</summary>
    /// <param name="Set">The permission set.</param>
    /// <param name="Desired">Who and where.</param>
    public sealed record Open(ReferencedSet.Found Set, AccountAssignmentDesired.Valid Desired) : Outlook;

    /// <summary>Nothing, since it has not begun or has ended.</summary>
    /// <param name="Why">Which of the two.</param>
    public sealed record Closed(Outcome.InSync Why) : Outlook;

    /// <summary>Nothing, since its namespace may not use the permission set. Neither a pause nor a mistake in the spec keeps what it was given before.</summary>
    /// <param name="Message">A sentence with the remedy.</param>
    public sealed record Forbidden(string Message) : Outlook;

    /// <summary>It cannot be told, since the spec breaks rules: what it has, it keeps, and it gets nothing more.</summary>
    /// <param name="Why">What is wrong.</param>
    public sealed record Invalid(Objection Why) : Outlook;

    /// <summary>Nothing more than it has, since its permission set is not there or is going.</summary>
    /// <param name="Why">What is awaited.</param>
    public sealed record NoSet(Objection Why) : Outlook;

    /// <summary>It cannot be told yet: AWS has not been read that far.</summary>
    public sealed record Unread : Outlook;
}
