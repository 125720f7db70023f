using LocalIdentityCenter.Models;
using LocalIdentityCenter.State;

namespace LocalIdentityCenter.Wire;

/// <summary>Who may do what, and in which Region.</summary>
internal static class Refusals
{
    private const string IdentityCenterPrincipal = "sso.amazonaws.com";

    /// <summary>Throws unless the caller may do this kind of work.</summary>
    public static void CheckCaller(Handler handler, RequestContext request)
    {
        var allowed = (handler.Work, request.Caller.Role) switch
        {
            (_, CallerRole.Management) => true,
            (Work.Instances or Work.Directories or Work.OrganizationByAnyone or Work.Keys, _) => true,
            (Work.AccessByManagement, _) => false,
            (_, CallerRole.DelegatedAdministrator) => true,
            (Work.Organization, CallerRole.Member) => false,
            _ => OwnsWhatItAsksFor(request),
        };
        if (!allowed) throw NotAuthorized(request);
    }

    public static CallerRole RoleOf(string accountId, Organization organization) =>
        accountId == organization.ManagementAccountId ? CallerRole.Management
        : organization.IsDelegated(accountId, IdentityCenterPrincipal) ? CallerRole.DelegatedAdministrator
        : CallerRole.Member;

    public static AwsException NotAuthorized(RequestContext request)
    {
        var action = $"{request.Operation.Service.SigningName}:{request.Operation.Name}";
        return Errors.Denied($"User: {request.Caller.Arn} is not authorized to perform: {action}");
    }

    // An account instance is administered by the account it belongs to.
    private static bool OwnsWhatItAsksFor(RequestContext request) =>
        Find(request) is { } instance && !instance.IsOrganization && instance.OwnerAccountId == request.Caller.AccountId;

    private static Instance? Find(RequestContext request) =>
        request.OptionalText("InstanceArn") is { } arn ? request.World.Instances.GetValueOrDefault(arn)
        : request.OptionalText("IdentityStoreId") is { } store ? request.World.Instances.Values.FirstOrDefault(i => store.EndsWith(i.IdentityStoreId, StringComparison.Ordinal))
        : null;

    /// <summary>Throws unless the operation works on this instance in the Region the request is for.</summary>
    public static void CheckRegion(Instance instance, RequestContext request, bool readsEverywhere)
    {
        var region = instance.Regions.FirstOrDefault(r => r.Name == request.Caller.Region);
        if (region is { IsPrimary: true }) return;
        if (region is null) throw NotHere(instance, request);
        if (readsEverywhere && request.Operation.IsRead) return;
        throw Errors.Of(request.Behaviour.AdditionalRegionRefusal,
            $"The operation {request.Operation.Name} is not supported in Region {region.Name}. Call it in the primary Region {instance.PrimaryRegion}.");
    }

    // In a Region without the instance it is as if it did not exist.
    private static AwsException NotHere(Instance instance, RequestContext request) =>
        Unknown(request, request.Operation.Service == ServiceModel.IdentityStore
            ? $"The identity store {instance.IdentityStoreId} does not exist in Region {request.Caller.Region}."
            : $"The instance {instance.Arn} does not exist in Region {request.Caller.Region}.");

    /// <summary>An unknown instance is ResourceNotFoundException where the operation knows that error, otherwise AccessDeniedException.</summary>
    public static AwsException Unknown(RequestContext request, string message) =>
        request.Operation.Errors.Contains("ResourceNotFoundException") ? Errors.NotFound(message) : Errors.Denied(message);
}
