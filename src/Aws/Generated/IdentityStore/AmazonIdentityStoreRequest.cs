// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Runtime;

namespace Amazon.IdentityStore;

/// <summary>What all requests to identitystore are.</summary>
public class AmazonIdentityStoreRequest : AmazonWebServiceRequest
{
}
