using System.Text.Json.Serialization;

namespace IdentityCenterOperator.Entities;

/// <summary>Whether the object of a record is there, and if not, why what it was given still is.</summary>
[JsonConverter(typeof(EnumNameConverter<AccessRecordState>))]
public enum AccessRecordState
{
    /// <summary>The AccountAssignment is there, and says what becomes of it.</summary>
    Live,

    /// <summary>The AccountAssignment was deleted and left it in AWS: by deletionPolicy Retain, by managementPolicy Observe, or since another object only observes it.</summary>
    Retained,

    /// <summary>The AccountAssignment went without the operator: its finalizer was taken off, its definition was deleted, or the cluster was restored.</summary>
    Abandoned,
}
