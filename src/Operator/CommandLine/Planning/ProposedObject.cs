using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>Why an object is looked at.</summary>
internal enum ProposalOrigin
{
    /// <summary>It stands in the files.</summary>
    Files,

    /// <summary>It is in the cluster, and not in the files.</summary>
    Cluster,

    /// <summary>It is in the cluster, not in the files, and would be pruned.</summary>
    Pruned,
}

/// <summary>An object as it would be in the cluster once the files are applied.</summary>
/// <param name="Key">Namespace and name.</param>
/// <param name="Json">All of it, with the status that it has now.</param>
/// <param name="Origin">Why it is looked at.</param>
internal sealed record ProposedObject(ObjectKey Key, JsonObject Json, ProposalOrigin Origin);
