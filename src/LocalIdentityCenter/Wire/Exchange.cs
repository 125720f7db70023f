
namespace LocalIdentityCenter.Wire;

/// <summary>One request on its way through: what is known of it so far.</summary>
internal sealed class Exchange(HttpContext context, AwsRequest request, string requestId)
{
    public HttpContext Context => context;

    public AwsRequest Request => request;

    public string RequestId => requestId;

    public Handler? Handler { get; set; }

    public Caller? Caller { get; set; }

    public Fault? Fault { get; set; }
}
