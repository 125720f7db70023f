using IdentityCenterOperator.Kubernetes.Client;

namespace IdentityCenterOperator.Hosting;

/// <summary>The Kubernetes that this version is made for, as README and docs/install.md say.</summary>
internal static class SupportedKubernetes
{
    /// <summary>The oldest supported minor release.</summary>
    public static readonly Version Oldest = new(1, 30);

    /// <summary>The newest minor release that the tests ran on.</summary>
    public static readonly Version Newest = new(1, 36);

    /// <summary>What is to be said of a server that is too old; null of others. Newer ones are no reason to worry: the API that the operator uses is stable.</summary>
    public static string? Objection(ServerVersion server) => server.Release >= Oldest ? null :
        $"Kubernetes {server.Text} is older than what this version of the operator supports ({Oldest} and later, tested up to {Newest}). It goes on, but rules of its kinds may not be "
        + "checked when objects are stored, and what does not work there is not mended. Upgrade the cluster.";
}
