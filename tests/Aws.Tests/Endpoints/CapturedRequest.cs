using System.Net;
using System.Text;
using Amazon.Runtime;

namespace Aws.Tests.Endpoints;

/// <summary>Takes requests in the place of the network, whatever their host, and remembers the last one.</summary>
internal sealed class CapturedRequest : HttpClientFactory
{
    public string? Url { get; private set; }

    /// <summary>The region and service that the request is signed for, <c>eu-west-1/sso</c>.</summary>
    public string? SignedFor { get; private set; }

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

    private sealed class Handler(CapturedRequest captured) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            captured.Url = request.RequestUri!.AbsoluteUri;
            captured.SignedFor = string.Join('/', request.Headers.NonValidated["Authorization"].ToString().Split("Credential=")[1].Split(',')[0].Split('/')[2..4]);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}", Encoding.UTF8) });
        }
    }
}
