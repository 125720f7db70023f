using System.Text.Json.Nodes;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>Bringing permission sets to the accounts that hold them, and which do.</summary>
internal static class Provisioning
{
    public static JsonObject Provision(RequestContext request)
    {
        var instance = Targets.AccessInstance(request);
        var set = Targets.ChangeableSet(instance, request);
        var operation = AsyncOperations.Begin(request, instance, set, OperationKind.Provision, Accounts(set, request), principal: null);
        return Json.Object(("PermissionSetProvisioningStatus", Show(operation)));
    }

    public static JsonObject DescribeStatus(RequestContext request) => Json.Object(
        ("PermissionSetProvisioningStatus", Show(AsyncOperations.Find(request, "ProvisionPermissionSetRequestId", OperationKind.Provision))));

    public static JsonObject ListStatus(RequestContext request) => AsyncOperations.List(request, "PermissionSetsProvisioningStatus", OperationKind.Provision);

    public static JsonObject ListAccounts(RequestContext request)
    {
        var set = Targets.PermissionSet(Targets.AccessInstance(request), request);
        var accounts = set.Provisioned.Where(p => Wanted(request, set, p.Value)).Select(p => p.Key);
        return Pager.Page(request, "AccountIds", accounts, a => a, a => a);
    }

    public static JsonObject ListPermissionSets(RequestContext request)
    {
        var instance = Targets.AccessInstance(request);
        var account = request.Text("AccountId");
        if (request.World.Organization.Account(account) is null) throw UnknownAccount(account);
        var sets = instance.ProvisionedTo(account).Select(id => instance.PermissionSets[id]).Where(s => Wanted(request, s, s.Provisioned[account]));
        return Pager.Page(request, "PermissionSets", sets, s => s.Id, s => s.Arn);
    }

    public static AwsException UnknownAccount(string accountId) => Errors.NotFound($"Account with id {accountId} does not exist in the organization.");

    private static string[] Accounts(PermissionSet set, RequestContext request)
    {
        var target = request.OptionalText("TargetId");
        if (request.Text("TargetType") == "ALL_PROVISIONED_ACCOUNTS")
            return target is null ? [.. set.Provisioned.Keys] : throw Errors.Validation("TargetId must not be given for ALL_PROVISIONED_ACCOUNTS.");
        if (target is null) throw Errors.Validation("TargetId must be given for AWS_ACCOUNT.");
        if (request.World.Organization.Account(target) is null) throw UnknownAccount(target);
        if (set.Provisioned.ContainsKey(target)) return [target];
        return Errors.Of(request.Behaviour.ProvisionUnassignedAccount, $"PermissionSet with id {set.Id} is not provisioned to account {target}.") is { } error
            ? throw error
            : [];
    }

    private static bool Wanted(RequestContext request, PermissionSet set, ProvisionedCopy copy) => request.OptionalText("ProvisioningStatus") switch
    {
        "LATEST_PERMISSION_SET_PROVISIONED" => copy.Version == set.Version,
        "LATEST_PERMISSION_SET_NOT_PROVISIONED" => copy.Version != set.Version,
        _ => true,
    };

    private static JsonObject Show(AsyncOperation operation) => Json.Object(
        ("Status", operation.Status.ToString()),
        ("RequestId", operation.RequestId),
        ("AccountId", operation.AccountId),
        ("PermissionSetArn", operation.PermissionSetArn),
        ("FailureReason", operation.FailureReason),
        ("CreatedDate", Json.Epoch(operation.CreatedDate)));
}
