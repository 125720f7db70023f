using System.Text.Json.Serialization;
using IdentityCenterOperator.Kubernetes.Entities;

namespace IdentityCenterOperator.Entities;

/// <summary>
/// How the kinds are read and written: camelCase, without nulls, enums by name. Unknown fields are skipped, since the CRD may be newer than the operator;
/// unknown enum values, and nulls where a value must be, fail the reading of that one object.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(TimeConverter)],
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip)]
[JsonSerializable(typeof(PermissionSet))]
[JsonSerializable(typeof(IdentityCenter))]
[JsonSerializable(typeof(AccountAssignment))]
[JsonSerializable(typeof(ReplicaRegion))]
[JsonSerializable(typeof(AccessRecord))]
[JsonSerializable(typeof(IReadOnlyList<GrantedAccess>))]
public sealed partial class EntitiesJson : JsonSerializerContext;
