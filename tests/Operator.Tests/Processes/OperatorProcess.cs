using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Testing;
using Xunit.Abstractions;

namespace Operator.Tests.Processes;

/// <summary>The operator as it is built, in a process of its own. What it wrote goes to the test's output at the end.</summary>
internal sealed partial class OperatorProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartDeadline = TimeSpan.FromMinutes(2);

    private readonly string name;
    private readonly string log;
    private readonly LongLivedProcess process;
    private readonly ITestOutputHelper output;

    private OperatorProcess(string name, string log, LongLivedProcess process, ITestOutputHelper output) =>
        (this.name, this.log, this.process, this.output) = (name, log, process, output);

    /// <summary>Its AWS access key id, by which the call log knows it.</summary>
    public string AccessKey => name;

    /// <summary>What it wrote so far, standard output and error together.</summary>
    public string Log => File.Exists(log) ? ReadShared(log) : "";

    /// <summary>Its process id.</summary>
    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    /// <summary>Starts <c>run</c> with these arguments. Nothing of the test's own AWS and Kubernetes environment reaches it.</summary>
    public static async Task<OperatorProcess> StartAsync(
        string name, string kubeconfig, Uri aws, ITestOutputHelper output, IEnumerable<string>? arguments = null, string? region = "eu-central-1",
        IReadOnlyDictionary<string, string?>? environment = null)
    {
        var log = Path.GetTempFileName();
        var program = Path.Combine(AppContext.BaseDirectory, "identity-center-operator");
        string[] all = ["run", "--bind", "127.0.0.1:0", "--lease-namespace", "identity-center-system", .. arguments ?? []];
        return new(name, log, await LongLivedProcess.StartAsync(program, all, log, Environment(name, kubeconfig, aws, region, environment)), output);
    }

    public Task SignalAsync(string signal) => process.SignalAsync(signal);

    public Task<int> ExitCodeAsync() => process.ExitCodeAsync(StartDeadline);

    /// <summary>Waits until it wrote all these parts in one line.</summary>
    public Task SaysAsync(params string[] parts) => Eventually.TrueAsync(
        () => Log.Split('\n').Any(line => parts.All(part => line.Contains(part, StringComparison.Ordinal)))
            || (HasExited ? throw new ExpectationException($"{name} ended without saying: {string.Join(" … ", parts)}") : false),
        $"{name} says: {string.Join(" … ", parts)}",
        StartDeadline);

    /// <summary>When it wrote a line with this part.</summary>
    public DateTimeOffset TimeOf(string part)
    {
        var line = Log.Split('\n').First(line => line.Contains(part, StringComparison.Ordinal));
        return DateTimeOffset.Parse(line[..line.IndexOf(' ', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
    }

    /// <summary>Waits for the answer of <c>/readyz</c>.</summary>
    public Task ReadyAsync() => Eventually.TrueAsync(async () => await StatusAsync("readyz") == HttpStatusCode.OK, $"{name} is ready", StartDeadline);

    /// <summary>Where it listens; null while it does not.</summary>
    public Uri? Address => Listening().Match(Log) is { Success: true } match ? new(match.Groups[1].Value) : null;

    /// <summary>What a health endpoint answers; null while there is none.</summary>
    public async Task<HttpStatusCode?> StatusAsync(string endpoint)
    {
        if (Listening().Match(Log) is not { Success: true } match)
            return null;
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri($"{match.Groups[1].Value}/{endpoint}"));
        return answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        await process.StopAsync();
        process.Dispose();
        output.WriteLine($"--- {name} wrote:\n{Log}");
        File.Delete(log);
    }

    private static Dictionary<string, string?> Environment(string name, string kubeconfig, Uri aws, string? region, IReadOnlyDictionary<string, string?>? more)
    {
        var all = new Dictionary<string, string?>
        {
            ["KUBECONFIG"] = kubeconfig,
            ["HOME"] = Path.GetTempPath(),
            ["AWS_ENDPOINT_URL"] = aws.ToString(),
            ["AWS_REGION"] = region,
            ["AWS_DEFAULT_REGION"] = null,
            ["AWS_PROFILE"] = null,
            ["AWS_EC2_METADATA_DISABLED"] = "true",
            ["AWS_ACCESS_KEY_ID"] = name,
            ["AWS_SECRET_ACCESS_KEY"] = "local",
            ["AWS_SESSION_TOKEN"] = null,
        };
        foreach (var (key, value) in more ?? new Dictionary<string, string?>())
            all[key] = value;
        return all;
    }

    private static string ReadShared(string path)
    {
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"Now listening on: (http://\S+)")]
    private static partial Regex Listening();
}
