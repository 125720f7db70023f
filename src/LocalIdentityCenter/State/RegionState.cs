namespace LocalIdentityCenter.State;

/// <summary>A Region of an instance. A Region that is being removed disappears when its workflow ends.</summary>
internal sealed class RegionState
{
    public required string Name { get; init; }

    public required DateTimeOffset AddedDate { get; init; }

    public bool IsPrimary { get; init; }

    public RegionStatus Status { get; set; }

    /// <summary>When the workflow in progress ends; null while there is none, and for a stuck one.</summary>
    public DateTimeOffset? Due { get; set; }
}

/// <summary>Spelled as on the wire.</summary>
internal enum RegionStatus { ACTIVE, ADDING, REMOVING }
