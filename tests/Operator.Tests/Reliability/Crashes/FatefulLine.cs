namespace Operator.Tests.Reliability.Crashes;

/// <summary>The operator's line to AWS, below the SDK.</summary>
internal sealed class FatefulLine(Fate fate) : DelegatingHandler(new SocketsHttpHandler())
{
    private static readonly string[] Reads = ["List", "Describe", "Get"];

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var operation = request.Headers.GetValues("X-Amz-Target").Single().Split('.')[1];
        return Reads.Any(read => operation.StartsWith(read, StringComparison.Ordinal)) ? fate.ReadAsync(SendAsync) : fate.WriteAsync(operation, SendAsync);

        Task<HttpResponseMessage> SendAsync() => base.SendAsync(request, cancellationToken);
    }
}
