using System.Collections.Concurrent;
using Amazon.Runtime;

namespace Operator.Tests.Harness;

/// <summary>The operator's line to AWS, below the SDK: it can be cut, and it can act between the moment AWS has answered and the moment the operator learns of it.</summary>
internal sealed class AwsLine : DelegatingHandler
{
    private readonly ConcurrentDictionary<string, Action> _between = new(StringComparer.Ordinal);
    private volatile bool _cut;

    public AwsLine()
        : base(new SocketsHttpHandler())
    {
    }

    /// <summary>From now on nothing gets through, in either direction.</summary>
    public void Cut() => _cut = true;

    /// <summary>Once, after AWS has answered a call of this operation and before the operator has the answer.</summary>
    public void AfterNext(string operation, Action act) => _between[operation] = act;

    /// <summary>For the configuration of an AWS client.</summary>
    public HttpClientFactory Factory() => new LineFactory(this);

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        EnsureWhole();
        var response = await base.SendAsync(request, cancellationToken);
        var operation = request.Headers.GetValues("X-Amz-Target").Single().Split('.')[1];
        if (_between.TryRemove(operation, out var act))
            act();
        EnsureWhole();
        return response;
    }

    private void EnsureWhole()
    {
        if (_cut)
            throw new HttpRequestException("the line to AWS is cut");
    }

    private sealed class LineFactory(AwsLine line) : HttpClientFactory
    {
        // The SDK leaves the time-out of a client that it did not make alone.
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(line, disposeHandler: false) { Timeout = clientConfig.Timeout ?? TimeSpan.FromSeconds(100) };

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
    }
}
