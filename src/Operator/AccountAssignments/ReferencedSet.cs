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
    public sealed record Found(string Arn, string Name, Objection? NotYet) : ReferencedSet
    {
        /// <summary>Whether the PermissionSet is being deleted: it waits for its assignments to go.</summary>
        public bool IsGoing { get; init; }

        /// <summary>Whether it is referred to by its name in AWS, so that no PermissionSet stands for it.</summary>
        public bool ByName { get; init; }

        /// <summary>Why it can be looked at and nothing more: it is not this cluster's. Null when it is.</summary>
        public Objection? NotOurs { get; init; }
    }

    /// <summary>This namespace may not use it: nothing is wanted.</summary>
    /// <param name="Message">A sentence with the remedy.</param>
    public sealed record Forbidden(string Message) : ReferencedSet;

    /// <summary>It does not exist, cannot be read, or is not this cluster's: nothing is assigned or recorded under it. What was assigned under another one stays for those whom the object names.</summary>
    /// <param name="Why">What is wrong.</param>
    public sealed record Missing(Objection Why) : ReferencedSet;

    /// <summary>Nobody has looked yet.</summary>
    public sealed record Unknown : ReferencedSet;
}

/// <summary>Why something is not done.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="Message">A sentence for people.</param>
internal sealed record Objection(Reason Reason, string Message)
{
    /// <summary>Whether a person has to go on, so that nothing is under way that could end by itself.</summary>
    public bool AwaitsPerson { get; init; }
}
