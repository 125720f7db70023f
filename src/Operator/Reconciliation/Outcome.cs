using System.Diagnostics;

namespace IdentityCenterOperator.Reconciliation;

/// <summary>What a reconcile came to, in the user's terms. Conditions are a function of it.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>AWS was seen to be as declared.</summary>
    /// <param name="Message">What was seen.</param>
    /// <param name="Reason">What that means; mostly <see cref="Reconciliation.Reason.Synced"/>.</param>
    public sealed record InSync(string Message, Reason Reason = Reason.Synced) : Outcome;

    /// <summary>Steps were taken or are running; whether they suffice is for the next look to say.</summary>
    /// <param name="Message">What is under way.</param>
    public sealed record Progressing(string Message) : Outcome;

    /// <summary>Goes on by itself when something else has happened.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Message">What is awaited.</param>
    public sealed record Waiting(Reason Reason, string Message) : Outcome;

    /// <summary>AWS differs and is left as it is, as the user chose or must first allow.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Message">What would allow the change.</param>
    public sealed record Withheld(Reason Reason, string Message) : Outcome;

    /// <summary>Cannot go on until somebody changes something.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Message">What is wrong and what to do.</param>
    public sealed record Stalled(Reason Reason, string Message) : Outcome;

    /// <summary>Failed and is tried again.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Message">What went wrong.</param>
    public sealed record Failed(Reason Reason, string Message) : Outcome;

    /// <summary>The user asked to leave the resource alone for now.</summary>
    /// <param name="Doubt">What is doubtful about how that was asked, and what to do; null for nothing.</param>
    public sealed record Paused(string? Doubt = null) : Outcome
    {
        /// <summary>What is said of it.</summary>
        public string Message => Doubt ?? "Paused: remove the annotation identitycenter.dev/paused to go on.";
    }

    /// <summary>The outcome of a plan; of a <see cref="Plan{TStep}.Do"/>, when all its steps were taken.</summary>
    public static Outcome From<TStep>(Plan<TStep> plan) => plan switch
    {
        Plan<TStep>.Nothing => new InSync("AWS is as declared."),
        Plan<TStep>.Do done => new Progressing(done.Steps.Count == 1 ? "Took 1 step; looking again." : $"Took {done.Steps.Count} steps; looking again."),
        Plan<TStep>.Wait wait => new Waiting(wait.Reason, wait.Message),
        Plan<TStep>.Withhold withhold => new Withheld(withhold.Reason, withhold.Message),
        Plan<TStep>.Refuse refuse => new Stalled(refuse.Reason, refuse.Message),
        _ => throw new UnreachableException(),
    };
}
