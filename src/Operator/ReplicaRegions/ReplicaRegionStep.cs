using System.Diagnostics;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>One AWS call on one Region.</summary>
public abstract record ReplicaRegionStep
{
    private ReplicaRegionStep(string region) => Region = region;

    /// <summary>The Region that it is about.</summary>
    public string Region { get; }

    /// <summary>The step in words.</summary>
    public string Summary => this switch
    {
        Add => $"add Region {Region} to the instance",
        Remove => $"remove Region {Region} from the instance",
        _ => throw new UnreachableException(),
    };

    /// <summary>AddRegion: begins to replicate the instance there.</summary>
    public sealed record Add(string Region) : ReplicaRegionStep(Region);

    /// <summary>RemoveRegion: begins to take the instance away from there.</summary>
    public sealed record Remove(string Region) : ReplicaRegionStep(Region);
}
