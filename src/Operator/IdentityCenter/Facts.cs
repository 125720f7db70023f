namespace IdentityCenterOperator.IdentityCenter;

/// <summary>What is known of a thing in AWS. Not having looked is a case of its own: unknown is not absent.</summary>
/// <typeparam name="T">The thing.</typeparam>
internal abstract record Fact<T>
{
    private Fact()
    {
    }

    /// <summary>Nobody has looked, or the look failed before it saw anything.</summary>
    public sealed record Unknown : Fact<T>;

    /// <summary>AWS said that it does not exist.</summary>
    /// <param name="ReadAt">When.</param>
    public sealed record Absent(DateTimeOffset ReadAt) : Fact<T>
    {
        /// <summary>
        /// Whether it may be given up for ever on it. If not, something may have been written so short a time before the read that AWS did not show it yet.
        /// </summary>
        public bool IsSettled { get; init; } = true;
    }

    /// <summary>AWS said what it is, every part of it.</summary>
    /// <param name="Value">The thing.</param>
    /// <param name="ReadAt">When the first of its parts was read.</param>
    public sealed record Present(T Value, DateTimeOffset ReadAt) : Fact<T>
    {
        /// <summary>When something was last written to it, if that is later than the read: the next decision needs a new one.</summary>
        public DateTimeOffset? StaleSince { get; init; }
    }
}

/// <summary>Everything that AWS says of one permission set.</summary>
internal sealed record PermissionSetFacts
{
    /// <summary>ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>Description, null when none.</summary>
    public string? Description { get; init; }

    /// <summary>Session duration as AWS writes it (ISO 8601).</summary>
    public string? SessionDuration { get; init; }

    /// <summary>Relay state, null when none.</summary>
    public string? RelayState { get; init; }

    /// <summary>ARNs of the AWS managed policies.</summary>
    public required IReadOnlyList<string> ManagedPolicies { get; init; }

    /// <summary>Customer-managed policies by path and name.</summary>
    public required IReadOnlyList<PolicyName> CustomerManagedPolicies { get; init; }

    /// <summary>Inline policy text as AWS returned it, null when none.</summary>
    public string? InlinePolicy { get; init; }

    /// <summary>ARN of the AWS managed policy that bounds the set, null when none does.</summary>
    public string? BoundaryArn { get; init; }

    /// <summary>Customer-managed policy that bounds the set, null when none does.</summary>
    public PolicyName? BoundaryPolicy { get; init; }

    /// <summary>Tags, those of AWS itself (<c>aws:</c>) included.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Accounts that have the set in its latest version.</summary>
    public required IReadOnlyList<string> CurrentAccounts { get; init; }

    /// <summary>Accounts that have an older version of it.</summary>
    public required IReadOnlyList<string> OutdatedAccounts { get; init; }
}

/// <summary>A customer-managed policy: what it is called in every account.</summary>
/// <param name="Path">Path, <c>/</c> by default.</param>
/// <param name="Name">Name.</param>
internal sealed record PolicyName(string Path, string Name);
