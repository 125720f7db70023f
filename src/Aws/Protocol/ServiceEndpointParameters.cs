using Amazon.Runtime.Endpoints;

namespace Amazon.Protocol;

/// <summary>What an endpoint depends on, under the names that AWS's endpoint rules use.</summary>
internal sealed class ServiceEndpointParameters : EndpointParameters
{
    public string? Region
    {
        get => (string?)this[nameof(Region)];
        set => this[nameof(Region)] = value;
    }

    public string? Endpoint
    {
        get => (string?)this[nameof(Endpoint)];
        set => this[nameof(Endpoint)] = value;
    }

    public bool UseDualStack
    {
        get => this[nameof(UseDualStack)] is true;
        set => this[nameof(UseDualStack)] = value;
    }

    public bool UseFIPS
    {
        get => this[nameof(UseFIPS)] is true;
        set => this[nameof(UseFIPS)] = value;
    }
}
