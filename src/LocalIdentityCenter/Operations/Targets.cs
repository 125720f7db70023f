using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>Finds what a request is about, and refuses what cannot be found, used here, or touched by this caller.</summary>
internal static class Targets
{
    /// <summary>The instance, for its own operations and those of its Regions: usable in every enabled Region for reads.</summary>
    public static Instance Instance(RequestContext request)
    {
        var instance = Find(request, request.Text("InstanceArn"));
        Refusals.CheckRegion(instance, request, readsEverywhere: true);
        return instance;
    }

    /// <summary>The organization's instance, for permission sets and assignments: in the primary Region only, and only while they are enabled.</summary>
    public static Instance AccessInstance(RequestContext request) => AccessInstance(request, request.Text("InstanceArn"));

    public static Instance AccessInstance(RequestContext request, string arn)
    {
        var instance = Find(request, arn);
        Refusals.CheckRegion(instance, request, readsEverywhere: false);
        if (!instance.IsOrganization || !instance.PermissionSetsEnabled)
            throw Errors.Of(request.Behaviour.PermissionSetsDisabled, $"Permission sets are not enabled for the instance {instance.Arn}.");
        CheckKey(instance, request);
        return instance;
    }

    /// <summary>The permission set of the request.</summary>
    public static PermissionSet PermissionSet(Instance instance, RequestContext request) => PermissionSet(instance, request.Text("PermissionSetArn"));

    public static PermissionSet PermissionSet(Instance instance, string arn) =>
        instance.PermissionSets.TryGetValue(arn[(arn.LastIndexOf('/') + 1)..], out var set) && set.Arn == arn
            ? set
            : throw Errors.NotFound($"PermissionSet with ARN {arn} does not exist.");

    /// <summary>
    /// The permission set for a change. A set that reached the management account is out of the delegated administrator's hands,
    /// everywhere (user guide, delegated administration).
    /// </summary>
    public static PermissionSet ChangeableSet(Instance instance, RequestContext request)
    {
        var set = PermissionSet(instance, request);
        CheckDelegation(set, request);
        return set;
    }

    public static void CheckDelegation(PermissionSet set, RequestContext request)
    {
        if (request.Caller.Role == CallerRole.DelegatedAdministrator && set.Provisioned.ContainsKey(request.World.Organization.ManagementAccountId))
            throw Refusals.NotAuthorized(request);
    }

    /// <summary>Throws when the key that encrypts the instance cannot be used, or not in the caller's name.</summary>
    public static void CheckKey(Instance instance, RequestContext request)
    {
        if (instance.Encryption.KeyArn is { } key && (EncryptionKey.Problem(request.World, key) ?? KeyErrors.OfCaller(request.World.Keys[key], request.Caller)) is { } problem)
            throw KeyErrors.For(problem, request.Operation.Service);
    }

    public static Instance Find(RequestContext request, string arn) =>
        request.World.Instances.TryGetValue(arn, out var instance) ? instance
        : throw Refusals.Unknown(request, $"The instance {arn} does not exist or you do not have access to it.");

    /// <summary>The identity store of a directory operation, by id or ARN.</summary>
    public static IdentityStore Store(RequestContext request)
    {
        var id = LastPart(request.Text("IdentityStoreId"));
        if (!request.World.IdentityStores.TryGetValue(id, out var store))
            throw DirectoryErrors.NotFound("IDENTITY_STORE", null, $"IdentityStore with id {id} not found.");
        var instance = request.World.Instances.Values.First(i => i.IdentityStoreId == id);
        Refusals.CheckRegion(instance, request, readsEverywhere: true);
        CheckKey(instance, request);
        return store;
    }

    /// <summary>An id that may come as an ARN.</summary>
    public static string LastPart(string idOrArn) => idOrArn[(idOrArn.LastIndexOf('/') + 1)..];
}
