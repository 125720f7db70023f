// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.SSOAdmin.Internal;
using Amazon.SSOAdmin.Model;
using Amazon.Protocol;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Amazon.SSOAdmin;

/// <summary>Calls SSO Admin. Safe for use by many threads; one client for the life of a process is enough.</summary>
public sealed class AmazonSSOAdminClient : AmazonServiceClient, IAmazonSSOAdmin
{
    /// <summary>Calls with the credentials that the SDK finds: environment, web identity, container, profile, instance; region likewise.</summary>
    public AmazonSSOAdminClient() : base(new AmazonSSOAdminConfig())
    {
    }

    /// <summary>Calls with the credentials that the SDK finds: environment, web identity, container, profile, instance.</summary>
    public AmazonSSOAdminClient(RegionEndpoint region) : base(new AmazonSSOAdminConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Calls with the credentials that the SDK finds: environment, web identity, container, profile, instance.</summary>
    public AmazonSSOAdminClient(AmazonSSOAdminConfig config) : base(config)
    {
    }

    /// <summary>Calls with these credentials, in the region that the SDK finds.</summary>
    public AmazonSSOAdminClient(AWSCredentials credentials) : base(credentials, new AmazonSSOAdminConfig())
    {
    }

    /// <summary>Calls with these credentials.</summary>
    public AmazonSSOAdminClient(AWSCredentials credentials, RegionEndpoint region) : base(credentials, new AmazonSSOAdminConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Calls with these credentials.</summary>
    public AmazonSSOAdminClient(AWSCredentials credentials, AmazonSSOAdminConfig clientConfig) : base(credentials, clientConfig)
    {
    }

    /// <summary>Calls with this access key, in the region that the SDK finds.</summary>
    public AmazonSSOAdminClient(string awsAccessKeyId, string awsSecretAccessKey) : base(awsAccessKeyId, awsSecretAccessKey, new AmazonSSOAdminConfig())
    {
    }

    /// <summary>Calls with this access key.</summary>
    public AmazonSSOAdminClient(string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region) : base(awsAccessKeyId, awsSecretAccessKey, new AmazonSSOAdminConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Calls with this access key.</summary>
    public AmazonSSOAdminClient(string awsAccessKeyId, string awsSecretAccessKey, AmazonSSOAdminConfig clientConfig) : base(awsAccessKeyId, awsSecretAccessKey, clientConfig)
    {
    }

    /// <summary>Calls with this session's access key, in the region that the SDK finds.</summary>
    public AmazonSSOAdminClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken) : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonSSOAdminConfig())
    {
    }

    /// <summary>Calls with this session's access key.</summary>
    public AmazonSSOAdminClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region) : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, new AmazonSSOAdminConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Calls with this session's access key.</summary>
    public AmazonSSOAdminClient(string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, AmazonSSOAdminConfig clientConfig) : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig)
    {
    }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata => SSOAdminService.Instance;

    /// <inheritdoc/>
    public Task<AddRegionResponse> AddRegionAsync(AddRegionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<AddRegionResponse>(request, SSOAdminService.Instance.Operation<AddRegionRequest, AddRegionResponse>("AddRegion"), cancellationToken);

    /// <inheritdoc/>
    public Task<AttachCustomerManagedPolicyReferenceToPermissionSetResponse> AttachCustomerManagedPolicyReferenceToPermissionSetAsync(AttachCustomerManagedPolicyReferenceToPermissionSetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<AttachCustomerManagedPolicyReferenceToPermissionSetResponse>(request, SSOAdminService.Instance.Operation<AttachCustomerManagedPolicyReferenceToPermissionSetRequest, AttachCustomerManagedPolicyReferenceToPermissionSetResponse>("AttachCustomerManagedPolicyReferenceToPermissionSet"), cancellationToken);

    /// <inheritdoc/>
    public Task<AttachManagedPolicyToPermissionSetResponse> AttachManagedPolicyToPermissionSetAsync(AttachManagedPolicyToPermissionSetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<AttachManagedPolicyToPermissionSetResponse>(request, SSOAdminService.Instance.Operation<AttachManagedPolicyToPermissionSetRequest, AttachManagedPolicyToPermissionSetResponse>("AttachManagedPolicyToPermissionSet"), cancellationToken);

    /// <inheritdoc/>
    public Task<CreateAccountAssignmentResponse> CreateAccountAssignmentAsync(CreateAccountAssignmentRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateAccountAssignmentResponse>(request, SSOAdminService.Instance.Operation<CreateAccountAssignmentRequest, CreateAccountAssignmentResponse>("CreateAccountAssignment"), cancellationToken);

    /// <inheritdoc/>
    public Task<CreateInstanceResponse> CreateInstanceAsync(CreateInstanceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateInstanceResponse>(request, SSOAdminService.Instance.Operation<CreateInstanceRequest, CreateInstanceResponse>("CreateInstance"), cancellationToken);

    /// <inheritdoc/>
    public Task<CreateInstanceAccessControlAttributeConfigurationResponse> CreateInstanceAccessControlAttributeConfigurationAsync(CreateInstanceAccessControlAttributeConfigurationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateInstanceAccessControlAttributeConfigurationResponse>(request, SSOAdminService.Instance.Operation<CreateInstanceAccessControlAttributeConfigurationRequest, CreateInstanceAccessControlAttributeConfigurationResponse>("CreateInstanceAccessControlAttributeConfiguration"), cancellationToken);

    /// <inheritdoc/>
    public Task<CreatePermissionSetResponse> CreatePermissionSetAsync(CreatePermissionSetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreatePermissionSetResponse>(request, SSOAdminService.Instance.Operation<CreatePermissionSetRequest, CreatePermissionSetResponse>("CreatePermissionSet"), cancellationToken);

    /// <inheritdoc/>
    public Task<DeleteAccountAssignmentResponse> DeleteAccountAssignmentAsync(DeleteAccountAssignmentRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteAccountAssignmentResponse>(request, SSOAdminService.Instance.Operation<DeleteAccountAssignmentRequest, DeleteAccountAssignmentResponse>("DeleteAccountAssignment"), cancellationToken);

    /// <inheritdoc/>
    public Task<DeleteInlinePolicyFromPermissionSetResponse> DeleteInlinePolicyFromPermissionSetAsync(DeleteInlinePolicyFromPermissionSetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteInlinePolicyFromPermissionSetResponse>(request, SSOAdminService.Instance.Operation<DeleteInlinePolicyFromPermissionSetRequest, DeleteInlinePolicyFromPermissionSetResponse>("DeleteInlinePolicyFromPermissionSet"), cancellationToken);

    /// <inheritdoc/>
    public Task<DeleteInstanceResponse> DeleteInstanceAsync(DeleteInstanceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteInstanceResponse>(request, SSOAdminService.Instance.Operation<DeleteInstanceRequest, DeleteInstanceResponse>("DeleteInstance"), cancellationToken);

    /// <inheritdoc/>
    public Task<DeleteInstanceAccessControlAttributeConfigurationResponse> DeleteInstanceAccessControlAttributeConfigurationAsync(DeleteInstanceAccessControlAttributeConfigurationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteInstanceAccessControlAttributeConfigurationResponse>(request, SSOAdminService.Instance.Operation<DeleteInstanceAccessControlAttributeConfigurationRequest, DeleteInstanceAccessControlAttributeConfigurationResponse>("DeleteInstanceAccessControlAttributeConfiguration"), cancellationToken);

    /// <inheritdoc/>
    public Task<DeletePermissionSetResponse> DeletePermissionSetAsync(DeletePermissionSetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeletePermissionSetResponse>(request, SSOAdminService.Instance.Operation<DeletePermissionSetRequest, DeletePermissionSetResponse>("DeletePermissionSet"), cancellationToken);

    /// <inheritdoc/>
    public Task<DeletePermissionsBoundaryFromPermissionSetResponse> DeletePermissionsBoundaryFromPermissionSetAsync(DeletePermissionsBoundaryFromPermissionSetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeletePermissionsBoundaryFromPermissionSetResponse>(request, SSOAdminService.Instance.Operation<DeletePermissionsBoundaryFromPermissionSetRequest, DeletePermissionsBoundaryFromPermissionSetResponse>("DeletePermissionsBoundaryFromPermissionSet"), cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeAccountAssignmentCreationStatusResponse> DescribeAccountAssignmentCreationStatusAsync(DescribeAccountAssignmentCreationStatusRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeAccountAssignmentCreationStatusResponse>(request, SSOAdminService.Instance.Operation<DescribeAccountAssignmentCreationStatusRequest, DescribeAccountAssignmentCreationStatusResponse>("DescribeAccountAssignmentCreationStatus"), cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeAccountAssignmentDeletionStatusResponse> DescribeAccountAssignmentDeletionStatusAsync(DescribeAccountAssignmentDeletionStatusRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeAccountAssignmentDeletionStatusResponse>(request, SSOAdminService.Instance.Operation<DescribeAccountAssignmentDeletionStatusRequest, DescribeAccountAssignmentDeletionStatusResponse>("DescribeAccountAssignmentDeletionStatus"), cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeInstanceResponse> DescribeInstanceAsync(DescribeInstanceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeInstanceResponse>(request, SSOAdminService.Instance.Operation<DescribeInstanceRequest, DescribeInstanceResponse>("DescribeInstance"), cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeInstanceAccessControlAttributeConfigurationResponse> DescribeInstanceAccessControlAttributeConfigurationAsync(DescribeInstanceAccessControlAttributeConfigurationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeInstanceAccessControlAttributeConfigurationResponse>(request, SSOAdminService.Instance.Operation<DescribeInstanceAccessControlAttributeConfigurationRequest, DescribeInstanceAccessControlAttributeConfigurationResponse>("DescribeInstanceAccessControlAttributeConfiguration"), cancellationToken);

    /// <inheritdoc/>
    public Task<DescribePermissionSetResponse> DescribePermissionSetAsync(DescribePermissionSetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribePermissionSetResponse>(request, SSOAdminService.Instance.Operation<DescribePermissionSetRequest, DescribePermissionSetResponse>("DescribePermissionSet"), cancellationToken);

    /// <inheritdoc/>
    public Task<DescribePermissionSetProvisioningStatusResponse> DescribePermissionSetProvisioningStatusAsync(DescribePermissionSetProvisioningStatusRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribePermissionSetProvisioningStatusResponse>(request, SSOAdminService.Instance.Operation<DescribePermissionSetProvisioningStatusRequest, DescribePermissionSetProvisioningStatusResponse>("DescribePermissionSetProvisioningStatus"), cancellationToken);

    /// <inheritdoc/>
    public Task<DescribeRegionResponse> DescribeRegionAsync(DescribeRegionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeRegionResponse>(request, SSOAdminService.Instance.Operation<DescribeRegionRequest, DescribeRegionResponse>("DescribeRegion"), cancellationToken);

    /// <inheritdoc/>
    public Task<DetachCustomerManagedPolicyReferenceFromPermissionSetResponse> DetachCustomerManagedPolicyReferenceFromPermissionSetAsync(DetachCustomerManagedPolicyReferenceFromPermissionSetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DetachCustomerManagedPolicyReferenceFromPermissionSetResponse>(request, SSOAdminService.Instance.Operation<DetachCustomerManagedPolicyReferenceFromPermissionSetRequest, DetachCustomerManagedPolicyReferenceFromPermissionSetResponse>("DetachCustomerManagedPolicyReferenceFromPermissionSet"), cancellationToken);

    /// <inheritdoc/>
    public Task<DetachManagedPolicyFromPermissionSetResponse> DetachManagedPolicyFromPermissionSetAsync(DetachManagedPolicyFromPermissionSetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DetachManagedPolicyFromPermissionSetResponse>(request, SSOAdminService.Instance.Operation<DetachManagedPolicyFromPermissionSetRequest, DetachManagedPolicyFromPermissionSetResponse>("DetachManagedPolicyFromPermissionSet"), cancellationToken);

    /// <inheritdoc/>
    public Task<GetInlinePolicyForPermissionSetResponse> GetInlinePolicyForPermissionSetAsync(GetInlinePolicyForPermissionSetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetInlinePolicyForPermissionSetResponse>(request, SSOAdminService.Instance.Operation<GetInlinePolicyForPermissionSetRequest, GetInlinePolicyForPermissionSetResponse>("GetInlinePolicyForPermissionSet"), cancellationToken);

    /// <inheritdoc/>
    public Task<GetPermissionsBoundaryForPermissionSetResponse> GetPermissionsBoundaryForPermissionSetAsync(GetPermissionsBoundaryForPermissionSetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetPermissionsBoundaryForPermissionSetResponse>(request, SSOAdminService.Instance.Operation<GetPermissionsBoundaryForPermissionSetRequest, GetPermissionsBoundaryForPermissionSetResponse>("GetPermissionsBoundaryForPermissionSet"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListAccountAssignmentCreationStatusResponse> ListAccountAssignmentCreationStatusAsync(ListAccountAssignmentCreationStatusRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListAccountAssignmentCreationStatusResponse>(request, SSOAdminService.Instance.Operation<ListAccountAssignmentCreationStatusRequest, ListAccountAssignmentCreationStatusResponse>("ListAccountAssignmentCreationStatus"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListAccountAssignmentDeletionStatusResponse> ListAccountAssignmentDeletionStatusAsync(ListAccountAssignmentDeletionStatusRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListAccountAssignmentDeletionStatusResponse>(request, SSOAdminService.Instance.Operation<ListAccountAssignmentDeletionStatusRequest, ListAccountAssignmentDeletionStatusResponse>("ListAccountAssignmentDeletionStatus"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListAccountAssignmentsResponse> ListAccountAssignmentsAsync(ListAccountAssignmentsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListAccountAssignmentsResponse>(request, SSOAdminService.Instance.Operation<ListAccountAssignmentsRequest, ListAccountAssignmentsResponse>("ListAccountAssignments"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListAccountAssignmentsForPrincipalResponse> ListAccountAssignmentsForPrincipalAsync(ListAccountAssignmentsForPrincipalRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListAccountAssignmentsForPrincipalResponse>(request, SSOAdminService.Instance.Operation<ListAccountAssignmentsForPrincipalRequest, ListAccountAssignmentsForPrincipalResponse>("ListAccountAssignmentsForPrincipal"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListAccountsForProvisionedPermissionSetResponse> ListAccountsForProvisionedPermissionSetAsync(ListAccountsForProvisionedPermissionSetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListAccountsForProvisionedPermissionSetResponse>(request, SSOAdminService.Instance.Operation<ListAccountsForProvisionedPermissionSetRequest, ListAccountsForProvisionedPermissionSetResponse>("ListAccountsForProvisionedPermissionSet"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListCustomerManagedPolicyReferencesInPermissionSetResponse> ListCustomerManagedPolicyReferencesInPermissionSetAsync(ListCustomerManagedPolicyReferencesInPermissionSetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListCustomerManagedPolicyReferencesInPermissionSetResponse>(request, SSOAdminService.Instance.Operation<ListCustomerManagedPolicyReferencesInPermissionSetRequest, ListCustomerManagedPolicyReferencesInPermissionSetResponse>("ListCustomerManagedPolicyReferencesInPermissionSet"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListInstancesResponse> ListInstancesAsync(ListInstancesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListInstancesResponse>(request, SSOAdminService.Instance.Operation<ListInstancesRequest, ListInstancesResponse>("ListInstances"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListManagedPoliciesInPermissionSetResponse> ListManagedPoliciesInPermissionSetAsync(ListManagedPoliciesInPermissionSetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListManagedPoliciesInPermissionSetResponse>(request, SSOAdminService.Instance.Operation<ListManagedPoliciesInPermissionSetRequest, ListManagedPoliciesInPermissionSetResponse>("ListManagedPoliciesInPermissionSet"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListPermissionSetProvisioningStatusResponse> ListPermissionSetProvisioningStatusAsync(ListPermissionSetProvisioningStatusRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListPermissionSetProvisioningStatusResponse>(request, SSOAdminService.Instance.Operation<ListPermissionSetProvisioningStatusRequest, ListPermissionSetProvisioningStatusResponse>("ListPermissionSetProvisioningStatus"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListPermissionSetsResponse> ListPermissionSetsAsync(ListPermissionSetsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListPermissionSetsResponse>(request, SSOAdminService.Instance.Operation<ListPermissionSetsRequest, ListPermissionSetsResponse>("ListPermissionSets"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListPermissionSetsProvisionedToAccountResponse> ListPermissionSetsProvisionedToAccountAsync(ListPermissionSetsProvisionedToAccountRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListPermissionSetsProvisionedToAccountResponse>(request, SSOAdminService.Instance.Operation<ListPermissionSetsProvisionedToAccountRequest, ListPermissionSetsProvisionedToAccountResponse>("ListPermissionSetsProvisionedToAccount"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListRegionsResponse> ListRegionsAsync(ListRegionsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListRegionsResponse>(request, SSOAdminService.Instance.Operation<ListRegionsRequest, ListRegionsResponse>("ListRegions"), cancellationToken);

    /// <inheritdoc/>
    public Task<ListTagsForResourceResponse> ListTagsForResourceAsync(ListTagsForResourceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListTagsForResourceResponse>(request, SSOAdminService.Instance.Operation<ListTagsForResourceRequest, ListTagsForResourceResponse>("ListTagsForResource"), cancellationToken);

    /// <inheritdoc/>
    public Task<ProvisionPermissionSetResponse> ProvisionPermissionSetAsync(ProvisionPermissionSetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ProvisionPermissionSetResponse>(request, SSOAdminService.Instance.Operation<ProvisionPermissionSetRequest, ProvisionPermissionSetResponse>("ProvisionPermissionSet"), cancellationToken);

    /// <inheritdoc/>
    public Task<PutInlinePolicyToPermissionSetResponse> PutInlinePolicyToPermissionSetAsync(PutInlinePolicyToPermissionSetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PutInlinePolicyToPermissionSetResponse>(request, SSOAdminService.Instance.Operation<PutInlinePolicyToPermissionSetRequest, PutInlinePolicyToPermissionSetResponse>("PutInlinePolicyToPermissionSet"), cancellationToken);

    /// <inheritdoc/>
    public Task<PutPermissionsBoundaryToPermissionSetResponse> PutPermissionsBoundaryToPermissionSetAsync(PutPermissionsBoundaryToPermissionSetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PutPermissionsBoundaryToPermissionSetResponse>(request, SSOAdminService.Instance.Operation<PutPermissionsBoundaryToPermissionSetRequest, PutPermissionsBoundaryToPermissionSetResponse>("PutPermissionsBoundaryToPermissionSet"), cancellationToken);

    /// <inheritdoc/>
    public Task<RemoveRegionResponse> RemoveRegionAsync(RemoveRegionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<RemoveRegionResponse>(request, SSOAdminService.Instance.Operation<RemoveRegionRequest, RemoveRegionResponse>("RemoveRegion"), cancellationToken);

    /// <inheritdoc/>
    public Task<TagResourceResponse> TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<TagResourceResponse>(request, SSOAdminService.Instance.Operation<TagResourceRequest, TagResourceResponse>("TagResource"), cancellationToken);

    /// <inheritdoc/>
    public Task<UntagResourceResponse> UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UntagResourceResponse>(request, SSOAdminService.Instance.Operation<UntagResourceRequest, UntagResourceResponse>("UntagResource"), cancellationToken);

    /// <inheritdoc/>
    public Task<UpdateInstanceResponse> UpdateInstanceAsync(UpdateInstanceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateInstanceResponse>(request, SSOAdminService.Instance.Operation<UpdateInstanceRequest, UpdateInstanceResponse>("UpdateInstance"), cancellationToken);

    /// <inheritdoc/>
    public Task<UpdateInstanceAccessControlAttributeConfigurationResponse> UpdateInstanceAccessControlAttributeConfigurationAsync(UpdateInstanceAccessControlAttributeConfigurationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateInstanceAccessControlAttributeConfigurationResponse>(request, SSOAdminService.Instance.Operation<UpdateInstanceAccessControlAttributeConfigurationRequest, UpdateInstanceAccessControlAttributeConfigurationResponse>("UpdateInstanceAccessControlAttributeConfiguration"), cancellationToken);

    /// <inheritdoc/>
    public Task<UpdatePermissionSetResponse> UpdatePermissionSetAsync(UpdatePermissionSetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdatePermissionSetResponse>(request, SSOAdminService.Instance.Operation<UpdatePermissionSetRequest, UpdatePermissionSetResponse>("UpdatePermissionSet"), cancellationToken);

    /// <inheritdoc/>
    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        ((AmazonSSOAdminConfig)Config).DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ServicePipeline.Customize(pipeline);
}
