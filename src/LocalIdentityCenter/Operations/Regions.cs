using System.Text.Json.Nodes;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>Additional Regions of an instance: one is added or removed at a time.</summary>
internal static class Regions
{
    public static JsonObject Add(RequestContext request)
    {
        var instance = Changeable(request);
        var name = request.Text("RegionName");
        RefuseBusy(instance);
        if (Find(instance, name) is not null) throw Errors.Of(request.Behaviour.AddExistingRegion, $"Region {name} is already enabled for the instance.");
        if (RegionPreconditions.Missing(request.World, instance, name) is { } missing) throw Errors.Of(request.Behaviour.MissingRegionPrecondition, missing);
        if (instance.Regions.Count - 1 >= request.Limits.AdditionalRegions)
            throw Errors.Quota($"The instance can have at most {request.Limits.AdditionalRegions} additional Regions.");
        instance.Regions.Add(new RegionState { Name = name, AddedDate = request.Now, Status = RegionStatus.ADDING, Due = Due(request) });
        return Status(RegionStatus.ADDING);
    }

    public static JsonObject Remove(RequestContext request)
    {
        var instance = Changeable(request);
        var name = request.Text("RegionName");
        var region = Find(instance, name) ?? throw Unknown(name);
        if (region.IsPrimary) throw Errors.Of(request.Behaviour.RemovePrimaryRegion, $"Region {name} is the primary Region of the instance and cannot be removed.");
        RefuseBusy(instance);
        region.Status = RegionStatus.REMOVING;
        region.Due = Due(request);
        return Status(RegionStatus.REMOVING);
    }

    public static JsonObject Describe(RequestContext request)
    {
        var name = request.Text("RegionName");
        return Show(Find(Targets.Instance(request), name) ?? throw Unknown(name));
    }

    public static JsonObject List(RequestContext request) => Pager.Page(request, "Regions",
        Targets.Instance(request).Regions.OrderBy(r => r.Name, StringComparer.Ordinal), r => r.Name, Show);

    public static JsonObject Show(RegionState region) => Json.Object(
        ("RegionName", region.Name),
        ("Status", region.Status.ToString()),
        ("AddedDate", Json.Epoch(region.AddedDate)),
        ("IsPrimaryRegion", region.IsPrimary));

    // Regions belong to an organization's instance: account instances cannot have more than their own.
    private static Instance Changeable(RequestContext request)
    {
        var instance = Targets.Instance(request);
        return instance.IsOrganization ? instance
            : throw Errors.Of(request.Behaviour.MissingRegionPrecondition, "Only an organization instance can have additional Regions.");
    }

    private static void RefuseBusy(Instance instance)
    {
        if (instance.Regions.Find(r => r.Status != RegionStatus.ACTIVE) is { } busy)
            throw Errors.Conflict($"Another Region workflow is in progress: {busy.Name} is {busy.Status}. Please try again later.");
    }

    // The API has no failed state: a workflow that does not end is the only failure a caller can see.
    private static DateTimeOffset? Due(RequestContext request) =>
        request.LaterFault is { Kind: FaultKind.StickOperation } ? null : request.Now + request.Behaviour.RegionLatency;

    private static RegionState? Find(Instance instance, string name) => instance.Regions.Find(r => r.Name == name);

    private static AwsException Unknown(string name) => Errors.NotFound($"Region {name} is not enabled for the instance.");

    private static JsonObject Status(RegionStatus status) => Json.Object(("Status", status.ToString()));
}
