using System.Text.Json;
using Amazon.IdentityStore;
using Amazon.KeyManagementService;
using Amazon.Organizations;
using Amazon.Runtime;
using Amazon.SSOAdmin;
using IdentityCenterOperator.CommandLine;
using IdentityCenterOperator.ReplicaRegions;
using LocalIdentityCenter;
using Microsoft.Extensions.DependencyInjection;
using Operator.Tests.Harness;

namespace Operator.Tests.CommandLine.Support;

/// <summary>A story in which somebody runs commands. Whatever they are, what they ask of AWS is only read, and allowed by the policy for readers.</summary>
[Collection(Lanes.CommandLine)]
public abstract class CommandStory : Story
{
    private const string Key = "AKIACOMMAND";

    private static readonly HashSet<string> Allowed = ReadOnlyPolicy();

    // Asked for at the start, although the clients of the tests name an endpoint.
    static CommandStory() => Environment.SetEnvironmentVariable("AWS_REGION", "eu-central-1");

    private protected override string Lane => Lanes.CommandLine;

    /// <summary>Where the cluster is.</summary>
    private protected string[] InCluster => ["--kubeconfig", Cluster.Plane.AdminKubeconfig];

    /// <summary>The clock of commands.</summary>
    private protected virtual TimeProvider CommandTime => Time;

    /// <summary>Calls of commands since a mark.</summary>
    private protected IReadOnlyList<Call> CommandCalls(long mark) => [.. Aws.Server.Calls.Since(mark).Where(call => call.AccessKeyId == Key)];

    /// <summary>Calls with which the operator changed something since a mark. A creation under a name that is taken, by which it finds out that it is, changes nothing.</summary>
    private protected IReadOnlyList<Call> OperatorChanges(long mark) => [.. Aws.Server.Calls.Since(mark).Where(call => call is { AccessKeyId: "AKIAOPERATOR", IsWrite: true, Outcome: "OK" })];

    /// <summary>Runs a command in this process.</summary>
    private protected Task<CommandResult> RunAsync(params string[] arguments) => RunAsync("", arguments);

    /// <summary>Runs a command with something on its standard input.</summary>
    private protected async Task<CommandResult> RunAsync(string input, string[] arguments)
    {
        var mark = Aws.Mark;
        var (answer, error) = (new StringWriter(), new StringWriter());
        var console = new CommandConsole(answer, error) { In = new StringReader(input), Time = CommandTime, Overrides = Override };
        var exitCode = await OperatorCommands.InvokeAsync(console, arguments);
        foreach (var call in CommandCalls(mark))
        {
            Assert.False(call.IsWrite, $"a command called {call.Operation}");
            Assert.Contains($"{Prefix(call.Service)}:{call.Operation}", Allowed);
        }

        return new(exitCode, answer.ToString(), error.ToString());
    }

    /// <summary>Runs a command that must do what it was asked for.</summary>
    private protected async Task<string> AnswerAsync(params string[] arguments)
    {
        var result = await RunAsync(arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Out;
    }

    private void Override(IServiceCollection services) => services
        .AddSingleton<IAmazonSSOAdmin>(_ => new AmazonSSOAdminClient(Credentials, Local(new AmazonSSOAdminConfig())))
        .AddSingleton<IAmazonIdentityStore>(_ => new AmazonIdentityStoreClient(Credentials, Local(new AmazonIdentityStoreConfig())))
        .AddSingleton<IAmazonOrganizations>(_ => new AmazonOrganizationsClient(Credentials, Local(new AmazonOrganizationsConfig())))
        .AddSingleton<KeyClients>(_ => region => new AmazonKeyManagementServiceClient(Credentials, Local(new AmazonKeyManagementServiceConfig(), region)));

    private static BasicAWSCredentials Credentials => new(Key, "secret");

    private T Local<T>(T config, string region = "eu-central-1")
        where T : ClientConfig
    {
        (config.ServiceURL, config.AuthenticationRegion, config.MaxErrorRetry) = (Aws.Server.Endpoint.ToString(), region, 0);
        return config;
    }

    private static string Prefix(string service) => service == "sso-admin" ? "sso" : service;

    private static HashSet<string> ReadOnlyPolicy()
    {
        using var policy = JsonDocument.Parse(File.ReadAllText(Testing.Repository.At("docs", "iam-policy-read-only.json")));
        return [.. policy.RootElement.GetProperty("Statement").EnumerateArray().Where(statement => !statement.TryGetProperty("Condition", out _))
            .SelectMany(statement => statement.GetProperty("Action").EnumerateArray()).Select(action => action.GetString()!)];
    }
}
