using System.Text.Json.Serialization;

namespace IdentityCenterOperator.Entities;

/// <summary>What to do when AWS already has a thing of that name that nobody owns.</summary>
[JsonConverter(typeof(EnumNameConverter<AdoptionPolicy>))]
public enum AdoptionPolicy
{
    /// <summary>Take it over when it is equal to the spec apart from its tags; refuse otherwise.</summary>
    IfIdentical,

    /// <summary>Take it over and make it as declared.</summary>
    Always,

    /// <summary>Refuse.</summary>
    Never,
}
