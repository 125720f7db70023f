using IdentityCenterOperator.Kubernetes.Controllers;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>Sentences of statuses that are the same for all kinds.</summary>
internal static class StatusMessages
{
    /// <summary>What is said of an object that does not fit its type.</summary>
    public static string CannotBeRead(UndecodableObject entity) => CannotBeRead(entity.Path, entity.Problem);

    /// <summary>What is said of an object that does not fit its type.</summary>
    /// <param name="path">Where.</param>
    /// <param name="problem">A sentence.</param>
    public static string CannotBeRead(string path, string problem) =>
        $"The object cannot be read at {path}: {problem} Correct the value, or upgrade the operator if a newer version wrote it.";
}
