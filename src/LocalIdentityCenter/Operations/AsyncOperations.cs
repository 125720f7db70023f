using System.Globalization;
using System.Text.Json.Nodes;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>Beginning asynchronous operations and telling how they are.</summary>
internal static class AsyncOperations
{
    /// <summary>Begins the operation, unless too many are in flight.</summary>
    public static AsyncOperation Begin(RequestContext request, Instance instance, PermissionSet set, OperationKind kind, IReadOnlyCollection<string> accounts, Principal? principal)
    {
        CheckOutstanding(request);
        var operation = new AsyncOperation
        {
            RequestId = request.Ids.Uuid(),
            InstanceArn = instance.Arn,
            Kind = kind,
            PermissionSetId = set.Id,
            PermissionSetArn = set.Arn,
            CreatedDate = request.Now,
            AccountId = request.OptionalText("TargetId"),
            Principal = principal,
            Version = set.Version,
            FailWith = FailureAskedFor(request) ?? FailureOfCaller(request, accounts),
            Stuck = request.LaterFault?.Kind == FaultKind.StickOperation,
        };
        request.Progress.Submit(operation, accounts, request.Now);
        return operation;
    }

    /// <summary>The operation of a Describe…Status.</summary>
    public static AsyncOperation Find(RequestContext request, string member, OperationKind kind)
    {
        var instance = Targets.AccessInstance(request);
        var id = request.Text(member);
        return request.World.Operations.Find(id) is { } operation && operation.Kind == kind && operation.InstanceArn == instance.Arn
            ? operation
            : throw Errors.NotFound($"Request with id {id} does not exist.");
    }

    /// <summary>A page of operations of one kind with their status only, as AWS gives it.</summary>
    public static JsonObject List(RequestContext request, string member, OperationKind kind)
    {
        var instance = Targets.AccessInstance(request);
        var status = request.Optional("Filter") is { } filter && filter.TryGetProperty("Status", out var wanted) ? wanted.GetString() : null;
        var operations = status == nameof(OperationStatus.IN_PROGRESS) ? request.World.Operations.InProgress : request.World.Operations.All;
        var matching = operations.Where(o => o.Kind == kind && o.InstanceArn == instance.Arn && (status is null || o.Status.ToString() == status));
        return Pager.Page(request, member, after => After(matching, after), o => o.Number.ToString(CultureInfo.InvariantCulture), Summary);
    }

    // By number: the operation that ended a page may be done, and out of the list, when the next page is asked for.
    private static IEnumerable<AsyncOperation> After(IEnumerable<AsyncOperation> operations, string? after)
    {
        var last = after is null ? 0 : long.Parse(after, CultureInfo.InvariantCulture);
        return operations.Where(o => o.Number > last);
    }

    private static void CheckOutstanding(RequestContext request)
    {
        if (request.World.Operations.InProgress.Count >= request.Limits.OutstandingOperations)
            throw Errors.Of(request.Behaviour.TooManyOperations, "There are too many requests processing. Please try again later.");
    }

    private static string? FailureAskedFor(RequestContext request) => request.LaterFault is { Kind: FaultKind.FailOperation } fault
        ? fault.Message ?? "An unexpected internal service exception was encountered"
        : null;

    private static string? FailureOfCaller(RequestContext request, IReadOnlyCollection<string> accounts)
    {
        var management = request.World.Organization.ManagementAccountId;
        return !request.Caller.MayManageManagementAccount && accounts.Contains(management)
            ? "Received a 403 status error: Access denied by IAM. Please check your policy, or wait for role propagation to complete. IAM Error: "
              + $"User: {request.Caller.Arn} is not authorized to perform: iam:CreateRole on resource: arn:aws:iam::{management}:role/aws-reserved/sso.amazonaws.com/ "
              + "(Service: AmazonIdentityManagement; Status Code: 403; Error Code: AccessDenied)"
            : null;
    }

    private static JsonNode Summary(AsyncOperation operation) => Json.Object(
        ("Status", operation.Status.ToString()),
        ("RequestId", operation.RequestId),
        ("CreatedDate", Json.Epoch(operation.CreatedDate)));
}
