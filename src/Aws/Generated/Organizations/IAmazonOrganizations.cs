// Written by hack/aws-clients from the service's model: edit that, then run it again.
#nullable enable

using Amazon.Organizations.Model;
using Amazon.Runtime;
using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

namespace Amazon.Organizations;

/// <summary>The operations of Organizations, version 2016-11-28.</summary>
/// <remarks>Besides the errors named with each operation, all throw <see cref="AmazonOrganizationsException"/> for an error that the service's model does not have.</remarks>
public interface IAmazonOrganizations : IAmazonService, IDisposable
{
    /// <summary>Describe account: the <c>DescribeAccount</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AWSOrganizationsNotInUseException"/>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="AccountNotFoundException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="ServiceException"/>
    /// <exception cref="TooManyRequestsException"/>
    /// <seealso href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeAccount.html">DescribeAccount in AWS's API reference</seealso>
    Task<DescribeAccountResponse> DescribeAccountAsync(DescribeAccountRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describe organization: the <c>DescribeOrganization</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AWSOrganizationsNotInUseException"/>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConcurrentModificationException"/>
    /// <exception cref="ServiceException"/>
    /// <exception cref="TooManyRequestsException"/>
    /// <seealso href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html">DescribeOrganization in AWS's API reference</seealso>
    Task<DescribeOrganizationResponse> DescribeOrganizationAsync(DescribeOrganizationRequest request, CancellationToken cancellationToken = default);

    /// <summary>Describe organizational unit: the <c>DescribeOrganizationalUnit</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AWSOrganizationsNotInUseException"/>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="OrganizationalUnitNotFoundException"/>
    /// <exception cref="ServiceException"/>
    /// <exception cref="TooManyRequestsException"/>
    /// <seealso href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganizationalUnit.html">DescribeOrganizationalUnit in AWS's API reference</seealso>
    Task<DescribeOrganizationalUnitResponse> DescribeOrganizationalUnitAsync(DescribeOrganizationalUnitRequest request, CancellationToken cancellationToken = default);

    /// <summary>List accounts: the <c>ListAccounts</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AWSOrganizationsNotInUseException"/>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="ServiceException"/>
    /// <exception cref="TooManyRequestsException"/>
    /// <seealso href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html">ListAccounts in AWS's API reference</seealso>
    Task<ListAccountsResponse> ListAccountsAsync(ListAccountsRequest request, CancellationToken cancellationToken = default);

    /// <summary>List accounts for parent: the <c>ListAccountsForParent</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AWSOrganizationsNotInUseException"/>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="ParentNotFoundException"/>
    /// <exception cref="ServiceException"/>
    /// <exception cref="TooManyRequestsException"/>
    /// <seealso href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html">ListAccountsForParent in AWS's API reference</seealso>
    Task<ListAccountsForParentResponse> ListAccountsForParentAsync(ListAccountsForParentRequest request, CancellationToken cancellationToken = default);

    /// <summary>List children: the <c>ListChildren</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AWSOrganizationsNotInUseException"/>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="ParentNotFoundException"/>
    /// <exception cref="ServiceException"/>
    /// <exception cref="TooManyRequestsException"/>
    /// <seealso href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListChildren.html">ListChildren in AWS's API reference</seealso>
    Task<ListChildrenResponse> ListChildrenAsync(ListChildrenRequest request, CancellationToken cancellationToken = default);

    /// <summary>List delegated administrators: the <c>ListDelegatedAdministrators</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AWSOrganizationsNotInUseException"/>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ConstraintViolationException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="ServiceException"/>
    /// <exception cref="TooManyRequestsException"/>
    /// <exception cref="UnsupportedAPIEndpointException"/>
    /// <seealso href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListDelegatedAdministrators.html">ListDelegatedAdministrators in AWS's API reference</seealso>
    Task<ListDelegatedAdministratorsResponse> ListDelegatedAdministratorsAsync(ListDelegatedAdministratorsRequest request, CancellationToken cancellationToken = default);

    /// <summary>List organizational units for parent: the <c>ListOrganizationalUnitsForParent</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AWSOrganizationsNotInUseException"/>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="ParentNotFoundException"/>
    /// <exception cref="ServiceException"/>
    /// <exception cref="TooManyRequestsException"/>
    /// <seealso href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListOrganizationalUnitsForParent.html">ListOrganizationalUnitsForParent in AWS's API reference</seealso>
    Task<ListOrganizationalUnitsForParentResponse> ListOrganizationalUnitsForParentAsync(ListOrganizationalUnitsForParentRequest request, CancellationToken cancellationToken = default);

    /// <summary>List parents: the <c>ListParents</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AWSOrganizationsNotInUseException"/>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="ChildNotFoundException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="ServiceException"/>
    /// <exception cref="TooManyRequestsException"/>
    /// <seealso href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListParents.html">ListParents in AWS's API reference</seealso>
    Task<ListParentsResponse> ListParentsAsync(ListParentsRequest request, CancellationToken cancellationToken = default);

    /// <summary>List roots: the <c>ListRoots</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AWSOrganizationsNotInUseException"/>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="ServiceException"/>
    /// <exception cref="TooManyRequestsException"/>
    /// <seealso href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListRoots.html">ListRoots in AWS's API reference</seealso>
    Task<ListRootsResponse> ListRootsAsync(ListRootsRequest request, CancellationToken cancellationToken = default);

    /// <summary>List tags for resource: the <c>ListTagsForResource</c> operation.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The service's answer.</returns>
    /// <exception cref="AWSOrganizationsNotInUseException"/>
    /// <exception cref="AccessDeniedException"/>
    /// <exception cref="InvalidInputException"/>
    /// <exception cref="ServiceException"/>
    /// <exception cref="TargetNotFoundException"/>
    /// <exception cref="TooManyRequestsException"/>
    /// <seealso href="https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListTagsForResource.html">ListTagsForResource in AWS's API reference</seealso>
    Task<ListTagsForResourceResponse> ListTagsForResourceAsync(ListTagsForResourceRequest request, CancellationToken cancellationToken = default);

    /// <summary>The endpoint that a request goes to.</summary>
    /// <param name="request">The request.</param>
    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonOrganizationsConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonOrganizationsClient(awsCredentials, (AmazonOrganizationsConfig)clientConfig);
}
