using System.Reflection;
using Amazon.IdentityStore;
using Amazon.IdentityStore.Model;
using Amazon.Organizations;
using Amazon.Organizations.Model;
using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.IdentityCenter;
using Operator.Tests.AccountAssignments.Model;
using Operator.Tests.Interleavings.Scheduling;
using AccountAssignment = Amazon.SSOAdmin.Model.AccountAssignment;
using Organization = Amazon.Organizations.Model.Organization;
using PrincipalType = Amazon.SSOAdmin.PrincipalType;

namespace Operator.Tests.Interleavings.Support;

/// <summary>AWS: each call is carried out in its turn, and its answer taken in the caller's; what it accepts it works on for up to three seconds.</summary>
internal sealed class ScheduledAws
{
    private const string Management = "999999999999";

    private readonly Schedule _schedule;
    private readonly Lane _lane;
    private readonly Dictionary<string, AwsOperation> _operations = [];

    /// <summary>Creates it.</summary>
    public ScheduledAws(Schedule schedule)
    {
        (_schedule, _lane) = (schedule, schedule.Lane("AWS"));
        Sso = Proxy<IAmazonSSOAdmin>();
        Organizations = Proxy<IAmazonOrganizations>();
        IdentityStore = Proxy<IAmazonIdentityStore>();
    }

    /// <summary>Raised when a request to change something leaves the operator.</summary>
    public event Action<AwsOperation>? Sent;

    /// <summary>The client of the one service.</summary>
    public IAmazonSSOAdmin Sso { get; }

    /// <summary>The client of the other.</summary>
    public IAmazonOrganizations Organizations { get; }

    /// <summary>The client of the directory.</summary>
    public IAmazonIdentityStore IdentityStore { get; }

    /// <summary>What is assigned.</summary>
    public HashSet<Assignment> Has { get; } = [];

    /// <summary>What AWS works on.</summary>
    public IEnumerable<AwsOperation> Running => _operations.Values.Where(one => !one.IsOver);

    /// <summary>All that was ever accepted.</summary>
    public IEnumerable<AwsOperation> Accepted => _operations.Values;

    /// <summary>Whether the directory can be asked.</summary>
    public bool IsDirectoryDenied { get; set; }

    /// <summary>What becomes of a request to change something, as with the API server.</summary>
    public Func<ApiFault> Faults { get; set; } = () => ApiFault.None;

    /// <summary>Somebody else has AWS do something.</summary>
    public void Stranger(bool isGrant, Assignment assignment) => _lane.Start(() =>
    {
        Accept(new(isGrant, assignment) { IsOthers = true });
        return Task.CompletedTask;
    });

    private object Answer(string operation, object request) => (operation, request) switch
    {
        (_, CreateAccountAssignmentRequest one) => WriteAsync(Of(true, one.TargetId, one.PermissionSetArn, one.PrincipalId), status => new CreateAccountAssignmentResponse { AccountAssignmentCreationStatus = status }),
        (_, DeleteAccountAssignmentRequest one) => WriteAsync(Of(false, one.TargetId, one.PermissionSetArn, one.PrincipalId), status => new DeleteAccountAssignmentResponse { AccountAssignmentDeletionStatus = status }),
        (_, DescribeAccountAssignmentCreationStatusRequest one) =>
            _lane.Do(() => new DescribeAccountAssignmentCreationStatusResponse { AccountAssignmentCreationStatus = Status(_operations[one.AccountAssignmentCreationRequestId!]) }),
        (_, DescribeAccountAssignmentDeletionStatusRequest one) =>
            _lane.Do(() => new DescribeAccountAssignmentDeletionStatusResponse { AccountAssignmentDeletionStatus = Status(_operations[one.AccountAssignmentDeletionRequestId!]) }),
        (_, ListAccountAssignmentsRequest pair) => _lane.Do(() => Listed(pair)),
        (_, ListAccountAssignmentsForPrincipalRequest holder) => _lane.Do(() => Listed(holder)),
        (_, ListPermissionSetProvisioningStatusRequest) => _lane.Do(() => new ListPermissionSetProvisioningStatusResponse { PermissionSetsProvisioningStatus = [] }),
        (_, ListAccountAssignmentCreationStatusRequest) => _lane.Do(() => new ListAccountAssignmentCreationStatusResponse { AccountAssignmentsCreationStatus = InProgress(true) }),
        (_, ListAccountAssignmentDeletionStatusRequest) => _lane.Do(() => new ListAccountAssignmentDeletionStatusResponse { AccountAssignmentsDeletionStatus = InProgress(false) }),
        _ => Surroundings(operation, request),
    };

