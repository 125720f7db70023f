using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Client;

namespace IdentityCenterOperator.Hosting;

/// <summary>The command <c>run</c>: the operator itself.</summary>
internal static class RunCommand
{
    /// <summary>Exit code for what the operator cannot mend by trying again: how, and in which environment, it was started.</summary>
    public const int ConfigurationError = 2;

    private static readonly Option<string?> Kubeconfig = new("--kubeconfig") { Description = "Kubeconfig file. Default: KUBECONFIG, then ~/.kube/config, then the pod's service account." };
    private static readonly Option<string?> Context = new("--context") { Description = "Context of the kubeconfig. Default: its current one." };
    private static readonly Option<IPEndPoint> Bind = new("--bind")
    {
        Description = "Address and port of /healthz, /readyz and /metrics. In a pod: 0.0.0.0:8080. Port 0 takes a free one.",
        DefaultValueFactory = _ => new(IPAddress.Loopback, 8080),
        CustomParser = ParseEndPoint,
    };

    private static readonly Option<string?> LeaseNamespace = new("--lease-namespace") { Description = "Namespace of the Lease. Default: the context's, or the pod's own." };
    private static readonly Option<bool> LeaderElection = new("--leader-election") { Description = "Elect one replica that writes.", DefaultValueFactory = _ => true };
    private static readonly Option<TimeSpan?> LeaseDuration =
        Duration("--lease-duration", "How long a standby waits after it last saw the leader renew, in whole seconds.", new RunOptions().LeaseDuration);

    private static readonly Option<TimeSpan?> RenewDeadline =
        Duration("--renew-deadline", "How long the leader goes on writing without a renewal. Shorter than the lease duration.", new RunOptions().RenewDeadline);

    private static readonly Option<TimeSpan?> RetryPeriod =
        Duration("--retry-period", "Pause between tries to take or to renew the lease. Shorter than the renew deadline.", new RunOptions().RetryPeriod);

    private static readonly Option<string[]> TrustedNamespaces = new("--trusted-namespaces")
    {
        Description = "Namespaces, with commas, whose AccountAssignments may use each permission set that names no namespaces in spec.assignableFrom. Default: none.",
        DefaultValueFactory = _ => [],
        CustomParser = argument => [.. argument.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
    };

    private static readonly Option<int> Workers = new("--workers") { Description = "Objects of a kind that are reconciled at a time.", DefaultValueFactory = _ => 8 };
    private static readonly Option<bool> JsonLogs = new("--json-logs") { Description = "Write log lines as JSON." };
    private static readonly Option<LogLevel> Level = new("--log-level") { Description = "Least level of log lines.", DefaultValueFactory = _ => LogLevel.Information };
    private static readonly Option<string> AuditLog = new("--audit-log")
    {
        Description = "Where each request that changes something in AWS is written down as a line of JSON: log (among the other log lines), - (bare, on standard output), none, or a file.",
        DefaultValueFactory = _ => new RunOptions().AuditLog,
    };

    private static readonly Option<bool> ReturnLedgers = new("--return-ledgers")
    {
        Description = "Do nothing but write what stands in AccessRecords back into status.granted of AccountAssignments, before the version before this one is put in place again.",
    };

    private static readonly Option<bool> Debug = new("--debug-endpoints") { Description = "Serve /debug/queue, which names objects." };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("run", "Run the operator.")
        {
            Kubeconfig, Context, Bind, LeaseNamespace, LeaderElection, LeaseDuration, RenewDeadline, RetryPeriod, TrustedNamespaces, Workers, JsonLogs, Level, AuditLog, ReturnLedgers, Debug,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(OptionsOf(parsed), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(RunOptions options, CancellationToken cancellationToken)
    {
        try
        {
            // Now, not when the first client is made: by then a host is half started, and would tell it with a stack trace.
            AwsClients.Region();
            await using var app = OperatorHost.Build(options, services => services.AddHostedService(StartupMemory.OfProcess));
            await app.RunAsync(cancellationToken);
            return Environment.ExitCode;
        }
        catch (Exception e) when (e is KubernetesConfigurationException or AwsConfigurationException or RunOptionsException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ConfigurationError;
        }
    }

    private static RunOptions OptionsOf(ParseResult parsed) => new()
    {
        Kubeconfig = parsed.GetValue(Kubeconfig),
        Context = parsed.GetValue(Context),
        Bind = parsed.GetRequiredValue(Bind),
        LeaseNamespace = parsed.GetValue(LeaseNamespace),
        LeaderElection = parsed.GetValue(LeaderElection),
        LeaseDuration = parsed.GetValue(LeaseDuration) ?? new RunOptions().LeaseDuration,
        RenewDeadline = parsed.GetValue(RenewDeadline) ?? new RunOptions().RenewDeadline,
        RetryPeriod = parsed.GetValue(RetryPeriod) ?? new RunOptions().RetryPeriod,
        TrustedNamespaces = parsed.GetValue(TrustedNamespaces) ?? [],
        Workers = Math.Clamp(parsed.GetValue(Workers), 1, 64),
        JsonLogs = parsed.GetValue(JsonLogs),
        LogLevel = parsed.GetValue(Level),
        AuditLog = parsed.GetRequiredValue(AuditLog),
        ReturnLedgers = parsed.GetValue(ReturnLedgers),
        DebugEndpoints = parsed.GetValue(Debug),
    };

    // The help would show a default as .NET writes it, which is not taken.
    private static Option<TimeSpan?> Duration(string name, string description, TimeSpan byDefault) => new(name)
    {
        Description = string.Create(CultureInfo.InvariantCulture, $"{description} Default: {byDefault.TotalSeconds:0.###}s."),
        CustomParser = ParseDuration,
    };

    private static TimeSpan? ParseDuration(ArgumentResult argument)
    {
        if (argument.Tokens is [var token] && GoDuration.Parse(token.Value) is { } duration)
            return duration;
        argument.AddError($"{argument.Argument.Name} must be a duration, for example 15s or 500ms.");
        return null;
    }

    private static IPEndPoint? ParseEndPoint(ArgumentResult argument)
    {
        if (argument.Tokens is [var token] && IPEndPoint.TryParse(token.Value, out var endPoint))
            return endPoint;
        argument.AddError("--bind must be an IP address and a port, for example 0.0.0.0:8080.");
        return null;
    }
}
