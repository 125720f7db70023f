using System.Text.Json.Serialization;

namespace IdentityCenterOperator.Entities;

/// <summary>What happens in AWS when the resource is deleted.</summary>
[JsonConverter(typeof(EnumNameConverter<DeletionPolicy>))]
public enum DeletionPolicy
{
    /// <summary>It is deleted in AWS too.</summary>
    Delete,

    /// <summary>It stays in AWS as it is; only the operator's ownership tags go.</summary>
    Retain,
}
