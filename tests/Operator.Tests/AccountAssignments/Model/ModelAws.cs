using System.Reflection;
using Amazon.IdentityStore;
using Amazon.Organizations;
using Amazon.Organizations.Model;
using Amazon.SSOAdmin;
using Amazon.SSOAdmin.Model;
using IdentityCenterOperator.IdentityCenter;
using AccountAssignment = Amazon.SSOAdmin.Model.AccountAssignment;
using Organization = Amazon.Organizations.Model.Organization;
using PrincipalType = Amazon.SSOAdmin.PrincipalType;

namespace Operator.Tests.AccountAssignments.Model;

/// <summary>AWS, as far as the deciding code meets it: it shows lists, takes requests and works on them. What they come to is the model's to say.</summary>
internal sealed class ModelAws
{
    /// <summary>ARN of the instance.</summary>
    public const string Instance = "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6";

    private const string Management = "999999999999";

    /// <summary>Creates it.</summary>
    public ModelAws()
    {
        Sso = Proxy<IAmazonSSOAdmin>(Answer);
        Organizations = Proxy<IAmazonOrganizations>(Answer);
        IdentityStore = Proxy<IAmazonIdentityStore>(Answer);
    }

    /// <summary>The client of the one service.</summary>
    public IAmazonSSOAdmin Sso { get; }

    /// <summary>The client of the other.</summary>
    public IAmazonOrganizations Organizations { get; }

    /// <summary>The client of the directory, which nobody need ask.</summary>
    public IAmazonIdentityStore IdentityStore { get; }

    /// <summary>What lists show.</summary>
    public int Shown { get; set; }

    /// <summary>What AWS works on.</summary>
    public List<(bool IsGrant, int Assignment)> Running { get; } = [];

    private object Answer(string operation, object request) => (operation, request) switch
    {
        ("ListInstancesAsync", _) => Task.FromResult(new ListInstancesResponse { Instances = [new() { InstanceArn = Instance, IdentityStoreId = "d-1234567890", OwnerAccountId = Management }] }),
        ("DescribeOrganizationAsync", _) => Task.FromResult(new DescribeOrganizationResponse { Organization = new Organization { MasterAccountId = Management } }),
        ("ListAccountsAsync", _) => Task.FromResult(new ListAccountsResponse
        {
            Accounts = [.. ModelWorld.Accounts.Append(Management).Select(id => new Account { Id = id, Name = id, State = AccountState.ACTIVE, Paths = ["o-1/r-1/"] })],
        }),
        (_, ListAccountAssignmentsRequest pair) => Task.FromResult(new ListAccountAssignmentsResponse
        {
            AccountAssignments = [.. Listed(one => one.AccountId == pair.AccountId && one.PermissionSetArn == pair.PermissionSetArn).Select(one => new AccountAssignment
            {
                AccountId = one.AccountId,
                PermissionSetArn = one.PermissionSetArn,
                PrincipalType = PrincipalType.GROUP,
                PrincipalId = one.Principal.Id,
            })],
        }),
        (_, ListAccountAssignmentsForPrincipalRequest holder) => Task.FromResult(new ListAccountAssignmentsForPrincipalResponse
        {
            AccountAssignments = [.. Listed(one => one.Principal.Id == holder.PrincipalId).Select(one => new AccountAssignmentForPrincipal
            {
                AccountId = one.AccountId,
                PermissionSetArn = one.PermissionSetArn,
                PrincipalType = PrincipalType.GROUP,
                PrincipalId = one.Principal.Id,
            })],
        }),
        ("ListPermissionSetProvisioningStatusAsync", _) => Task.FromResult(new ListPermissionSetProvisioningStatusResponse { PermissionSetsProvisioningStatus = [] }),
        ("ListAccountAssignmentCreationStatusAsync", _) => Task.FromResult(new ListAccountAssignmentCreationStatusResponse { AccountAssignmentsCreationStatus = Ids(isGrant: true) }),
        ("ListAccountAssignmentDeletionStatusAsync", _) => Task.FromResult(new ListAccountAssignmentDeletionStatusResponse { AccountAssignmentsDeletionStatus = Ids(isGrant: false) }),
        (_, DescribeAccountAssignmentCreationStatusRequest one) => Task.FromResult(new DescribeAccountAssignmentCreationStatusResponse { AccountAssignmentCreationStatus = Status(one.AccountAssignmentCreationRequestId!) }),
        (_, DescribeAccountAssignmentDeletionStatusRequest one) => Task.FromResult(new DescribeAccountAssignmentDeletionStatusResponse { AccountAssignmentDeletionStatus = Status(one.AccountAssignmentDeletionRequestId!) }),
        (_, CreateAccountAssignmentRequest one) => Task.FromResult(new CreateAccountAssignmentResponse { AccountAssignmentCreationStatus = Begin(true, one.TargetId!, one.PermissionSetArn!, one.PrincipalId!) }),
        (_, DeleteAccountAssignmentRequest one) => Task.FromResult(new DeleteAccountAssignmentResponse { AccountAssignmentDeletionStatus = Begin(false, one.TargetId!, one.PermissionSetArn!, one.PrincipalId!) }),
        _ => throw new NotSupportedException(operation),
    };

    private IEnumerable<Assignment> Listed(Func<Assignment, bool> which) => ModelWorld.In(Shown).Select(index => ModelWorld.All[index]).Where(which);

    private List<AccountAssignmentOperationStatusMetadata> Ids(bool isGrant) =>
        [.. Running.Where(one => one.IsGrant == isGrant).Select(one => new AccountAssignmentOperationStatusMetadata { RequestId = IdOf(one), Status = StatusValues.IN_PROGRESS })];

    private AccountAssignmentOperationStatus Begin(bool isGrant, string account, string set, string principal)
    {
        var one = (isGrant, ModelWorld.IndexOf(new(account, set, new(PrincipalKind.Group, principal))));
        Running.Add(one);
        return Status(IdOf(one));
    }

    private AccountAssignmentOperationStatus Status(string id)
    {
        var assignment = ModelWorld.All[Running.First(one => IdOf(one) == id).Assignment];
        return new()
        {
            RequestId = id,
            Status = StatusValues.IN_PROGRESS,
            TargetId = assignment.AccountId,
            PermissionSetArn = assignment.PermissionSetArn,
            PrincipalType = PrincipalType.GROUP,
            PrincipalId = assignment.Principal.Id,
        };
    }

    private static string IdOf((bool IsGrant, int Assignment) one) => $"{(one.IsGrant ? "grant" : "revoke")}-{one.Assignment}";

    private static TClient Proxy<TClient>(Func<string, object, object> answer)
        where TClient : class
    {
        var proxy = DispatchProxy.Create<TClient, ClientProxy>();
        ((ClientProxy)(object)proxy).Answers = answer;
        return proxy;
    }
}

/// <summary>A client of AWS that a function stands in for.</summary>
public class ClientProxy : DispatchProxy
{
    /// <summary>What answers: by the operation's name and its request.</summary>
    public Func<string, object, object>? Answers { get; set; }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name is "Dispose" ? null : Answers!(targetMethod.Name, args![0]!);
}
