// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.IdentityStore.Model;
using Amazon.Runtime;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace Amazon.IdentityStore;

/// <summary>The operations of identitystore, version 2020-06-15.</summary>
/// <remarks>Besides the errors named with each operation, all throw <see cref="AmazonIdentityStoreException"/> for an error that the service's model does not have.</remarks>
public interface IAmazonIdentityStore : IAmazonService, IDisposable
{
    /// <summary>Create group: the <c>CreateGroup</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ServiceQuotaExceededException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_CreateGroup.html">CreateGroup in AWS's API reference</seealso>
    Task<CreateGroupResponse> CreateGroupAsync(CreateGroupRequest request, CancellationToken cancellationToken = default);

    /// <summary>Create group membership: the <c>CreateGroupMembership</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ServiceQuotaExceededException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_CreateGroupMembership.html">CreateGroupMembership in AWS's API reference</seealso>
    Task<CreateGroupMembershipResponse> CreateGroupMembershipAsync(CreateGroupMembershipRequest request, CancellationToken cancellationToken = default);

    /// <summary>Create user: the <c>CreateUser</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ServiceQuotaExceededException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_CreateUser.html">CreateUser in AWS's API reference</seealso>
    Task<CreateUserResponse> CreateUserAsync(CreateUserRequest request, CancellationToken cancellationToken = default);

    /// <summary>Delete group: the <c>DeleteGroup</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_DeleteGroup.html">DeleteGroup in AWS's API reference</seealso>
    Task<DeleteGroupResponse> DeleteGroupAsync(DeleteGroupRequest request, CancellationToken cancellationToken = default);

    /// <summary>Delete group membership: the <c>DeleteGroupMembership</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_DeleteGroupMembership.html">DeleteGroupMembership in AWS's API reference</seealso>
    Task<DeleteGroupMembershipResponse> DeleteGroupMembershipAsync(DeleteGroupMembershipRequest request, CancellationToken cancellationToken = default);

    /// <summary>Delete user: the <c>DeleteUser</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_DeleteUser.html">DeleteUser in AWS's API reference</seealso>
    Task<DeleteUserResponse> DeleteUserAsync(DeleteUserRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describe group: the <c>DescribeGroup</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_DescribeGroup.html">DescribeGroup in AWS's API reference</seealso>
    Task<DescribeGroupResponse> DescribeGroupAsync(DescribeGroupRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describe group membership: the <c>DescribeGroupMembership</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_DescribeGroupMembership.html">DescribeGroupMembership in AWS's API reference</seealso>
    Task<DescribeGroupMembershipResponse> DescribeGroupMembershipAsync(DescribeGroupMembershipRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describe identity store: the <c>DescribeIdentityStore</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_DescribeIdentityStore.html">DescribeIdentityStore in AWS's API reference</seealso>
    Task<DescribeIdentityStoreResponse> DescribeIdentityStoreAsync(DescribeIdentityStoreRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describe user: the <c>DescribeUser</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_DescribeUser.html">DescribeUser in AWS's API reference</seealso>
    Task<DescribeUserResponse> DescribeUserAsync(DescribeUserRequest request, CancellationToken cancellationToken = default);

    /// <summary>Get group ID: the <c>GetGroupId</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_GetGroupId.html">GetGroupId in AWS's API reference</seealso>
    Task<GetGroupIdResponse> GetGroupIdAsync(GetGroupIdRequest request, CancellationToken cancellationToken = default);

    /// <summary>Get group membership ID: the <c>GetGroupMembershipId</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_GetGroupMembershipId.html">GetGroupMembershipId in AWS's API reference</seealso>
    Task<GetGroupMembershipIdResponse> GetGroupMembershipIdAsync(GetGroupMembershipIdRequest request, CancellationToken cancellationToken = default);

    /// <summary>Get user ID: the <c>GetUserId</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_GetUserId.html">GetUserId in AWS's API reference</seealso>
    Task<GetUserIdResponse> GetUserIdAsync(GetUserIdRequest request, CancellationToken cancellationToken = default);

    /// <summary>Is member in groups: the <c>IsMemberInGroups</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_IsMemberInGroups.html">IsMemberInGroups in AWS's API reference</seealso>
    Task<IsMemberInGroupsResponse> IsMemberInGroupsAsync(IsMemberInGroupsRequest request, CancellationToken cancellationToken = default);

    /// <summary>List group memberships: the <c>ListGroupMemberships</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListGroupMemberships.html">ListGroupMemberships in AWS's API reference</seealso>
    Task<ListGroupMembershipsResponse> ListGroupMembershipsAsync(ListGroupMembershipsRequest request, CancellationToken cancellationToken = default);

    /// <summary>List group memberships for member: the <c>ListGroupMembershipsForMember</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListGroupMembershipsForMember.html">ListGroupMembershipsForMember in AWS's API reference</seealso>
    Task<ListGroupMembershipsForMemberResponse> ListGroupMembershipsForMemberAsync(ListGroupMembershipsForMemberRequest request, CancellationToken cancellationToken = default);

    /// <summary>List groups: the <c>ListGroups</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListGroups.html">ListGroups in AWS's API reference</seealso>
    Task<ListGroupsResponse> ListGroupsAsync(ListGroupsRequest request, CancellationToken cancellationToken = default);

    /// <summary>List identity stores: the <c>ListIdentityStores</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListIdentityStores.html">ListIdentityStores in AWS's API reference</seealso>
    Task<ListIdentityStoresResponse> ListIdentityStoresAsync(ListIdentityStoresRequest request, CancellationToken cancellationToken = default);

    /// <summary>List users: the <c>ListUsers</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_ListUsers.html">ListUsers in AWS's API reference</seealso>
    Task<ListUsersResponse> ListUsersAsync(ListUsersRequest request, CancellationToken cancellationToken = default);

    /// <summary>Update group: the <c>UpdateGroup</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ServiceQuotaExceededException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_UpdateGroup.html">UpdateGroup in AWS's API reference</seealso>
    Task<UpdateGroupResponse> UpdateGroupAsync(UpdateGroupRequest request, CancellationToken cancellationToken = default);

    /// <summary>Update identity store: the <c>UpdateIdentityStore</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_UpdateIdentityStore.html">UpdateIdentityStore in AWS's API reference</seealso>
    Task<UpdateIdentityStoreResponse> UpdateIdentityStoreAsync(UpdateIdentityStoreRequest request, CancellationToken cancellationToken = default);

    /// <summary>Update user: the <c>UpdateUser</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ServiceQuotaExceededException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_UpdateUser.html">UpdateUser in AWS's API reference</seealso>
    Task<UpdateUserResponse> UpdateUserAsync(UpdateUserRequest request, CancellationToken cancellationToken = default);

    /// <summary>The endpoint that a request goes to.</summary>
    /// <param name="request">The request.</param>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonIdentityStoreConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonIdentityStoreClient(awsCredentials, (AmazonIdentityStoreConfig)clientConfig);
}
