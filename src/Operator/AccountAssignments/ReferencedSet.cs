using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>The permission set that an AccountAssignment refers to, as far as it is known.</summary>
internal abstract record ReferencedSet
{
    private ReferencedSet()
    {
    }

    /// <summary>It exists in AWS, and this namespace may use it.</summary>
    /// <param name="Arn">ARN.</param>
    /// <param name="Name">Name in AWS.</param>
    /// <param name="NotYet">Why nothing new is assigned for now; null when it may be.</param>
    public sealed record Found(string Arn, string Name, Objection? NotYet) : ReferencedSet;

    /// <summary>This namespace may not use it: nothing is wanted.</summary>
    /// <param name="Message">A sentence with the remedy.</param>
    public sealed record Forbidden(string Message) : ReferencedSet;

    /// <summary>It does not exist, cannot be read, or is going: nothing new is assigned, and what was assigned stays.</summary>
    /// <param name="Why">What is wrong.</param>
    public sealed record Missing(Objection Why) : ReferencedSet;

    /// <summary>Nobody has looked yet.</summary>
    public sealed record Unknown : ReferencedSet;
}

/// <summary>Why something is not done.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Message">A sentence for people.</param>
internal sealed record Objection(Reason Reason, string Message);
