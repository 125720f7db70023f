using System.Text.Json.Nodes;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>Who holds which permission set in which account.</summary>
internal static class Assignments
{
    /// <summary>Accepted also when the assignment exists (terraform-provider-aws); refused while the opposite is in progress.</summary>
    public static JsonObject Create(RequestContext request)
    {
        var instance = Targets.AccessInstance(request);
        var (set, assignment) = Read(request, instance);
        RefuseOpposite(request, instance, assignment, OperationKind.DeleteAssignment);
        CheckAccount(request, instance, set, assignment.AccountId);
        CheckPrincipalType(request, instance, assignment.Principal);
        var operation = AsyncOperations.Begin(request, instance, set, OperationKind.CreateAssignment, [assignment.AccountId], assignment.Principal);
        return Json.Object(("AccountAssignmentCreationStatus", Show(operation)));
    }

    public static JsonObject Delete(RequestContext request)
    {
        var instance = Targets.AccessInstance(request);
        var (set, assignment) = Read(request, instance);
        RefuseOpposite(request, instance, assignment, OperationKind.CreateAssignment);
        if (!instance.Assignments.Contains(assignment) && Errors.Of(request.Behaviour.DeleteAbsentAssignment, "The account assignment does not exist.") is { } absent) throw absent;
        var operation = AsyncOperations.Begin(request, instance, set, OperationKind.DeleteAssignment, [assignment.AccountId], assignment.Principal);
        return Json.Object(("AccountAssignmentDeletionStatus", Show(operation)));
    }

    public static JsonObject DescribeCreation(RequestContext request) => Json.Object(
        ("AccountAssignmentCreationStatus", Show(AsyncOperations.Find(request, "AccountAssignmentCreationRequestId", OperationKind.CreateAssignment))));

    public static JsonObject DescribeDeletion(RequestContext request) => Json.Object(
        ("AccountAssignmentDeletionStatus", Show(AsyncOperations.Find(request, "AccountAssignmentDeletionRequestId", OperationKind.DeleteAssignment))));

    public static JsonObject ListCreations(RequestContext request) => AsyncOperations.List(request, "AccountAssignmentsCreationStatus", OperationKind.CreateAssignment);

    public static JsonObject ListDeletions(RequestContext request) => AsyncOperations.List(request, "AccountAssignmentsDeletionStatus", OperationKind.DeleteAssignment);

    public static JsonObject List(RequestContext request)
    {
        var instance = Targets.AccessInstance(request);
        var set = Targets.PermissionSet(instance, request);
        return Pager.Page(request, "AccountAssignments",
            after => instance.Assignments.At(request.Text("AccountId"), set.Id, after is null ? null : Assignment.Parse(after).Principal),
            a => a.ToString(), a => Show(a, instance));
    }

    /// <summary>Orphans included: a principal that is gone still has its assignments.</summary>
    public static JsonObject ListForPrincipal(RequestContext request)
    {
        var instance = Targets.AccessInstance(request);
        if (!request.World.StoreOf(instance).Exists(Principal(request)) && Errors.Of(request.Behaviour.ListDeletedPrincipal, $"The principal {Principal(request).Id} does not exist.") is { } gone) throw gone;
        var account = request.Optional("Filter") is { } filter && filter.TryGetProperty("AccountId", out var wanted) ? wanted.GetString() : null;
        return Pager.Page(request, "AccountAssignments", after => OfAll(request, instance, after).Where(a => account is null || a.AccountId == account),
            a => a.ToString(), a => Show(a, instance));
    }

    private static IEnumerable<Assignment> OfAll(RequestContext request, Instance instance, string? after)
    {
        var principals = Principals(request, instance);
        if (after is null) return principals.SelectMany(p => instance.Assignments.Of(p));
        var last = Assignment.Parse(after);
        return instance.Assignments.Of(last.Principal, last)
            .Concat(principals.SkipWhile(p => p != last.Principal).Skip(1).SelectMany(p => instance.Assignments.Of(p)));
    }

    private static List<Principal> Principals(RequestContext request, Instance instance)
    {
        var principal = Principal(request);
        if (principal.Type == PrincipalType.GROUP || !request.Behaviour.UserListingIncludesGroups) return [principal];
        var store = request.World.StoreOf(instance);
        var groups = store.MembershipsOfUser(principal.Id).Select(id => new Principal(PrincipalType.GROUP, store.Memberships[id].GroupId));
        return [principal, .. groups.Order()];
    }

    private static (PermissionSet Set, Assignment Assignment) Read(RequestContext request, Instance instance)
    {
        var set = Targets.ChangeableSet(instance, request);
        return (set, new Assignment(request.Text("TargetId"), set.Id, Principal(request)));
    }

    private static Principal Principal(RequestContext request) => new(Enum.Parse<PrincipalType>(request.Text("PrincipalType")), request.Text("PrincipalId"));

    private static void RefuseOpposite(RequestContext request, Instance instance, Assignment assignment, OperationKind opposite)
    {
        if (request.World.Operations.InProgress.Any(o => o.Kind == opposite && o.InstanceArn == instance.Arn && o.AccountId == assignment.AccountId
            && o.PermissionSetId == assignment.PermissionSetId && o.Principal == assignment.Principal))
            throw Errors.Conflict($"An operation on the assignment of {assignment.Principal} to account {assignment.AccountId} is in progress. Please try again later.");
    }

    private static void CheckAccount(RequestContext request, Instance instance, PermissionSet set, string accountId)
    {
        var organization = request.World.Organization;
        if (request.Behaviour.RefuseUnknownAccount && organization.Account(accountId) is null) throw Provisioning.UnknownAccount(accountId);
        if (request.Caller.Role == CallerRole.DelegatedAdministrator && accountId == organization.ManagementAccountId) throw Refusals.NotAuthorized(request);
        if (!set.Provisioned.ContainsKey(accountId) && instance.ProvisionedTo(accountId).Count >= request.Limits.PermissionSetsPerAccount)
            throw Errors.Quota($"Account {accountId} has {request.Limits.PermissionSetsPerAccount} permission sets provisioned, which is the most it can have.");
    }

    private static void CheckPrincipalType(RequestContext request, Instance instance, Principal principal)
    {
        var store = request.World.StoreOf(instance);
        var other = principal with { Type = principal.Type == PrincipalType.USER ? PrincipalType.GROUP : PrincipalType.USER };
        if (request.Behaviour.RefuseWrongPrincipalType && !store.Exists(principal) && store.Exists(other))
            throw Errors.Validation($"The principal {principal.Id} is not a {principal.Type}.");
    }

    private static JsonObject Show(AsyncOperation operation) => Json.Object(
        ("Status", operation.Status.ToString()),
        ("RequestId", operation.RequestId),
        ("FailureReason", operation.FailureReason),
        ("TargetId", operation.AccountId),
        ("TargetType", "AWS_ACCOUNT"),
        ("PermissionSetArn", operation.PermissionSetArn),
        ("PrincipalType", operation.Principal!.Value.Type.ToString()),
        ("PrincipalId", operation.Principal.Value.Id),
        ("CreatedDate", Json.Epoch(operation.CreatedDate)));

    private static JsonObject Show(Assignment assignment, Instance instance) => Json.Object(
        ("AccountId", assignment.AccountId),
        ("PermissionSetArn", instance.PermissionSets[assignment.PermissionSetId].Arn),
        ("PrincipalType", assignment.Principal.Type.ToString()),
        ("PrincipalId", assignment.Principal.Id));
}
