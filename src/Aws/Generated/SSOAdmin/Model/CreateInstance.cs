// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.SSOAdmin.Model;

/// <summary>What <see cref="IAmazonSSOAdmin.CreateInstanceAsync"/> asks.</summary>
public sealed class CreateInstanceRequest : AmazonSSOAdminRequest
{
    /// <summary>Name. At most 255 characters. Pattern: <c>[\w+=,.@-]+</c>.</summary>
    public string? Name { get; set; }

    /// <summary>Client token. 1 to 64 characters. Pattern: <c>[!-~]+</c>.</summary>
    public string? ClientToken { get; set; }

    /// <summary>Tags. At most 75 items.</summary>
    public List<Tag>? Tags { get; set; }
}

/// <summary>What <see cref="IAmazonSSOAdmin.CreateInstanceAsync"/> answers.</summary>
public sealed class CreateInstanceResponse : AmazonWebServiceResponse
{
    /// <summary>Instance ARN. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}</c>.</summary>
    public string? InstanceArn { get; set; }
}
