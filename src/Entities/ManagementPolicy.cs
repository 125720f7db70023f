using System.Text.Json.Serialization;

namespace IdentityCenterOperator.Entities;

/// <summary>What the operator does about differences between the spec and AWS.</summary>
[JsonConverter(typeof(EnumNameConverter<ManagementPolicy>))]
public enum ManagementPolicy
{
    /// <summary>Makes AWS as declared.</summary>
    Enforce,

    /// <summary>Never writes to AWS; reports what differs and what it would do.</summary>
    Observe,
}
