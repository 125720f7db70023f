using System.Net;
using IdentityCenterOperator.Auditing;

namespace IdentityCenterOperator.Hosting;

/// <summary>How the operator is run: the options of the command <c>run</c>.</summary>
internal sealed record RunOptions
{
    /// <summary>Kubeconfig file; null for KUBECONFIG, the home directory's, or the pod's service account.</summary>
    public string? Kubeconfig { get; init; }

    /// <summary>Context of the kubeconfig; null for the current one.</summary>
    public string? Context { get; init; }

    /// <summary>Where health and metrics are served.</summary>
    public IPEndPoint Bind { get; init; } = new(IPAddress.Loopback, 8080);

    /// <summary>Namespace of the Lease; null for the context's or the pod's own.</summary>
    public string? LeaseNamespace { get; init; }

    /// <summary>Whether replicas elect one that writes.</summary>
    public bool LeaderElection { get; init; } = true;

    /// <summary>How long a standby waits after it last saw the leader renew. Whole seconds.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the leader goes on writing without a renewal.</summary>
    public TimeSpan RenewDeadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Pause between tries to take or to renew the lease.</summary>
    public TimeSpan RetryPeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Namespaces whose AccountAssignments may use each permission set that names no namespaces itself, and those that no PermissionSet manages.</summary>
    public IReadOnlyList<string> TrustedNamespaces { get; init; } = [];

    /// <summary>Objects of a kind that are reconciled at a time.</summary>
    public int Workers { get; init; } = 8;

    /// <summary>Whether log lines are JSON.</summary>
    public bool JsonLogs { get; init; }

    /// <summary>Least level of the log lines that are written.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>Where the audit log goes: <c>log</c>, <c>-</c>, <c>none</c> or a file.</summary>
    public string AuditLog { get; init; } = AuditSinks.Log;

    /// <summary>Whether to do nothing but to give what is recorded back to the version before this one.</summary>
    public bool ReturnLedgers { get; init; }

    /// <summary>Whether <c>/debug/queue</c> is served.</summary>
    public bool DebugEndpoints { get; init; }
}
