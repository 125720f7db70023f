using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>What applying the files comes to for one object.</summary>
internal enum Verdict
{
    /// <summary>AWS is as declared already.</summary>
    Unchanged,

    /// <summary>AWS would be changed.</summary>
    Changes,

    /// <summary>Nothing would be done, or not all: something else has to happen first.</summary>
    Waits,

    /// <summary>It would be changed, but for an approval, or since the object is only to be observed.</summary>
    Withheld,

    /// <summary>Somebody has to correct something.</summary>
    Refused,
}

/// <summary>What the operator would do for one object.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Key">Namespace and name.</param>
/// <param name="Origin">Why it was looked at.</param>
/// <param name="Outcome">What it comes to at the end, in the operator's own words.</param>
internal sealed record ResourcePlan(string Kind, ObjectKey Key, ProposalOrigin Origin, Outcome Outcome)
{
    /// <summary>The calls, in their order.</summary>
    public IReadOnlyList<PlannedStep> Steps { get; init; } = [];

    /// <summary>The calls that are held back.</summary>
    public IReadOnlyList<PlannedStep> Withheld { get; init; } = [];

    /// <summary>Where AWS differs now from what is declared.</summary>
    public IReadOnlyList<Difference> Differences { get; init; } = [];

    /// <summary>What it declares that is seldom meant; it is done all the same.</summary>
    public IReadOnlyList<SpecWarning> Warnings { get; init; } = [];

    /// <summary>What it comes to.</summary>
    public Verdict Verdict => (Outcome, Steps.Count, Withheld.Count) switch
    {
        (Outcome.Stalled, _, _) => Verdict.Refused,
        (Outcome.Withheld, 0, _) or (_, 0, > 0) => Verdict.Withheld,
        (_, > 0, _) => Verdict.Changes,
        (Outcome.Waiting or Outcome.Failed, _, _) => Verdict.Waits,
        _ => Verdict.Unchanged,
    };

    /// <summary>Reason and message of an outcome that people should know of; null for one that says nothing new.</summary>
    public (Reason Reason, string Message)? Remark => Outcome switch
    {
        Outcome.Stalled o => (o.Reason, o.Message),
        Outcome.Withheld o => (o.Reason, o.Message),
        Outcome.Waiting o => (o.Reason, o.Message),
        Outcome.Failed o => (o.Reason, o.Message),
        Outcome.InSync { Reason: not Reason.Synced } o => (o.Reason, o.Message),
        Outcome.Paused { Doubt: { } doubt } => (Reason.Paused, doubt),
        Outcome.Paused => (Reason.Paused, "The annotation identitycenter.dev/paused is set: nothing is done until it goes."),
        _ => null,
    };
}
