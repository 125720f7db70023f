using IdentityCenterOperator.Kubernetes.Client;

namespace Testing;

/// <summary>
/// What an API server does that not every other one does, told by its version, which the server itself tells. Where servers differ, a test asks here and states what holds
/// on each; CONTRIBUTING.md lists these tests.
/// </summary>
/// <param name="Version">What it says of itself.</param>
/// <param name="StreamsLists">Whether the first state of a watch comes as events (WatchList), which is a gate that is open in some versions: the server's metrics tell.</param>
public sealed record ServerAbilities(ServerVersion Version, bool StreamsLists)
{
    /// <summary>Rules in definitions (CEL) are evaluated when an object is stored.</summary>
    public bool EvaluatesRules => IsAtLeast(1, 25);

    /// <summary>Fields that a definition calls selectable can be selected by.</summary>
    public bool SelectsByField => IsAtLeast(1, 31);

    /// <summary>
    /// Definitions are stored whole. An older server drops what it does not know, such as rules; its kubectl refuses to send it unless told not to validate, and
    /// server-side apply is refused.
    /// </summary>
    public bool KnowsAllOfADefinition => IsAtLeast(1, 30);

    /// <summary>managedFields say of an entry that it is about the status.</summary>
    public bool TellsSubresourcesInManagedFields => IsAtLeast(1, 22);

    /// <summary>A PodDisruptionBudget is of policy/v1.</summary>
    public bool HasPolicyV1 => IsAtLeast(1, 21);

    /// <summary>Who asks for a kind that was just made or changed is told to come back (429 with Retry-After) until it is ready.</summary>
    public bool AsksToWaitForStorage => IsAtLeast(1, 34);

    /// <summary>kubectl explain reads OpenAPI v3 and prints another layout.</summary>
    public bool ExplainsByOpenApiV3 => IsAtLeast(1, 27);

    private bool IsAtLeast(int major, int minor) => Version.Release >= new Version(major, minor);
}
