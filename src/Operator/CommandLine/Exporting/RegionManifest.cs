using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.CommandLine.Exporting;

/// <summary>ReplicaRegions that declare the instance's additional Regions.</summary>
internal static class RegionManifest
{
    /// <summary>Whether a Region can be declared: an additional one that is there or comes.</summary>
    public static bool IsDeclarable(RegionFacts region) => !region.IsPrimary && region.Status is "ACTIVE" or "ADDING";

    /// <summary>Declares a Region.</summary>
    public static JsonObject Of(RegionFacts region, ExportOptions options)
    {
        var spec = new JsonObject();
        if (options.IsObserving)
            spec["managementPolicy"] = nameof(ManagementPolicy.Observe);
        spec["deletionPolicy"] = nameof(DeletionPolicy.Retain);
        return new()
        {
            ["apiVersion"] = ReplicaRegion.Definition.ApiVersion,
            ["kind"] = ReplicaRegion.Definition.Kind,
            ["metadata"] = new JsonObject { ["name"] = region.Name },
            ["spec"] = spec,
        };
    }
}
