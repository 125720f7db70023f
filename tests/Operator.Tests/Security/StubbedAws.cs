using System.Net;
using System.Text;
using Amazon.Runtime;
using Amazon.SSOAdmin;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using Microsoft.Extensions.DependencyInjection;

namespace Operator.Tests.Security;

/// <summary>The door before an AWS that answers what a test says: the SDK's own pipeline, with the answers put in at its end.</summary>
internal sealed class StubbedAws : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddMetrics().AddSingleton(TimeProvider.System).AddSingleton<RequestBudgets>().AddSingleton<OperatorSettings>()
        .AddSingleton<DoorMetrics>().BuildServiceProvider();

    private readonly AmazonSSOAdminClient _client;
    private int _calls;

    /// <param name="answer">The answer to each request, counted from 1.</param>
    public StubbedAws(Func<int, HttpResponseMessage> answer)
    {
        _client = new AmazonSSOAdminClient(
            new BasicAWSCredentials("key", "secret"),
            AwsClients.WithoutRetries(new AmazonSSOAdminConfig
            {
                ServiceURL = "http://127.0.0.1:1",
                AuthenticationRegion = "eu-central-1",
                HttpClientFactory = new Factory(new Handler(() => answer(Interlocked.Increment(ref _calls)))),
            }));
        var budget = _services.GetRequiredService<RequestBudgets>().SsoAdmin;
        budget.SetLimit(100_000);
        Door = new(_client, budget, WriteFence.Open, _services.GetRequiredService<DoorMetrics>(), new AuditLog(Lines.Add, TimeProvider.System));
    }

    public AwsDoor<IAmazonSSOAdmin> Door { get; }

    public List<string> Lines { get; } = [];

    public int Calls => _calls;

    public static HttpResponseMessage Answer(string body, HttpStatusCode code = HttpStatusCode.OK, string type = "application/x-amz-json-1.1") =>
        new(code) { Content = new StringContent(body, Encoding.UTF8, type), Headers = { { "x-amzn-RequestId", "request-1" } } };

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _services.DisposeAsync();
    }

    private sealed class Handler(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer());
    }

    private sealed class Factory(HttpMessageHandler handler) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(handler, disposeHandler: false);

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