    private object Surroundings(string operation, object request) => (operation, request) switch
    {
        (_, GetGroupIdRequest) => _lane.Do(() => IsDirectoryDenied ? throw Denied() : new GetGroupIdResponse { GroupId = Small.Newcomer.Id }),
        (_, DescribeGroupRequest) => _lane.Do(() => IsDirectoryDenied ? throw Denied() : new DescribeGroupResponse { DisplayName = "a group" }),
        ("ListInstancesAsync", _) => _lane.Do(() => new ListInstancesResponse { Instances = [new() { InstanceArn = ModelAws.Instance, IdentityStoreId = "d-1234567890", OwnerAccountId = Management }] }),
        ("DescribeOrganizationAsync", _) => _lane.Do(() => new DescribeOrganizationResponse { Organization = new Organization { MasterAccountId = Management } }),
        ("ListAccountsAsync", _) => _lane.Do(() => new ListAccountsResponse
        {
            Accounts = [.. Small.Accounts.Append(Management).Select(id => new Account { Id = id, Name = id, State = AccountState.ACTIVE, Paths = ["o-1/r-1/"] })],
        }),
        _ => throw new NotSupportedException(operation),
    };

    private async Task<T> WriteAsync<T>(AwsOperation operation, Func<AccountAssignmentOperationStatus, T> answer)
    {
        _schedule.Note($"{operation} leaves");
        Sent?.Invoke(operation);
        var fault = Faults();
        if (fault is not ApiFault.None)
            _schedule.Note($"it is {fault.ToString().ToLowerInvariant()}");
        operation.IsOver = fault is ApiFault.Refused;
        var status = await _lane.Do(() => fault is ApiFault.Refused ? throw new AmazonSSOAdminException("Rate exceeded") { ErrorCode = "ThrottlingException" } : Accept(operation));
        return fault is ApiFault.Unanswered ? throw new TimeoutException("no answer") : answer(status);
    }

    private AccountAssignmentOperationStatus Accept(AwsOperation operation)
    {
        if (Running.Any(one => one.Assignment == operation.Assignment))
            _schedule.Fail($"{operation} is accepted while AWS works on it already");
        operation.Id = $"request-{_operations.Count + 1}";
        _operations[operation.Id] = operation;
        _schedule.Note($"{operation} is accepted as {operation.Id}");
        _lane.Start(() => EndAsync(operation));
        return Status(operation);
    }

    private async Task EndAsync(AwsOperation operation)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(_schedule.Random.Next(3000)), _schedule.Time);
        operation.IsOver = true;
        if (operation.IsGrant)
            Has.Add(operation.Assignment);
        else
            Has.Remove(operation.Assignment);
        _schedule.Note($"{operation} is done");
    }

    private ListAccountAssignmentsResponse Listed(ListAccountAssignmentsRequest pair) => new()
    {
        AccountAssignments = [.. Has.Where(one => one.AccountId == pair.AccountId && one.PermissionSetArn == pair.PermissionSetArn).Select(one => new AccountAssignment
        {
            AccountId = one.AccountId, PermissionSetArn = one.PermissionSetArn, PrincipalType = PrincipalType.GROUP, PrincipalId = one.Principal.Id,
        })],
    };

    private ListAccountAssignmentsForPrincipalResponse Listed(ListAccountAssignmentsForPrincipalRequest holder) => new()
    {
        AccountAssignments = [.. Has.Where(one => one.Principal.Id == holder.PrincipalId).Select(one => new AccountAssignmentForPrincipal
        {
            AccountId = one.AccountId, PermissionSetArn = one.PermissionSetArn, PrincipalType = PrincipalType.GROUP, PrincipalId = one.Principal.Id,
        })],
    };

    private List<AccountAssignmentOperationStatusMetadata> InProgress(bool isGrant) =>
        [.. Running.Where(one => one.IsGrant == isGrant).Select(one => new AccountAssignmentOperationStatusMetadata { RequestId = one.Id, Status = StatusValues.IN_PROGRESS })];

    private static AccountAssignmentOperationStatus Status(AwsOperation one) => new()
    {
        RequestId = one.Id,
        Status = one.IsOver ? StatusValues.SUCCEEDED : StatusValues.IN_PROGRESS,
        TargetId = one.Assignment.AccountId,
        PermissionSetArn = one.Assignment.PermissionSetArn,
        PrincipalType = PrincipalType.GROUP,
        PrincipalId = one.Assignment.Principal.Id,
    };

    private static AwsOperation Of(bool isGrant, string? account, string? set, string? principal) => new(isGrant, new(account!, set!, new(PrincipalKind.Group, principal!)));

    private static AmazonIdentityStoreException Denied() => new("not now") { ErrorCode = "AccessDeniedException", StatusCode = System.Net.HttpStatusCode.BadRequest };

    private TClient Proxy<TClient>()
        where TClient : class
    {
        var proxy = DispatchProxy.Create<TClient, ClientProxy>();
        ((ClientProxy)(object)proxy).Answers = Answer;
        return proxy;
    }
}

/// <summary>Something that AWS was asked for.</summary>
internal sealed class AwsOperation(bool isGrant, Assignment assignment)
{
    /// <summary>Whether it assigns.</summary>
    public bool IsGrant => isGrant;

    /// <summary>What.</summary>
    public Assignment Assignment => assignment;

    /// <summary>Whether somebody else asked for it.</summary>
    public bool IsOthers { get; init; }

    /// <summary>AWS's id of it.</summary>
    public string Id { get; set; } = "";

    /// <summary>Whether it has ended.</summary>
    public bool IsOver { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{(isGrant ? "granting" : "revoking")} {Small.Word(assignment)}";
}
