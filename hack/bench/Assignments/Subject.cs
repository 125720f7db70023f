using LocalIdentityCenter;
using Testing;

namespace AssignmentsBench;

/// <summary>The operator as it is built, in a process of its own.</summary>
internal sealed class Subject(LongLivedProcess process, string log) : IDisposable
{
    /// <summary>When it was started.</summary>
    public DateTimeOffset StartedAt { get; } = DateTimeOffset.UtcNow;

    public static async Task<Subject> StartAsync(ControlPlane plane, LocalIdentityCenterServer aws)
    {
        var log = Path.GetTempFileName();
        var environment = new Dictionary<string, string?>
        {
            ["KUBECONFIG"] = plane.OperatorKubeconfig,
            ["AWS_ENDPOINT_URL"] = aws.Endpoint.ToString(),
            ["AWS_REGION"] = "eu-central-1",
            ["AWS_ACCESS_KEY_ID"] = "AKIAOPERATOR",
            ["AWS_SECRET_ACCESS_KEY"] = "local",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
        };
        string[] arguments = ["run", "--bind", "127.0.0.1:0", "--lease-namespace", "identity-center-system", "--leader-election", "false"];
        return new(await LongLivedProcess.StartAsync(Path.Combine(AppContext.BaseDirectory, "identity-center-operator"), arguments, log, environment), log);
    }

    /// <summary>Resident memory now and at its most, and the time of processors so far.</summary>
    public string Memory()
    {
        var status = File.ReadAllLines($"/proc/{process.Id}/status");
        return $"operator: resident {Of(status, "VmRSS"):0} MB, at most {Of(status, "VmHWM"):0} MB; {System.Diagnostics.Process.GetProcessById(process.Id).TotalProcessorTime.TotalSeconds:0} s of processors";
    }

    public void Dispose()
    {
        process.StopAsync().Wait();
        process.Dispose();
        File.Delete(log);
    }

    private static double Of(string[] status, string field) =>
        double.Parse(status.Single(line => line.StartsWith(field, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], null) / 1000;
}
