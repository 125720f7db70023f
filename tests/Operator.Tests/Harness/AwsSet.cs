namespace Operator.Tests.Harness;

/// <summary>A permission set as somebody in the AWS console sees it; lists are joined, so that two can be compared at a glance.</summary>
internal sealed record AwsSet
{
    public required string Arn { get; init; }

    public string? Description { get; init; }

    public string? SessionDuration { get; init; }

    public string? RelayState { get; init; }

    public string ManagedPolicies { get; init; } = "";

    public string CustomerManagedPolicies { get; init; } = "";

    public string InlinePolicy { get; init; } = "";

    public string? Boundary { get; init; }

    /// <summary>Without the owner's.</summary>
    public string Tags { get; init; } = "";

    public string? OwnerUid { get; init; }

    public string? OwnerCluster { get; init; }
}
