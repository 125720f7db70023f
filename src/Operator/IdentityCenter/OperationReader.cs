using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using static IdentityCenterOperator.IdentityCenter.AwsReply;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Reads how asynchronous operations stand.</summary>
internal sealed class OperationReader(AwsDoor<IAmazonSSOAdmin> door, InstanceLocator instances)
{
    private const int PageSize = 100;

    private static readonly OperationStatusFilter InProgress = new() { Status = StatusValues.IN_PROGRESS };

    /// <summary>Request ids of all operations of a kind that are in progress, whoever started them.</summary>
    public async Task<HashSet<string>> InProgressAsync(OperationKind kind, CancellationToken cancellationToken)
    {
        var instance = await instances.FindAsync(cancellationToken);
        var ids = kind switch
        {
            OperationKind.Provisioning => ProvisioningsAsync(instance.Arn, cancellationToken),
            OperationKind.Creation => CreationsAsync(instance.Arn, cancellationToken),
            _ => DeletionsAsync(instance.Arn, cancellationToken),
        };
        return [.. await ids];
    }

    /// <summary>How one operation stands, and what it is about.</summary>
    public async Task<OperationDetails> DescribeAsync(Operation operation, CancellationToken cancellationToken)
    {
        var instance = await instances.FindAsync(cancellationToken);
        try
        {
            return operation.Kind is OperationKind.Provisioning
                ? From(await ProvisioningAsync(instance.Arn, operation.RequestId, cancellationToken))
                : From(operation.Kind, await AssignmentAsync(instance.Arn, operation, cancellationToken));
        }
        catch (Exception e) when (AwsFailure.SaysAbsent(e, new Sought.Operation()))
        {
            return new(new OperationStatus.Forgotten(), null);
        }
    }

    private static OperationDetails From(PermissionSetProvisioningStatus status) => new(
        Status(status.Status, status.FailureReason),
        status.PermissionSetArn is { } arn ? new(OperationKind.Provisioning, arn, NullIfEmpty(status.AccountId)) : null);

    private static OperationDetails From(OperationKind kind, AccountAssignmentOperationStatus status) => new(
        Status(status.Status, status.FailureReason),
        status is { PermissionSetArn: { } arn, TargetId: { } account, PrincipalId: { } principal }
            ? new(kind, arn, account, new(status.PrincipalType == PrincipalType.GROUP ? PrincipalKind.Group : PrincipalKind.User, principal))
            : null);

    private static OperationStatus Status(StatusValues? status, string? reason) => status?.Value switch
    {
        "SUCCEEDED" => new OperationStatus.Succeeded(),
        "FAILED" => new OperationStatus.Failed(reason ?? "AWS gave no reason."),
        _ => new OperationStatus.InProgress(),
    };

    private async Task<IEnumerable<string>> ProvisioningsAsync(string instanceArn, CancellationToken cancellationToken) =>
        (await door.PagesAsync<ListPermissionSetProvisioningStatusResponse, PermissionSetProvisioningStatusMetadata>(
            CallPriority.Poll,
            "ListPermissionSetProvisioningStatus",
            (sso, page, token) => sso.ListPermissionSetProvisioningStatusAsync(
                new() { InstanceArn = instanceArn, Filter = InProgress, MaxResults = PageSize, NextToken = page }, token),
            answer => (answer.PermissionSetsProvisioningStatus, answer.NextToken),
            cancellationToken)).Select(status => Required(status.RequestId, "RequestId"));

    private async Task<IEnumerable<string>> CreationsAsync(string instanceArn, CancellationToken cancellationToken) =>
        (await door.PagesAsync<ListAccountAssignmentCreationStatusResponse, AccountAssignmentOperationStatusMetadata>(
            CallPriority.Poll,
            "ListAccountAssignmentCreationStatus",
            (sso, page, token) => sso.ListAccountAssignmentCreationStatusAsync(
                new() { InstanceArn = instanceArn, Filter = InProgress, MaxResults = PageSize, NextToken = page }, token),
            answer => (answer.AccountAssignmentsCreationStatus, answer.NextToken),
            cancellationToken)).Select(status => Required(status.RequestId, "RequestId"));

    private async Task<IEnumerable<string>> DeletionsAsync(string instanceArn, CancellationToken cancellationToken) =>
        (await door.PagesAsync<ListAccountAssignmentDeletionStatusResponse, AccountAssignmentOperationStatusMetadata>(
            CallPriority.Poll,
            "ListAccountAssignmentDeletionStatus",
            (sso, page, token) => sso.ListAccountAssignmentDeletionStatusAsync(
                new() { InstanceArn = instanceArn, Filter = InProgress, MaxResults = PageSize, NextToken = page }, token),
            answer => (answer.AccountAssignmentsDeletionStatus, answer.NextToken),
            cancellationToken)).Select(status => Required(status.RequestId, "RequestId"));

    private async Task<PermissionSetProvisioningStatus> ProvisioningAsync(string instanceArn, string requestId, CancellationToken cancellationToken) => Required(
        (await door.ReadAsync(
            CallPriority.Poll,
            "DescribePermissionSetProvisioningStatus",
            (sso, token) => sso.DescribePermissionSetProvisioningStatusAsync(
                new() { InstanceArn = instanceArn, ProvisionPermissionSetRequestId = requestId }, token),
            cancellationToken)).PermissionSetProvisioningStatus,
        "PermissionSetProvisioningStatus");

    private Task<AccountAssignmentOperationStatus> AssignmentAsync(string instanceArn, Operation operation, CancellationToken cancellationToken) =>
        operation.Kind is OperationKind.Creation ? CreationAsync(instanceArn, operation.RequestId, cancellationToken) : DeletionAsync(instanceArn, operation.RequestId, cancellationToken);

    private async Task<AccountAssignmentOperationStatus> CreationAsync(string instanceArn, string requestId, CancellationToken cancellationToken) => Required(
        (await door.ReadAsync(
            CallPriority.Poll,
            "DescribeAccountAssignmentCreationStatus",
            (sso, token) => sso.DescribeAccountAssignmentCreationStatusAsync(
                new() { InstanceArn = instanceArn, AccountAssignmentCreationRequestId = requestId }, token),
            cancellationToken)).AccountAssignmentCreationStatus,
        "AccountAssignmentCreationStatus");

    private async Task<AccountAssignmentOperationStatus> DeletionAsync(string instanceArn, string requestId, CancellationToken cancellationToken) => Required(
        (await door.ReadAsync(
            CallPriority.Poll,
            "DescribeAccountAssignmentDeletionStatus",
            (sso, token) => sso.DescribeAccountAssignmentDeletionStatusAsync(
                new() { InstanceArn = instanceArn, AccountAssignmentDeletionRequestId = requestId }, token),
            cancellationToken)).AccountAssignmentDeletionStatus,
        "AccountAssignmentDeletionStatus");
}
