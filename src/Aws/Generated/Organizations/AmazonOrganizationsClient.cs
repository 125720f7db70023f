// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Organizations.Internal;
using Amazon.Organizations.Model;
using Amazon.Protocol;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.Organizations;

/// <summary>Calls Organizations. Safe for use by many threads; one client for the life of a process is enough.</summary>
public sealed class AmazonOrganizationsClient : AmazonServiceClient, IAmazonOrganizations
{
    /// <summary>Calls with the credentials that the SDK finds: environment, web identity, container, profile, instance; region likewise.</summary>
    public AmazonOrganizationsClient() : base(new AmazonOrganizationsConfig())
    {
    }

    /// <summary>Calls with the credentials that the SDK finds: environment, web identity, container, profile, instance.</summary>
    public AmazonOrganizationsClient(RegionEndpoint region) : base(new AmazonOrganizationsConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Calls with the credentials that the SDK finds: environment, web identity, container, profile, instance.</summary>
    public AmazonOrganizationsClient(AmazonOrganizationsConfig config) : base(config)
    {
    }

    /// <summary>Calls with these credentials, in the region that the SDK finds.</summary>
    public AmazonOrganizationsClient(AWSCredentials credentials) : base(credentials, new AmazonOrganizationsConfig())
    {
    }

    /// <summary>Calls with these credentials.</summary>
    public AmazonOrganizationsClient(AWSCredentials credentials, RegionEndpoint region) : base(credentials, new AmazonOrganizationsConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Calls with these credentials.</summary>
    public AmazonOrganizationsClient(AWSCredentials credentials, AmazonOrganizationsConfig clientConfig) : base(credentials, clientConfig)
    {
    }

    /// <summary>Calls with this access key, in the region that the SDK finds.</summary>
    public AmazonOrganizationsClient(string awsAccessKeyId, string awsSecretAccessKey) : base(awsAccessKeyId, awsSecretAccessKey, new AmazonOrganizationsConfig())
    {
    }

    /// <summary>Calls with this access key.</summary>
    public AmazonOrganizationsClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region) : base(awsAccessKeyId, awsSecretAccessKey, new AmazonOrganizationsConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Calls with this access key.</summary>
    public AmazonOrganizationsClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonOrganizationsConfig clientConfig) : base(awsAccessKeyId, awsSecretAccessKey, clientConfig)
    {
    }

    /// <summary>Calls with this session's access key, in the region that the SDK finds.</summary>
    public AmazonOrganizationsClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken) : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonOrganizationsConfig())
    {
    }

    /// <summary>Calls with this session's access key.</summary>
    public AmazonOrganizationsClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region) : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonOrganizationsConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Calls with this session's access key.</summary>
    public AmazonOrganizationsClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonOrganizationsConfig clientConfig) : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig)
    {
    }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => OrganizationsService.Instance;

    /// <inheritdoc/>
    public Task<DescribeAccountResponse> DescribeAccountAsync(DescribeAccountRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeAccountResponse>(request, OrganizationsService.Instance.Operation<DescribeAccountRequest, DescribeAccountResponse>("DescribeAccount"), cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeOrganizationResponse> DescribeOrganizationAsync(DescribeOrganizationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeOrganizationResponse>(request, OrganizationsService.Instance.Operation<DescribeOrganizationRequest, DescribeOrganizationResponse>("DescribeOrganization"), cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeOrganizationalUnitResponse> DescribeOrganizationalUnitAsync(DescribeOrganizationalUnitRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeOrganizationalUnitResponse>(request, OrganizationsService.Instance.Operation<DescribeOrganizationalUnitRequest, DescribeOrganizationalUnitResponse>("DescribeOrganizationalUnit"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListAccountsResponse> ListAccountsAsync(ListAccountsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListAccountsResponse>(request, OrganizationsService.Instance.Operation<ListAccountsRequest, ListAccountsResponse>("ListAccounts"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListAccountsForParentResponse> ListAccountsForParentAsync(ListAccountsForParentRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListAccountsForParentResponse>(request, OrganizationsService.Instance.Operation<ListAccountsForParentRequest, ListAccountsForParentResponse>("ListAccountsForParent"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListChildrenResponse> ListChildrenAsync(ListChildrenRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListChildrenResponse>(request, OrganizationsService.Instance.Operation<ListChildrenRequest, ListChildrenResponse>("ListChildren"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListDelegatedAdministratorsResponse> ListDelegatedAdministratorsAsync(ListDelegatedAdministratorsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListDelegatedAdministratorsResponse>(request, OrganizationsService.Instance.Operation<ListDelegatedAdministratorsRequest, ListDelegatedAdministratorsResponse>("ListDelegatedAdministrators"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListOrganizationalUnitsForParentResponse> ListOrganizationalUnitsForParentAsync(ListOrganizationalUnitsForParentRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListOrganizationalUnitsForParentResponse>(request, OrganizationsService.Instance.Operation<ListOrganizationalUnitsForParentRequest, ListOrganizationalUnitsForParentResponse>("ListOrganizationalUnitsForParent"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListParentsResponse> ListParentsAsync(ListParentsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListParentsResponse>(request, OrganizationsService.Instance.Operation<ListParentsRequest, ListParentsResponse>("ListParents"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListRootsResponse> ListRootsAsync(ListRootsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListRootsResponse>(request, OrganizationsService.Instance.Operation<ListRootsRequest, ListRootsResponse>("ListRoots"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListTagsForResourceResponse> ListTagsForResourceAsync(ListTagsForResourceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListTagsForResourceResponse>(request, OrganizationsService.Instance.Operation<ListTagsForResourceRequest, ListTagsForResourceResponse>("ListTagsForResource"), cancellationToken);

    /// <inheritdoc/>
    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        ((AmazonOrganizationsConfig)Config).DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ServicePipeline.Customize(pipeline);
}
