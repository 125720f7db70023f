namespace IdentityCenterOperator.Kubernetes.Controllers;

/// <summary>What a reconcile came to, and with it when the object is looked at again. Nothing that is returned or thrown is ever dropped.</summary>
public abstract record ReconciliationResult
{
    private ReconciliationResult()
    {
    }

    /// <summary>After so long the object is looked at again at the latest, whatever else its result or its back-off says; null for no such limit.</summary>
    public TimeSpan? AtMost { get; init; }

    /// <summary>Nothing to do until something changes. The key's back-off is forgotten.</summary>
    public sealed record Done : ReconciliationResult;

    /// <summary>Progress was made, or a known time is awaited: look again after <paramref name="Delay"/>. The key's back-off is forgotten.</summary>
    /// <param name="Delay">How long to wait; zero for at once (in the key's turn).</param>
    public sealed record Again(TimeSpan Delay) : ReconciliationResult;

    /// <summary>Waits for something that will enqueue the object when it changes; looked at again after a slow back-off in case that signal is lost.</summary>
    /// <param name="On">What is awaited, for logs and traces.</param>
    public sealed record Waiting(string On) : ReconciliationResult;

    /// <summary>Cannot go on until somebody changes something; looked at again slowly (minutes to an hour).</summary>
    /// <param name="Reason">Stable word in CamelCase.</param>
    public sealed record Stalled(string Reason) : ReconciliationResult;

    /// <summary>Failed and is tried again with the key's exponential back-off, for ever.</summary>
    /// <param name="Error">What went wrong.</param>
    public sealed record Failed(Exception Error) : ReconciliationResult;
}
