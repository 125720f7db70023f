namespace IdentityCenterOperator.Reconciliation;

/// <summary>What a planner decided: specific enough that carrying it out needs no further decision.</summary>
/// <typeparam name="TStep">The kind's steps, each one AWS call.</typeparam>
public abstract record Plan<TStep>
{
    private Plan()
    {
    }

    /// <summary>AWS is as declared: there is nothing to do.</summary>
    public sealed record Nothing : Plan<TStep>;

    /// <summary>Take these steps in this order, then look again.</summary>
    /// <param name="Steps">At least one.</param>
    public sealed record Do(ValueList<TStep> Steps) : Plan<TStep>;

    /// <summary>Something that changes without the user must happen first.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Message">What is awaited, for the user.</param>
    public sealed record Wait(Reason Reason, string Message) : Plan<TStep>;

    /// <summary>The steps are known but not allowed: the resource is only observed, or its changes need an approval.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Message">What would allow them, for the user.</param>
    /// <param name="Steps">What would be done.</param>
    /// <param name="Hash">What an approval must name.</param>
    public sealed record Withhold(Reason Reason, string Message, ValueList<TStep> Steps, string Hash) : Plan<TStep>;

    /// <summary>Nothing is done until somebody changes the resource or AWS.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Message">What is wrong and what to do, for the user.</param>
    public sealed record Refuse(Reason Reason, string Message) : Plan<TStep>;
}
