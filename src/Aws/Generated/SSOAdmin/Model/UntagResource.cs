// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.SSOAdmin.Model;

/// <summary>What <see cref="IAmazonSSOAdmin.UntagResourceAsync"/> asks.</summary>
public sealed class UntagResourceRequest : AmazonSSOAdminRequest
{
    /// <summary>Instance ARN. 10 to 1224 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}</c>.</summary>
    public string? InstanceArn { get; set; }

    /// <summary>Resource ARN, required. 10 to 2048 characters. Pattern: <c>arn:aws(-[a-z]{1,5}){0,3}:sso::((:instance/(sso)?ins-[a-zA-Z0-9-.]{16})|(:permissionSet/(sso)?ins-[a-zA-Z0-9-.]{16}/ps-[a-zA-Z0-9-./]{16})|(\d{12}:application/(sso)?ins-[a-zA-Z0-9-.]{16}/apl-[a-zA-Z0-9]{16})|(\d{12}:trustedTokenIssuer/(sso)?ins-[a-zA-Z0-9-.]{16}/tti-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}))</c>.</summary>
    public string? ResourceArn { get; set; }

    /// <summary>Tag keys, required. 1 to 75 items. Each: 1 to 128 characters. Pattern: <c>([\p{L}\p{Z}\p{N}_.:/=+\-@]*)</c>.</summary>
    public List<string>? TagKeys { get; set; }
}

/// <summary>What <see cref="IAmazonSSOAdmin.UntagResourceAsync"/> answers.</summary>
public sealed class UntagResourceResponse : AmazonWebServiceResponse
{
}
