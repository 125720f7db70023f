// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.SSOAdmin.Model;
using Amazon.Runtime;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace Amazon.SSOAdmin;

/// <summary>The operations of SSO Admin, version 2020-07-20.</summary>
/// <remarks>Besides the errors named with each operation, all throw <see cref="AmazonSSOAdminException"/> for an error that the service's model does not have.</remarks>
public interface IAmazonSSOAdmin : IAmazonService, IDisposable
{
    /// <summary>Add region: the <c>AddRegion</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ServiceQuotaExceededException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_AddRegion.html">AddRegion in AWS's API reference</seealso>
    Task<AddRegionResponse> AddRegionAsync(AddRegionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Attach customer managed policy reference to permission set: the <c>AttachCustomerManagedPolicyReferenceToPermissionSet</c> operation.</summary>
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
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_AttachCustomerManagedPolicyReferenceToPermissionSet.html">AttachCustomerManagedPolicyReferenceToPermissionSet in AWS's API reference</seealso>
    Task<AttachCustomerManagedPolicyReferenceToPermissionSetResponse> AttachCustomerManagedPolicyReferenceToPermissionSetAsync(AttachCustomerManagedPolicyReferenceToPermissionSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Attach managed policy to permission set: the <c>AttachManagedPolicyToPermissionSet</c> operation.</summary>
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
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_AttachManagedPolicyToPermissionSet.html">AttachManagedPolicyToPermissionSet in AWS's API reference</seealso>
    Task<AttachManagedPolicyToPermissionSetResponse> AttachManagedPolicyToPermissionSetAsync(AttachManagedPolicyToPermissionSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Create account assignment: the <c>CreateAccountAssignment</c> operation.</summary>
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
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreateAccountAssignment.html">CreateAccountAssignment in AWS's API reference</seealso>
    Task<CreateAccountAssignmentResponse> CreateAccountAssignmentAsync(CreateAccountAssignmentRequest request, CancellationToken cancellationToken = default);

    /// <summary>Create instance: the <c>CreateInstance</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ServiceQuotaExceededException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreateInstance.html">CreateInstance in AWS's API reference</seealso>
    Task<CreateInstanceResponse> CreateInstanceAsync(CreateInstanceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Create instance access control attribute configuration: the <c>CreateInstanceAccessControlAttributeConfiguration</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreateInstanceAccessControlAttributeConfiguration.html">CreateInstanceAccessControlAttributeConfiguration in AWS's API reference</seealso>
    Task<CreateInstanceAccessControlAttributeConfigurationResponse> CreateInstanceAccessControlAttributeConfigurationAsync(CreateInstanceAccessControlAttributeConfigurationRequest request, CancellationToken cancellationToken = default);

    /// <summary>Create permission set: the <c>CreatePermissionSet</c> operation.</summary>
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
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_CreatePermissionSet.html">CreatePermissionSet in AWS's API reference</seealso>
    Task<CreatePermissionSetResponse> CreatePermissionSetAsync(CreatePermissionSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Delete account assignment: the <c>DeleteAccountAssignment</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DeleteAccountAssignment.html">DeleteAccountAssignment in AWS's API reference</seealso>
    Task<DeleteAccountAssignmentResponse> DeleteAccountAssignmentAsync(DeleteAccountAssignmentRequest request, CancellationToken cancellationToken = default);

    /// <summary>Delete inline policy from permission set: the <c>DeleteInlinePolicyFromPermissionSet</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DeleteInlinePolicyFromPermissionSet.html">DeleteInlinePolicyFromPermissionSet in AWS's API reference</seealso>
    Task<DeleteInlinePolicyFromPermissionSetResponse> DeleteInlinePolicyFromPermissionSetAsync(DeleteInlinePolicyFromPermissionSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Delete instance: the <c>DeleteInstance</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DeleteInstance.html">DeleteInstance in AWS's API reference</seealso>
    Task<DeleteInstanceResponse> DeleteInstanceAsync(DeleteInstanceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Delete instance access control attribute configuration: the <c>DeleteInstanceAccessControlAttributeConfiguration</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DeleteInstanceAccessControlAttributeConfiguration.html">DeleteInstanceAccessControlAttributeConfiguration in AWS's API reference</seealso>
    Task<DeleteInstanceAccessControlAttributeConfigurationResponse> DeleteInstanceAccessControlAttributeConfigurationAsync(DeleteInstanceAccessControlAttributeConfigurationRequest request, CancellationToken cancellationToken = default);

    /// <summary>Delete permission set: the <c>DeletePermissionSet</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DeletePermissionSet.html">DeletePermissionSet in AWS's API reference</seealso>
    Task<DeletePermissionSetResponse> DeletePermissionSetAsync(DeletePermissionSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Delete permissions boundary from permission set: the <c>DeletePermissionsBoundaryFromPermissionSet</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DeletePermissionsBoundaryFromPermissionSet.html">DeletePermissionsBoundaryFromPermissionSet in AWS's API reference</seealso>
    Task<DeletePermissionsBoundaryFromPermissionSetResponse> DeletePermissionsBoundaryFromPermissionSetAsync(DeletePermissionsBoundaryFromPermissionSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describe account assignment creation status: the <c>DescribeAccountAssignmentCreationStatus</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DescribeAccountAssignmentCreationStatus.html">DescribeAccountAssignmentCreationStatus in AWS's API reference</seealso>
    Task<DescribeAccountAssignmentCreationStatusResponse> DescribeAccountAssignmentCreationStatusAsync(DescribeAccountAssignmentCreationStatusRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describe account assignment deletion status: the <c>DescribeAccountAssignmentDeletionStatus</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DescribeAccountAssignmentDeletionStatus.html">DescribeAccountAssignmentDeletionStatus in AWS's API reference</seealso>
    Task<DescribeAccountAssignmentDeletionStatusResponse> DescribeAccountAssignmentDeletionStatusAsync(DescribeAccountAssignmentDeletionStatusRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describe instance: the <c>DescribeInstance</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DescribeInstance.html">DescribeInstance in AWS's API reference</seealso>
    Task<DescribeInstanceResponse> DescribeInstanceAsync(DescribeInstanceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describe instance access control attribute configuration: the <c>DescribeInstanceAccessControlAttributeConfiguration</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DescribeInstanceAccessControlAttributeConfiguration.html">DescribeInstanceAccessControlAttributeConfiguration in AWS's API reference</seealso>
    Task<DescribeInstanceAccessControlAttributeConfigurationResponse> DescribeInstanceAccessControlAttributeConfigurationAsync(DescribeInstanceAccessControlAttributeConfigurationRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describe permission set: the <c>DescribePermissionSet</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DescribePermissionSet.html">DescribePermissionSet in AWS's API reference</seealso>
    Task<DescribePermissionSetResponse> DescribePermissionSetAsync(DescribePermissionSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describe permission set provisioning status: the <c>DescribePermissionSetProvisioningStatus</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DescribePermissionSetProvisioningStatus.html">DescribePermissionSetProvisioningStatus in AWS's API reference</seealso>
    Task<DescribePermissionSetProvisioningStatusResponse> DescribePermissionSetProvisioningStatusAsync(DescribePermissionSetProvisioningStatusRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describe region: the <c>DescribeRegion</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DescribeRegion.html">DescribeRegion in AWS's API reference</seealso>
    Task<DescribeRegionResponse> DescribeRegionAsync(DescribeRegionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Detach customer managed policy reference from permission set: the <c>DetachCustomerManagedPolicyReferenceFromPermissionSet</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DetachCustomerManagedPolicyReferenceFromPermissionSet.html">DetachCustomerManagedPolicyReferenceFromPermissionSet in AWS's API reference</seealso>
    Task<DetachCustomerManagedPolicyReferenceFromPermissionSetResponse> DetachCustomerManagedPolicyReferenceFromPermissionSetAsync(DetachCustomerManagedPolicyReferenceFromPermissionSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Detach managed policy from permission set: the <c>DetachManagedPolicyFromPermissionSet</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_DetachManagedPolicyFromPermissionSet.html">DetachManagedPolicyFromPermissionSet in AWS's API reference</seealso>
    Task<DetachManagedPolicyFromPermissionSetResponse> DetachManagedPolicyFromPermissionSetAsync(DetachManagedPolicyFromPermissionSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Get inline policy for permission set: the <c>GetInlinePolicyForPermissionSet</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_GetInlinePolicyForPermissionSet.html">GetInlinePolicyForPermissionSet in AWS's API reference</seealso>
    Task<GetInlinePolicyForPermissionSetResponse> GetInlinePolicyForPermissionSetAsync(GetInlinePolicyForPermissionSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Get permissions boundary for permission set: the <c>GetPermissionsBoundaryForPermissionSet</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_GetPermissionsBoundaryForPermissionSet.html">GetPermissionsBoundaryForPermissionSet in AWS's API reference</seealso>
    Task<GetPermissionsBoundaryForPermissionSetResponse> GetPermissionsBoundaryForPermissionSetAsync(GetPermissionsBoundaryForPermissionSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>List account assignment creation status: the <c>ListAccountAssignmentCreationStatus</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListAccountAssignmentCreationStatus.html">ListAccountAssignmentCreationStatus in AWS's API reference</seealso>
    Task<ListAccountAssignmentCreationStatusResponse> ListAccountAssignmentCreationStatusAsync(ListAccountAssignmentCreationStatusRequest request, CancellationToken cancellationToken = default);

    /// <summary>List account assignment deletion status: the <c>ListAccountAssignmentDeletionStatus</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListAccountAssignmentDeletionStatus.html">ListAccountAssignmentDeletionStatus in AWS's API reference</seealso>
    Task<ListAccountAssignmentDeletionStatusResponse> ListAccountAssignmentDeletionStatusAsync(ListAccountAssignmentDeletionStatusRequest request, CancellationToken cancellationToken = default);

    /// <summary>List account assignments: the <c>ListAccountAssignments</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListAccountAssignments.html">ListAccountAssignments in AWS's API reference</seealso>
    Task<ListAccountAssignmentsResponse> ListAccountAssignmentsAsync(ListAccountAssignmentsRequest request, CancellationToken cancellationToken = default);

    /// <summary>List account assignments for principal: the <c>ListAccountAssignmentsForPrincipal</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListAccountAssignmentsForPrincipal.html">ListAccountAssignmentsForPrincipal in AWS's API reference</seealso>
    Task<ListAccountAssignmentsForPrincipalResponse> ListAccountAssignmentsForPrincipalAsync(ListAccountAssignmentsForPrincipalRequest request, CancellationToken cancellationToken = default);

    /// <summary>List accounts for provisioned permission set: the <c>ListAccountsForProvisionedPermissionSet</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListAccountsForProvisionedPermissionSet.html">ListAccountsForProvisionedPermissionSet in AWS's API reference</seealso>
    Task<ListAccountsForProvisionedPermissionSetResponse> ListAccountsForProvisionedPermissionSetAsync(ListAccountsForProvisionedPermissionSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>List customer managed policy references in permission set: the <c>ListCustomerManagedPolicyReferencesInPermissionSet</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListCustomerManagedPolicyReferencesInPermissionSet.html">ListCustomerManagedPolicyReferencesInPermissionSet in AWS's API reference</seealso>
    Task<ListCustomerManagedPolicyReferencesInPermissionSetResponse> ListCustomerManagedPolicyReferencesInPermissionSetAsync(ListCustomerManagedPolicyReferencesInPermissionSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>List instances: the <c>ListInstances</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListInstances.html">ListInstances in AWS's API reference</seealso>
    Task<ListInstancesResponse> ListInstancesAsync(ListInstancesRequest request, CancellationToken cancellationToken = default);

    /// <summary>List managed policies in permission set: the <c>ListManagedPoliciesInPermissionSet</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListManagedPoliciesInPermissionSet.html">ListManagedPoliciesInPermissionSet in AWS's API reference</seealso>
    Task<ListManagedPoliciesInPermissionSetResponse> ListManagedPoliciesInPermissionSetAsync(ListManagedPoliciesInPermissionSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>List permission set provisioning status: the <c>ListPermissionSetProvisioningStatus</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListPermissionSetProvisioningStatus.html">ListPermissionSetProvisioningStatus in AWS's API reference</seealso>
    Task<ListPermissionSetProvisioningStatusResponse> ListPermissionSetProvisioningStatusAsync(ListPermissionSetProvisioningStatusRequest request, CancellationToken cancellationToken = default);

    /// <summary>List permission sets: the <c>ListPermissionSets</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListPermissionSets.html">ListPermissionSets in AWS's API reference</seealso>
    Task<ListPermissionSetsResponse> ListPermissionSetsAsync(ListPermissionSetsRequest request, CancellationToken cancellationToken = default);

    /// <summary>List permission sets provisioned to account: the <c>ListPermissionSetsProvisionedToAccount</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListPermissionSetsProvisionedToAccount.html">ListPermissionSetsProvisionedToAccount in AWS's API reference</seealso>
    Task<ListPermissionSetsProvisionedToAccountResponse> ListPermissionSetsProvisionedToAccountAsync(ListPermissionSetsProvisionedToAccountRequest request, CancellationToken cancellationToken = default);

    /// <summary>List regions: the <c>ListRegions</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListRegions.html">ListRegions in AWS's API reference</seealso>
    Task<ListRegionsResponse> ListRegionsAsync(ListRegionsRequest request, CancellationToken cancellationToken = default);

    /// <summary>List tags for resource: the <c>ListTagsForResource</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListTagsForResource.html">ListTagsForResource in AWS's API reference</seealso>
    Task<ListTagsForResourceResponse> ListTagsForResourceAsync(ListTagsForResourceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Provision permission set: the <c>ProvisionPermissionSet</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ProvisionPermissionSet.html">ProvisionPermissionSet in AWS's API reference</seealso>
    Task<ProvisionPermissionSetResponse> ProvisionPermissionSetAsync(ProvisionPermissionSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Put inline policy to permission set: the <c>PutInlinePolicyToPermissionSet</c> operation.</summary>
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
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PutInlinePolicyToPermissionSet.html">PutInlinePolicyToPermissionSet in AWS's API reference</seealso>
    Task<PutInlinePolicyToPermissionSetResponse> PutInlinePolicyToPermissionSetAsync(PutInlinePolicyToPermissionSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Put permissions boundary to permission set: the <c>PutPermissionsBoundaryToPermissionSet</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PutPermissionsBoundaryToPermissionSet.html">PutPermissionsBoundaryToPermissionSet in AWS's API reference</seealso>
    Task<PutPermissionsBoundaryToPermissionSetResponse> PutPermissionsBoundaryToPermissionSetAsync(PutPermissionsBoundaryToPermissionSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>Remove region: the <c>RemoveRegion</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_RemoveRegion.html">RemoveRegion in AWS's API reference</seealso>
    Task<RemoveRegionResponse> RemoveRegionAsync(RemoveRegionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Tag resource: the <c>TagResource</c> operation.</summary>
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
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_TagResource.html">TagResource in AWS's API reference</seealso>
    Task<TagResourceResponse> TagResourceAsync(TagResourceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Untag resource: the <c>UntagResource</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_UntagResource.html">UntagResource in AWS's API reference</seealso>
    Task<UntagResourceResponse> UntagResourceAsync(UntagResourceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Update instance: the <c>UpdateInstance</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_UpdateInstance.html">UpdateInstance in AWS's API reference</seealso>
    Task<UpdateInstanceResponse> UpdateInstanceAsync(UpdateInstanceRequest request, CancellationToken cancellationToken = default);

    /// <summary>Update instance access control attribute configuration: the <c>UpdateInstanceAccessControlAttributeConfiguration</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_UpdateInstanceAccessControlAttributeConfiguration.html">UpdateInstanceAccessControlAttributeConfiguration in AWS's API reference</seealso>
    Task<UpdateInstanceAccessControlAttributeConfigurationResponse> UpdateInstanceAccessControlAttributeConfigurationAsync(UpdateInstanceAccessControlAttributeConfigurationRequest request, CancellationToken cancellationToken = default);

    /// <summary>Update permission set: the <c>UpdatePermissionSet</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConflictException"/>
    /// <exception cref="InternalServerException"/>
    /// <exception cref="ResourceNotFoundException"/>
    /// <exception cref="ThrottlingException"/>
    /// <exception cref="ValidationException"/>
    /// <seealso href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_UpdatePermissionSet.html">UpdatePermissionSet in AWS's API reference</seealso>
    Task<UpdatePermissionSetResponse> UpdatePermissionSetAsync(UpdatePermissionSetRequest request, CancellationToken cancellationToken = default);

    /// <summary>The endpoint that a request goes to.</summary>
    /// <param name="request">The request.</param>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonSSOAdminConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonSSOAdminClient(awsCredentials, (AmazonSSOAdminConfig)clientConfig);
}
