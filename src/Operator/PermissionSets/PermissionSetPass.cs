using IdentityCenterOperator.Reconciliation;
using PermissionSetPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.PermissionSets.PermissionSetStep>;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>What one pass over a resource found, decided and did: all that its status says.</summary>
/// <param name="Outcome">What it came to.</param>
internal sealed record PermissionSetPass(Outcome Outcome)
{
    /// <summary>Whether AWS was seen. If not, what status says of AWS stays.</summary>
    public bool SawAws { get; init; }

    /// <summary>What is wanted; null when the resource is being deleted or its spec is invalid.</summary>
    public PermissionSetState? Desired { get; init; }

    /// <summary>What the spec declares that is seldom meant.</summary>
    public ValueList<SpecWarning> Warnings { get; init; } = [];

    /// <summary>What AWS had before any step of this pass.</summary>
    public ObservedPermissionSet? Observed { get; init; }

    /// <summary>Whether steps were taken since: where AWS differs now is for the next look to tell.</summary>
    public bool HasActed { get; init; }

    /// <summary>The plan; null when there was none to make.</summary>
    public PermissionSetPlan? Plan { get; init; }

    /// <summary>Provisionings after this pass.</summary>
    public PermissionSetProvisioning Provisioning { get; init; } = PermissionSetProvisioning.None;

    /// <summary>Accounts that have an older version and are left out, in words.</summary>
    public ValueDictionary Skipped { get; init; } = ValueDictionary.Empty;
    /// <summary>Name of an account by its id, where it is known; for people only.</summary>
    public Func<string, string?> AccountNameOf { get; init; } = _ => null;

    /// <summary>Name in AWS.</summary>
    public string? Name { get; init; }

    /// <summary>ARN, as far as it is known.</summary>
    public string? Arn { get; init; }

    /// <summary>Whether the set with this ARN is known to be this resource's own.</summary>
    public bool IsOwned { get; init; }

    /// <summary>The instance, as far as it is known.</summary>
    public string? InstanceArn { get; init; }

    /// <summary>Keys of the tags that are ours, after this pass.</summary>
    public ValueSet<string>? ManagedTagKeys { get; init; }

    /// <summary>Hash of the provisioning that is approved and not through yet; null for none.</summary>
    public string? Approved { get; init; }

    /// <summary>The approve annotation; it is answered by a plan.</summary>
    public string? Approval { get; init; }

    /// <summary>Whether the resource is left alone as it is, so that nothing of it is held back either.</summary>
    public bool IsLeftAlone { get; init; }

    /// <summary>The reconcile-at annotation that this pass answered.</summary>
    public string? HandledReconcileAt { get; init; }

    /// <summary>A look at AWS and what was decided on it.</summary>
    public static PermissionSetPass Of(PermissionSetPlan plan, PermissionSetState? desired, ObservedPermissionSet? observed, PermissionSetRules rules) => new(OutcomeOf(plan, observed, rules))
    {
        SawAws = true,
        Skipped = observed is null ? ValueDictionary.Empty : rules.Skipped(observed),
        Desired = desired,
        Observed = observed,
        Plan = plan,
        Arn = observed?.Arn,
        IsOwned = observed is not null && (observed.Owner == rules.Owner || (observed.Owner is null && observed.Arn == rules.RecordedArn)),
        Approved = PermissionSetPlanner.ApprovedContent(plan, desired, observed, rules),
        Approval = rules.Approval.Annotation,
        AccountNameOf = rules.AccountNameOf,
        ManagedTagKeys = TagLedger.Next(rules.ManagedTagKeys, desired, observed?.State),
    };

    // What is brought to accounts that are left out is no change that anybody waits for.
    private static Outcome OutcomeOf(PermissionSetPlan plan, ObservedPermissionSet? observed, PermissionSetRules rules) => (plan, observed is null ? 0 : rules.Skipped(observed).Count) switch
    {
        (PermissionSetPlan.Nothing, > 0 and var skipped) => InSyncBut(skipped),
        (PermissionSetPlan.Do act, > 0 and var skipped) when act.Steps.All(step => step is PermissionSetStep.ProvisionAccount one && rules.UnreachableAccounts.ContainsKey(one.AccountId)) => InSyncBut(skipped),
        _ => Outcome.From(plan),
    };

    private static Outcome.InSync InSyncBut(int skipped) => new($"AWS is as declared. Skipped, since not active: {(skipped == 1 ? "1 account" : $"{skipped} accounts")}.");

    /// <summary>Where AWS differs from what is wanted, as far as that was seen.</summary>
    public ValueList<Difference> Differences => SawAws && !HasActed && Desired is not null ? PermissionSetDrift.Between(Desired, Observed?.State) : [];
}
