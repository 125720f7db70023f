// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.IdentityStore.Internal;
using Amazon.IdentityStore.Model;
using Amazon.Protocol;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.IdentityStore;

/// <summary>Calls identitystore. Safe for use by many threads; one client for the life of a process is enough.</summary>
public sealed class AmazonIdentityStoreClient : AmazonServiceClient, IAmazonIdentityStore
{
    /// <summary>Calls with the credentials that the SDK finds: environment, web identity, container, profile, instance; region likewise.</summary>
    public AmazonIdentityStoreClient() : base(new AmazonIdentityStoreConfig())
    {
    }

    /// <summary>Calls with the credentials that the SDK finds: environment, web identity, container, profile, instance.</summary>
    public AmazonIdentityStoreClient(RegionEndpoint region) : base(new AmazonIdentityStoreConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Calls with the credentials that the SDK finds: environment, web identity, container, profile, instance.</summary>
    public AmazonIdentityStoreClient(AmazonIdentityStoreConfig config) : base(config)
    {
    }

    /// <summary>Calls with these credentials, in the region that the SDK finds.</summary>
    public AmazonIdentityStoreClient(AWSCredentials credentials) : base(credentials, new AmazonIdentityStoreConfig())
    {
    }

    /// <summary>Calls with these credentials.</summary>
    public AmazonIdentityStoreClient(AWSCredentials credentials, RegionEndpoint region) : base(credentials, new AmazonIdentityStoreConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Calls with these credentials.</summary>
    public AmazonIdentityStoreClient(AWSCredentials credentials, AmazonIdentityStoreConfig clientConfig) : base(credentials, clientConfig)
    {
    }

    /// <summary>Calls with this access key, in the region that the SDK finds.</summary>
    public AmazonIdentityStoreClient(string awsAccessKeyId, string awsSecretAccessKey) : base(awsAccessKeyId, awsSecretAccessKey, new AmazonIdentityStoreConfig())
    {
    }

    /// <summary>Calls with this access key.</summary>
    public AmazonIdentityStoreClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region) : base(awsAccessKeyId, awsSecretAccessKey, new AmazonIdentityStoreConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Calls with this access key.</summary>
    public AmazonIdentityStoreClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonIdentityStoreConfig clientConfig) : base(awsAccessKeyId, awsSecretAccessKey, clientConfig)
    {
    }

    /// <summary>Calls with this session's access key, in the region that the SDK finds.</summary>
    public AmazonIdentityStoreClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken) : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonIdentityStoreConfig())
    {
    }

    /// <summary>Calls with this session's access key.</summary>
    public AmazonIdentityStoreClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region) : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonIdentityStoreConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Calls with this session's access key.</summary>
    public AmazonIdentityStoreClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonIdentityStoreConfig clientConfig) : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig)
    {
    }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => IdentityStoreService.Instance;

    /// <inheritdoc/>
    public Task<CreateGroupResponse> CreateGroupAsync(CreateGroupRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateGroupResponse>(request, IdentityStoreService.Instance.Operation<CreateGroupRequest, CreateGroupResponse>("CreateGroup"), cancellationToken);

    /// <inheritdoc/>
    public Task<CreateGroupMembershipResponse> CreateGroupMembershipAsync(CreateGroupMembershipRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateGroupMembershipResponse>(request, IdentityStoreService.Instance.Operation<CreateGroupMembershipRequest, CreateGroupMembershipResponse>("CreateGroupMembership"), cancellationToken);

    /// <inheritdoc/>
    public Task<CreateUserResponse> CreateUserAsync(CreateUserRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateUserResponse>(request, IdentityStoreService.Instance.Operation<CreateUserRequest, CreateUserResponse>("CreateUser"), cancellationToken);

    /// <inheritdoc/>
    public Task<DeleteGroupResponse> DeleteGroupAsync(DeleteGroupRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteGroupResponse>(request, IdentityStoreService.Instance.Operation<DeleteGroupRequest, DeleteGroupResponse>("DeleteGroup"), cancellationToken);

    /// <inheritdoc/>
    public Task<DeleteGroupMembershipResponse> DeleteGroupMembershipAsync(DeleteGroupMembershipRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteGroupMembershipResponse>(request, IdentityStoreService.Instance.Operation<DeleteGroupMembershipRequest, DeleteGroupMembershipResponse>("DeleteGroupMembership"), cancellationToken);

    /// <inheritdoc/>
    public Task<DeleteUserResponse> DeleteUserAsync(DeleteUserRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteUserResponse>(request, IdentityStoreService.Instance.Operation<DeleteUserRequest, DeleteUserResponse>("DeleteUser"), cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeGroupResponse> DescribeGroupAsync(DescribeGroupRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeGroupResponse>(request, IdentityStoreService.Instance.Operation<DescribeGroupRequest, DescribeGroupResponse>("DescribeGroup"), cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeGroupMembershipResponse> DescribeGroupMembershipAsync(DescribeGroupMembershipRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeGroupMembershipResponse>(request, IdentityStoreService.Instance.Operation<DescribeGroupMembershipRequest, DescribeGroupMembershipResponse>("DescribeGroupMembership"), cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeIdentityStoreResponse> DescribeIdentityStoreAsync(DescribeIdentityStoreRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeIdentityStoreResponse>(request, IdentityStoreService.Instance.Operation<DescribeIdentityStoreRequest, DescribeIdentityStoreResponse>("DescribeIdentityStore"), cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeUserResponse> DescribeUserAsync(DescribeUserRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeUserResponse>(request, IdentityStoreService.Instance.Operation<DescribeUserRequest, DescribeUserResponse>("DescribeUser"), cancellationToken);

    /// <inheritdoc/>
    public Task<GetGroupIdResponse> GetGroupIdAsync(GetGroupIdRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetGroupIdResponse>(request, IdentityStoreService.Instance.Operation<GetGroupIdRequest, GetGroupIdResponse>("GetGroupId"), cancellationToken);

    /// <inheritdoc/>
    public Task<GetGroupMembershipIdResponse> GetGroupMembershipIdAsync(GetGroupMembershipIdRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetGroupMembershipIdResponse>(request, IdentityStoreService.Instance.Operation<GetGroupMembershipIdRequest, GetGroupMembershipIdResponse>("GetGroupMembershipId"), cancellationToken);

    /// <inheritdoc/>
    public Task<GetUserIdResponse> GetUserIdAsync(GetUserIdRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetUserIdResponse>(request, IdentityStoreService.Instance.Operation<GetUserIdRequest, GetUserIdResponse>("GetUserId"), cancellationToken);

    /// <inheritdoc/>
    public Task<IsMemberInGroupsResponse> IsMemberInGroupsAsync(IsMemberInGroupsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<IsMemberInGroupsResponse>(request, IdentityStoreService.Instance.Operation<IsMemberInGroupsRequest, IsMemberInGroupsResponse>("IsMemberInGroups"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListGroupMembershipsResponse> ListGroupMembershipsAsync(ListGroupMembershipsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListGroupMembershipsResponse>(request, IdentityStoreService.Instance.Operation<ListGroupMembershipsRequest, ListGroupMembershipsResponse>("ListGroupMemberships"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListGroupMembershipsForMemberResponse> ListGroupMembershipsForMemberAsync(ListGroupMembershipsForMemberRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListGroupMembershipsForMemberResponse>(request, IdentityStoreService.Instance.Operation<ListGroupMembershipsForMemberRequest, ListGroupMembershipsForMemberResponse>("ListGroupMembershipsForMember"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListGroupsResponse> ListGroupsAsync(ListGroupsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListGroupsResponse>(request, IdentityStoreService.Instance.Operation<ListGroupsRequest, ListGroupsResponse>("ListGroups"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListIdentityStoresResponse> ListIdentityStoresAsync(ListIdentityStoresRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListIdentityStoresResponse>(request, IdentityStoreService.Instance.Operation<ListIdentityStoresRequest, ListIdentityStoresResponse>("ListIdentityStores"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListUsersResponse> ListUsersAsync(ListUsersRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListUsersResponse>(request, IdentityStoreService.Instance.Operation<ListUsersRequest, ListUsersResponse>("ListUsers"), cancellationToken);

    /// <inheritdoc/>
    public Task<UpdateGroupResponse> UpdateGroupAsync(UpdateGroupRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateGroupResponse>(request, IdentityStoreService.Instance.Operation<UpdateGroupRequest, UpdateGroupResponse>("UpdateGroup"), cancellationToken);

    /// <inheritdoc/>
    public Task<UpdateIdentityStoreResponse> UpdateIdentityStoreAsync(UpdateIdentityStoreRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateIdentityStoreResponse>(request, IdentityStoreService.Instance.Operation<UpdateIdentityStoreRequest, UpdateIdentityStoreResponse>("UpdateIdentityStore"), cancellationToken);

    /// <inheritdoc/>
    public Task<UpdateUserResponse> UpdateUserAsync(UpdateUserRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateUserResponse>(request, IdentityStoreService.Instance.Operation<UpdateUserRequest, UpdateUserResponse>("UpdateUser"), cancellationToken);

    /// <inheritdoc/>
    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        ((AmazonIdentityStoreConfig)Config).DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ServicePipeline.Customize(pipeline);
}
