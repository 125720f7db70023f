// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.SSOAdmin.Model;

/// <summary>Customer managed policy reference.</summary>
public sealed class CustomerManagedPolicyReference
{
    /// <summary>Name, required. 1 to 128 characters. Pattern: <c>[\w+=,.@-]+</c>.</summary>
    public string? Name { get; set; }

    /// <summary>Path. 1 to 512 characters. Pattern: <c>((/[A-Za-z0-9\.,\+@=_-]+)*)/</c>.</summary>
    public string? Path { get; set; }
}
