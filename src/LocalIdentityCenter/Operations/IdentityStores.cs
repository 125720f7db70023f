using System.Text.Json.Nodes;
using LocalIdentityCenter.State;
using LocalIdentityCenter.Wire;

namespace LocalIdentityCenter.Operations;

/// <summary>Identity stores themselves: one belongs to each instance.</summary>
internal static class IdentityStores
{
    /// <summary>Those of the instances that the caller can see in this Region.</summary>
    public static JsonObject List(RequestContext request)
    {
        var visible = request.World.Instances.Values
            .Where(i => (i.IsOrganization && request.Caller.Role != CallerRole.Member) || i.OwnerAccountId == request.Caller.AccountId)
            .Where(i => i.Regions.Exists(r => r.Name == request.Caller.Region))
            .Select(request.World.StoreOf).OrderBy(s => s.Id, StringComparer.Ordinal);
        return Pager.Page(request, "IdentityStores", visible, s => s.Id, Identity);
    }

    public static JsonObject Describe(RequestContext request)
    {
        var store = Targets.Store(request);
        var shown = Identity(store);
        if (store.NetworkConfiguration is { } network) shown.Add("NetworkConfiguration", network.DeepClone());
        return shown;
    }

    public static JsonObject Update(RequestContext request)
    {
        var store = Targets.Store(request);
        if (request.Node("NetworkConfiguration") is JsonObject network) store.NetworkConfiguration = network;
        return Identity(store);
    }

    private static JsonObject Identity(IdentityStore store) => Json.Object(("IdentityStoreId", store.Id), ("IdentityStoreArn", store.Arn));
}
