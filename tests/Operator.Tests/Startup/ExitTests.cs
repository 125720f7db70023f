using Operator.Tests.Processes;
using Xunit.Abstractions;

namespace Operator.Tests.Startup;

/// <summary>What no other try would mend: one sentence, and exit code 2.</summary>
public sealed class ExitTests(ITestOutputHelper output)
{
    private const int ConfigurationError = 2;

    // Nobody listens there, and nobody is asked.
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/");

    [Theory]
    [InlineData("contexts: [unclosed", "is not a kubeconfig that can be read", "line 2")]
    [InlineData("apiVersion: v1\nkind: Config\ncurrent-context: gone\n", "there is no context", "gone")]
    [InlineData("apiVersion: v1\nkind: Config\n", "current-context is not set", "choose one with --context")]
    public async Task A_broken_kubeconfig_is_named_with_the_mistake(string text, string what, string which)
    {
        using var kubeconfig = new TemporaryFile(text);
        await using var process = await StartAsync(kubeconfig.Path);
        Assert.Equal(ConfigurationError, await process.ExitCodeAsync());
        Assert.Contains(kubeconfig.Path, process.Log, StringComparison.Ordinal);
        Assert.Contains(what, process.Log, StringComparison.Ordinal);
        Assert.Contains(which, process.Log, StringComparison.Ordinal);
        AssertIsOneLine(process);
    }

    [Fact]
    public async Task A_kubeconfig_that_is_not_there_is_named()
    {
        await using var process = await StartAsync("/nowhere/kubeconfig");
        Assert.Equal(ConfigurationError, await process.ExitCodeAsync());
        Assert.Contains("KUBECONFIG names /nowhere/kubeconfig, which does not exist", process.Log, StringComparison.Ordinal);
        AssertIsOneLine(process);
    }

    [Fact]
    public async Task Without_an_AWS_Region_the_operator_does_not_start()
    {
        using var kubeconfig = new TemporaryFile(Usable);
        await using var process = await StartAsync(kubeconfig.Path, region: null);
        Assert.Equal(ConfigurationError, await process.ExitCodeAsync());
        Assert.Contains("No AWS Region is configured. Set AWS_REGION", process.Log, StringComparison.Ordinal);
        AssertIsOneLine(process);
    }

    [Theory]
    [InlineData("--lease-duration 10s --renew-deadline 10s", "The renew deadline (00:00:10) must be shorter than the lease duration (00:00:10).")]
    [InlineData("--lease-duration 1500ms --renew-deadline 1s --retry-period 100ms", "must be one or more whole seconds")]
    [InlineData("--retry-period 9s", "The retry period (00:00:09), a fifth longer, must be shorter than the renew deadline (00:00:10).")]
    [InlineData("--retry-period 0s", "The retry period (00:00:00) must be longer than zero.")]
    [InlineData("--renew-deadline ten", "--renew-deadline must be a duration, for example 15s or 500ms.")]
    public async Task Times_of_the_lease_that_do_not_fit_together_are_refused(string arguments, string sentence)
    {
        using var kubeconfig = new TemporaryFile(Usable);
        await using var process = await StartAsync(kubeconfig.Path, arguments.Split(' '));
        Assert.Equal(ConfigurationError, await process.ExitCodeAsync());
        Assert.Contains(sentence, process.Log, StringComparison.Ordinal);
    }

    private const string Usable = """
        apiVersion: v1
        kind: Config
        current-context: c
        contexts: [{name: c, context: {cluster: c, user: u}}]
        clusters: [{name: c, cluster: {server: "http://127.0.0.1:9"}}]
        users: [{name: u, user: {}}]
        """;

    private Task<OperatorProcess> StartAsync(string kubeconfig, IEnumerable<string>? arguments = null, string? region = "eu-central-1") =>
        OperatorProcess.StartAsync("OPERATOR", kubeconfig, Nowhere, output, arguments, region);

    private static void AssertIsOneLine(OperatorProcess process) => Assert.Single(process.Log.Trim().Split('\n'));

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string text) => File.WriteAllText(Path, text);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
