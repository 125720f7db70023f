using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using static IdentityCenterOperator.IdentityCenter.AwsReply;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>Reads how asynchronous operations stand.</summary>
internal sealed class OperationReader(AwsDoor door, InstanceLocator instance)
{
    private static readonly OperationStatusFilter InProgress = new() { Status = StatusValues.IN_PROGRESS };

    /// <summary>Request ids of all operations of a kind that are in progress, whoever started them.</summary>
    public async Task<HashSet<string>> InProgressAsync(OperationKind kind, CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        string? page = null;
        do
        {
            var (found, next) = await PageAsync(kind, page, cancellationToken);
            ids.UnionWith(found);
            page = next;
        }
        while (!string.IsNullOrEmpty(page));
        return ids;
    }

    /// <summary>How one operation stands.</summary>
    public async Task<OperationStatus> DescribeAsync(Operation operation, CancellationToken cancellationToken)
    {
        try
        {
            var (status, reason) = await StatusAsync(operation, cancellationToken);
            return status switch
            {
                "SUCCEEDED" => new OperationStatus.Succeeded(),
                "FAILED" => new OperationStatus.Failed(reason ?? "AWS gave no reason."),
                _ => new OperationStatus.InProgress(),
            };
        }
        catch (ResourceNotFoundException)
        {
            return new OperationStatus.Forgotten();
        }
    }

    private Task<(IEnumerable<string> Ids, string? Next)> PageAsync(OperationKind kind, string? page, CancellationToken cancellationToken) => kind switch
    {
        OperationKind.Provisioning => ProvisioningPageAsync(page, cancellationToken),
        OperationKind.Creation => CreationPageAsync(page, cancellationToken),
        _ => DeletionPageAsync(page, cancellationToken),
    };

    private async Task<(IEnumerable<string> Ids, string? Next)> ProvisioningPageAsync(string? page, CancellationToken cancellationToken)
    {
        var answer = await door.ReadAsync(
            CallPriority.Poll,
            "ListPermissionSetProvisioningStatus",
            (sso, token) => sso.ListPermissionSetProvisioningStatusAsync(
                new() { InstanceArn = instance.Arn, Filter = InProgress, MaxResults = 100, NextToken = page }, token),
            cancellationToken);
        return (answer.PermissionSetsProvisioningStatus?.Select(status => Required(status.RequestId, "RequestId")) ?? [], answer.NextToken);
    }

    private async Task<(IEnumerable<string> Ids, string? Next)> CreationPageAsync(string? page, CancellationToken cancellationToken)
    {
        var answer = await door.ReadAsync(
            CallPriority.Poll,
            "ListAccountAssignmentCreationStatus",
            (sso, token) => sso.ListAccountAssignmentCreationStatusAsync(
                new() { InstanceArn = instance.Arn, Filter = InProgress, MaxResults = 100, NextToken = page }, token),
            cancellationToken);
        return (answer.AccountAssignmentsCreationStatus?.Select(status => Required(status.RequestId, "RequestId")) ?? [], answer.NextToken);
    }

    private async Task<(IEnumerable<string> Ids, string? Next)> DeletionPageAsync(string? page, CancellationToken cancellationToken)
    {
        var answer = await door.ReadAsync(
            CallPriority.Poll,
            "ListAccountAssignmentDeletionStatus",
            (sso, token) => sso.ListAccountAssignmentDeletionStatusAsync(
                new() { InstanceArn = instance.Arn, Filter = InProgress, MaxResults = 100, NextToken = page }, token),
            cancellationToken);
        return (answer.AccountAssignmentsDeletionStatus?.Select(status => Required(status.RequestId, "RequestId")) ?? [], answer.NextToken);
    }

    private Task<(string? Status, string? Reason)> StatusAsync(Operation operation, CancellationToken cancellationToken) => operation.Kind switch
    {
        OperationKind.Provisioning => ProvisioningAsync(operation.RequestId, cancellationToken),
        OperationKind.Creation => CreationAsync(operation.RequestId, cancellationToken),
        _ => DeletionAsync(operation.RequestId, cancellationToken),
    };

    private async Task<(string? Status, string? Reason)> ProvisioningAsync(string requestId, CancellationToken cancellationToken)
    {
        var answer = await door.ReadAsync(
            CallPriority.Poll,
            "DescribePermissionSetProvisioningStatus",
            (sso, token) => sso.DescribePermissionSetProvisioningStatusAsync(
                new() { InstanceArn = instance.Arn, ProvisionPermissionSetRequestId = requestId }, token),
            cancellationToken);
        return (answer.PermissionSetProvisioningStatus?.Status?.Value, answer.PermissionSetProvisioningStatus?.FailureReason);
    }

    private async Task<(string? Status, string? Reason)> CreationAsync(string requestId, CancellationToken cancellationToken)
    {
        var answer = await door.ReadAsync(
            CallPriority.Poll,
            "DescribeAccountAssignmentCreationStatus",
            (sso, token) => sso.DescribeAccountAssignmentCreationStatusAsync(
                new() { InstanceArn = instance.Arn, AccountAssignmentCreationRequestId = requestId }, token),
            cancellationToken);
        return (answer.AccountAssignmentCreationStatus?.Status?.Value, answer.AccountAssignmentCreationStatus?.FailureReason);
    }

    private async Task<(string? Status, string? Reason)> DeletionAsync(string requestId, CancellationToken cancellationToken)
    {
        var answer = await door.ReadAsync(
            CallPriority.Poll,
            "DescribeAccountAssignmentDeletionStatus",
            (sso, token) => sso.DescribeAccountAssignmentDeletionStatusAsync(
                new() { InstanceArn = instance.Arn, AccountAssignmentDeletionRequestId = requestId }, token),
            cancellationToken);
        return (answer.AccountAssignmentDeletionStatus?.Status?.Value, answer.AccountAssignmentDeletionStatus?.FailureReason);
    }
}
