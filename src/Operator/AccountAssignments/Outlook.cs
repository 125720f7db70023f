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

    /// <summary>Nothing, since its namespace may not use the permission set that it names now. What was recorded before is judged by itself: see <see cref="Standing"/>.</summary>
    /// <param name="Message">A sentence with the remedy.</param>
    public sealed record Forbidden(string Message) : Outlook;

    /// <summary>It cannot be told, since the spec breaks rules: what it has, it keeps, and it gets nothing more.</summary>
    /// <param name="Why">What is wrong.</param>
    public sealed record Invalid(Objection Why) : Outlook;

    /// <summary>Nothing more than it has, since its permission set is not there, cannot be read, or is not this cluster's.</summary>
    /// <param name="Why">What is awaited.</param>
    /// <param name="Desired">Who and where, under no permission set: these keep what they have of others. Null while that is not known, and then everybody keeps it.</param>
    public sealed record NoSet(Objection Why, AccountAssignmentDesired.Valid? Desired) : Outlook;

    /// <summary>It cannot be told yet: AWS has not been read that far.</summary>
    public sealed record Unread : Outlook;
}
