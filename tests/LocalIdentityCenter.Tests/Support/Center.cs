using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LocalIdentityCenter.Seeding;
using Testing;

namespace LocalIdentityCenter.Tests.Support;

/// <summary>A server of its own for one test, with a clock that the test moves, spoken to in plain HTTP.</summary>
public sealed class Center : IAsyncDisposable
{
    private readonly HttpClient http;

    private Center(LocalIdentityCenterServer server, ManualTimeProvider time)
    {
        (Server, Time) = (server, time);
        http = new HttpClient { BaseAddress = server.Endpoint };
    }

    public LocalIdentityCenterServer Server { get; }

    public ManualTimeProvider Time { get; }

    public HttpClient Http => http;

    /// <summary>Operations take 2 s of the test's clock; the request rate is not limited.</summary>
    public static async Task<Center> StartAsync(Func<Seed, Seed>? change = null, Func<ServerOptions, ServerOptions>? host = null)
    {
        var time = new ManualTimeProvider();
        var seed = TestSeed.Small();
        seed = seed with { Limits = seed.Limits with { SsoAdminRequestsPerSecond = null } };
        var options = new ServerOptions { Time = time, Random = new Random(1), CheckAnswers = true };
        return new Center(await LocalIdentityCenterServer.StartAsync(change?.Invoke(seed) ?? seed, host?.Invoke(options) ?? options), time);
    }

    /// <summary>Calls an operation; the service is told by the operation's model.</summary>
    public async Task<Reply> CallAsync(string operation, JsonObject? body = null, string? caller = null, string region = "eu-central-1", string? service = null)
    {
        var target = Target(operation, service);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes((body ?? []).ToJsonString())) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", target.Target);
        request.Headers.TryAddWithoutValidation("Authorization",
            $"AWS4-HMAC-SHA256 Credential={caller ?? TestSeed.ManagementCaller}/20261102/{region}/{target.Service.SigningName}/aws4_request, SignedHeaders=host, Signature=0");
        using var response = await http.SendAsync(request);
        return new Reply((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject(), response.Headers.ToDictionary(h => h.Key, h => h.Value.First()));
    }

    /// <summary>Calls an operation about the instance.</summary>
    public Task<Reply> SsoAsync(string operation, JsonObject? body = null, string? caller = null, string region = "eu-central-1")
    {
        var request = body ?? [];
        request["InstanceArn"] ??= TestSeed.Instance;
        return CallAsync(operation, request, caller, region, "sso-admin");
    }

    /// <summary>Calls an operation about the identity store.</summary>
    public Task<Reply> StoreAsync(string operation, JsonObject? body = null, string? caller = null, string region = "eu-central-1")
    {
        var request = body ?? [];
        request["IdentityStoreId"] ??= TestSeed.Store;
        return CallAsync(operation, request, caller, region, "identitystore");
    }

    /// <summary>Lets a while pass on the server's clock.</summary>
    public void Wait(double seconds = 2) => Time.Advance(TimeSpan.FromSeconds(seconds));

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Server.DisposeAsync();
    }

    private static Models.OperationModel Target(string operation, string? service) =>
        Models.ServiceModel.All.First(s => (service is null || s.Name == service) && s.Operations.ContainsKey(operation)).Operations[operation];
}
