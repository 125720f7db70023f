using System.Text.Json.Serialization;

namespace IdentityCenterOperator.Entities;

/// <summary>How changes of a permission set reach the accounts that already have it.</summary>
[JsonConverter(typeof(EnumNameConverter<ProvisioningPolicy>))]
public enum ProvisioningPolicy
{
    /// <summary>At once.</summary>
    Automatic,

    /// <summary>After an approval: the annotation identitycenter.dev/approve must name the hash in status.plan.</summary>
    Manual,
}
