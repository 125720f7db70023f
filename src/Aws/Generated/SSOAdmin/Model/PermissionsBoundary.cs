// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.SSOAdmin.Model;

/// <summary>Permissions boundary.</summary>
public sealed class PermissionsBoundary
{
    /// <summary>Customer managed policy reference.</summary>
    public CustomerManagedPolicyReference? CustomerManagedPolicyReference { get; set; }

    /// <summary>Managed policy ARN. 20 to 2048 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:iam::aws:policy((/[A-Za-z0-9\.,\+@=_-]+)*)/([A-Za-z0-9\.,\+=@_-]+)</c>.</summary>
    public string? ManagedPolicyArn { get; set; }
}
