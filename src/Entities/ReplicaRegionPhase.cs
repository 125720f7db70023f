using System.Text.Json.Serialization;

namespace IdentityCenterOperator.Entities;

/// <summary>What AWS is doing about a Region of the instance.</summary>
[JsonConverter(typeof(EnumNameConverter<ReplicaRegionPhase>))]
public enum ReplicaRegionPhase
{
    /// <summary>The instance is being replicated there.</summary>
    Adding,

    /// <summary>The instance is replicated there.</summary>
    Active,

    /// <summary>The Region is being removed from the instance.</summary>
    Removing,
}
