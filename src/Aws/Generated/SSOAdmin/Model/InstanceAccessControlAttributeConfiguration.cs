// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.SSOAdmin.Model;

/// <summary>Instance access control attribute configuration.</summary>
public sealed class InstanceAccessControlAttributeConfiguration
{
    /// <summary>Access control attributes, required. At most 50 items.</summary>
    public List<AccessControlAttribute>? AccessControlAttributes { get; set; }
}
