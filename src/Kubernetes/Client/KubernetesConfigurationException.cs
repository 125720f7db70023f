namespace IdentityCenterOperator.Kubernetes.Client;

/// <summary>The client cannot be configured. The message is a sentence for the user: what is wrong, where (file and field), and the remedy.</summary>
public sealed class KubernetesConfigurationException : Exception
{
    /// <summary>Creates the exception.</summary>
    public KubernetesConfigurationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
