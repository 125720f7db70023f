namespace IdentityCenterOperator.Kubernetes.Client.Configuration;

/// <summary>Where a configuration is looked for.</summary>
public sealed record ConfigurationSources
{
    /// <summary>A kubeconfig that must exist (<c>--kubeconfig</c>).</summary>
    public string? ExplicitPath { get; init; }

    /// <summary>A context to use instead of the current one (<c>--context</c>).</summary>
    public string? Context { get; init; }

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The user's home, where <c>.kube/config</c> is.</summary>
    public string Home { get; init; } = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    /// <summary>Where a pod finds its token, CA and namespace.</summary>
    public string ServiceAccountFolder { get; init; } = "/var/run/secrets/kubernetes.io/serviceaccount";
}
