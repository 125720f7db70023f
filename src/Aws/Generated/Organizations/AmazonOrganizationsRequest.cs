// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.Organizations;

/// <summary>What all requests to Organizations are.</summary>
public class AmazonOrganizationsRequest : AmazonWebServiceRequest
{
}
