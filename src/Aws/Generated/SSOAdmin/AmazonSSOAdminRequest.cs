// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.SSOAdmin;

/// <summary>What all requests to SSO Admin are.</summary>
public class AmazonSSOAdminRequest : AmazonWebServiceRequest
{
}
