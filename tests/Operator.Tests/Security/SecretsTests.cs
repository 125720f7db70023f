using LocalIdentityCenter;
using Operator.Tests.Harness;
using Operator.Tests.Processes;
using Operator.Tests.Startup;
using Testing;
using Xunit.Abstractions;

namespace Operator.Tests.Security;

/// <summary>What the operator proves its identity with is told to AWS and to the API server, and to nobody else.</summary>
[Collection(ProcessTests.Name)]
public sealed class SecretsTests(ProcessWorld world, ITestOutputHelper output)
{
    private const string AccessKey = "AKIAMARKEDACCESSKEYI";
    private const string SecretKey = "marked-secret-access-key-0123456789abcdef";
    private const string SessionToken = "marked-session-token-0123456789abcdef";

    private static readonly string[] Endpoints = ["metrics", "healthz", "readyz", "debug/queue"];

    [Fact]
    public async Task No_credential_is_in_any_output_however_much_is_logged_and_whatever_goes_wrong()
    {
        var account = await world.Plane.KubectlAsync("get", "serviceaccount", "identity-center-operator", "-n", "identity-center-system", "-o", "jsonpath={.metadata.uid}");
        var token = Kubeconfigs.ValidToken(world.Plane, account);
        var audit = Path.GetTempFileName();
        string seen;
        await using (var process = await StartAsync(token, audit))
        {
            await process.ReadyAsync();
            await LiveAsync(process);
            var (served, inCluster) = (await ServedAsync(process), await InClusterAsync());
            // An orderly end gives the lease back to the tests that follow.
            await process.SignalAsync("TERM");
            Assert.Equal(0, await process.ExitCodeAsync());
            seen = string.Join('\n', process.Log, await File.ReadAllTextAsync(audit), served, inCluster);
        }

        File.Delete(audit);
        // The test is worth something only if all of it was used, and all outputs are there.
        Assert.Contains(world.Aws.Calls.All, call => call.AccessKeyId == AccessKey);
        Assert.All(["dbug:", "AccessDeniedException", "\"operation\":\"CreatePermissionSet\"", "workqueue_depth", "kind: Lease", "kind: Event", "Connection refused"], part => Assert.Contains(part, seen, StringComparison.Ordinal));
        Assert.All([AccessKey, SecretKey, SessionToken, .. token.Split('.'), "Bearer ", "AWS4-HMAC"], secret => Assert.DoesNotContain(secret, seen, StringComparison.Ordinal));
    }

    private Task<OperatorProcess> StartAsync(string token, string audit) => OperatorProcess.StartAsync(
        "secrets", Kubeconfigs.WithToken(world.Plane, token), world.Aws.Endpoint, output, ["--log-level=Trace", "--debug-endpoints", $"--audit-log={audit}", "--lease-duration=5m", "--renew-deadline=4m"], environment: new Dictionary<string, string?>
        {
            ["AWS_ACCESS_KEY_ID"] = AccessKey,
            ["AWS_SECRET_ACCESS_KEY"] = SecretKey,
            ["AWS_SESSION_TOKEN"] = SessionToken,
        });

    // Things go well, then AWS refuses, fails and does not answer, then the API server is away.
    private async Task LiveAsync(OperatorProcess process)
    {
        var cluster = await Cluster.OnAsync(world.Plane);
        await cluster.ApplyAsync("good", "{}");
        await cluster.ReadyAsync("good");
        foreach (var (name, kind) in new[] { ("denied", FaultKind.Denied), ("failed", FaultKind.Error), ("dropped", FaultKind.DropBefore), ("cut", FaultKind.Malformed) })
        {
            world.Aws.Faults.Add(new() { Kind = kind, Operation = "CreatePermissionSet", Times = 2 });
            await cluster.ApplyAsync(name, "{}");
            await Eventually.TrueAsync(async () => (await cluster.FindAsync(name))?.HasStatus == true && world.Aws.Calls.All.Any(call => call.Body.Contains($"\"{name}\"", StringComparison.Ordinal)), $"{name} was tried");
            world.Aws.Faults.Clear();
        }

        await process.SaysAsync("AccessDeniedException");
        await world.Plane.StopApiServerAsync();
        await process.SaysAsync("Connection refused");
        await world.Plane.StartApiServerAsync();
        await process.ReadyAsync();
        await cluster.CleanAsync();
    }

    private static async Task<string> ServedAsync(OperatorProcess process)
    {
        using var http = new HttpClient { BaseAddress = process.Address };
        return string.Join('\n', await Task.WhenAll(Endpoints.Select(endpoint => http.GetStringAsync(new Uri(endpoint, UriKind.Relative)))));
    }

    private Task<string> InClusterAsync() => world.Plane.KubectlAsync(
        "get", "permissionsets,accountassignments,replicaregions,identitycenters,events.events.k8s.io,leases,configmaps,secrets", "-A", "-o", "yaml");
}
