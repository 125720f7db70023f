using System.Text.Json.Serialization;

namespace IdentityCenterOperator.Entities;

/// <summary>What a check before AddRegion came to.</summary>
[JsonConverter(typeof(EnumNameConverter<PreflightResult>))]
public enum PreflightResult
{
    /// <summary>It could not be found out; the message says why. It does not hold the Region up.</summary>
    Unknown,

    /// <summary>In order.</summary>
    Passed,

    /// <summary>Not in order; AWS is not asked for the Region until it is.</summary>
    Failed,
}
