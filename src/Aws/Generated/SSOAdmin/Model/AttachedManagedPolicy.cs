// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

namespace Amazon.SSOAdmin.Model;

/// <summary>Attached managed policy.</summary>
public sealed class AttachedManagedPolicy
{
    /// <summary>Name. 1 to 100 characters.</summary>
    public string? Name { get; set; }

    /// <summary>ARN. 20 to 2048 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:iam::aws:policy((/[A-Za-z0-9\.,\+@=_-]+)*)/([A-Za-z0-9\.,\+=@_-]+)</c>.</summary>
    public string? Arn { get; set; }
}
