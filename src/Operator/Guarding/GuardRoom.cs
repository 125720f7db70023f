namespace IdentityCenterOperator.Guarding;

/// <summary>What the guard has for one plan, at one moment. The whole rule of what passes, what waits for room and what waits for a person.</summary>
/// <param name="Left">How much may pass now.</param>
/// <param name="Whole">How much may pass within a window in which nothing else did.</param>
/// <param name="Waiting">How much other plans of the same scope have that are held back.</param>
public readonly record struct GuardRoom(int Left, int Whole, int Waiting = 0)
{
    /// <summary>Whether it cannot be told what the limits are, so that nothing passes.</summary>
    public bool IsUnknown { get; init; }

    /// <summary>Held back plans go by themselves only if they have no more than this together: many small ones are one large one, and must not drip through by night.</summary>
    public int Small => (Whole / 2) + (Whole % 2);

    /// <summary>What becomes of a plan.</summary>
    /// <param name="size">How much it takes away.</param>
    /// <param name="wasHeld">Whether the object had a plan that was held back already.</param>
    public GuardAnswer To(int size, bool wasHeld) => (size <= Left, wasHeld, size + (long)Waiting <= Small) switch
    {
        (true, false, _) or (true, _, true) => GuardAnswer.Passes,
        (_, _, true) => GuardAnswer.WaitsForRoom,
        _ => GuardAnswer.WaitsForApproval,
    };
}

/// <summary>What becomes of a plan that takes something away.</summary>
public enum GuardAnswer
{
    /// <summary>It may be carried out, and is counted.</summary>
    Passes,

    /// <summary>It goes by itself when there is room, or when it is approved.</summary>
    WaitsForRoom,

    /// <summary>It goes when it is approved.</summary>
    WaitsForApproval,
}
