namespace LocalIdentityCenter.State;

/// <summary>What an asynchronous operation does when its time has come.</summary>
internal sealed class OperationEffect(WorldState world, Instance instance, AsyncOperation operation, Behaviour behaviour, Limits limits, Ids ids)
{
    /// <summary>Whether the last assignment of the pair is gone, so that the role can go.</summary>
    public bool LeavesRoleUnneeded { get; private set; }

    /// <summary>Null, or why it failed in this account.</summary>
    public string? Apply(string accountId) => operation.Kind switch
    {
        OperationKind.CreateAssignment => Create(accountId),
        OperationKind.DeleteAssignment => Delete(accountId),
        _ => accountId.Length == 0 ? null : Provision(accountId),
    };

    private string? Create(string accountId)
    {
        if (MissingPrincipal() is { } missing) return missing;
        if (Provision(accountId) is { } failure) return failure;
        instance.Assignments.Add(Assignment(accountId));
        return null;
    }

    private string? Delete(string accountId)
    {
        if (behaviour.DeletingOrphanFails && MissingPrincipal() is { } missing) return missing;
        if (!instance.Assignments.Remove(Assignment(accountId))) return null;
        LeavesRoleUnneeded = !instance.Assignments.Any(accountId, operation.PermissionSetId);
        return null;
    }

    private string? Provision(string accountId)
    {
        var set = instance.PermissionSets[operation.PermissionSetId];
        if (Unreachable(accountId) is { } unreachable) return unreachable;
        return KeepsRole(set, accountId) ? null : RoleMaker.Problem(world, instance, set, accountId, limits, behaviour) ?? MakeRole(set, accountId);
    }

    // A further assignment finds the role as it is; a provisioning that waited until the account lost its role makes none.
    private bool KeepsRole(PermissionSet set, string accountId) => operation.Kind == OperationKind.CreateAssignment
        ? !behaviour.AssignmentRefreshesRole && set.Provisioned.ContainsKey(accountId)
        : !set.Provisioned.ContainsKey(accountId);

    private string? MakeRole(PermissionSet set, string accountId)
    {
        instance.Provision(set, accountId, operation.Version, () => $"AWSReservedSSO_{set.Name}_{ids.Hex(16)}");
        return null;
    }

    private string? Unreachable(string accountId) => world.Organization.Account(accountId) is { State: AccountState.ACTIVE }
        ? null
        : $"AWS SSO is unable to complete your request at this time. Obtaining permissions to manage your AWS account '{accountId}' takes longer than usual. "
          + "Please try again in a few minutes. If this problem continues, contact AWS Support.";

    private string? MissingPrincipal() => operation.Principal is { } principal && !world.StoreOf(instance).Exists(principal)
        ? $"Received a 404 status error: the {principal.Type} assignee {principal.Id} was not found in directory {instance.IdentityStoreId}"
        : null;

    private Assignment Assignment(string accountId) => new(accountId, operation.PermissionSetId, operation.Principal!.Value);
}
