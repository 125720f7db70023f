using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;
using PermissionSetPlan = IdentityCenterOperator.Reconciliation.Plan<IdentityCenterOperator.PermissionSets.PermissionSetStep>;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>Status as a function of what a pass came to.</summary>
internal static class PermissionSetReport
{
    /// <summary>Type of the condition that says whether all accounts have the present version.</summary>
    public const string Propagated = nameof(Propagated);

    /// <summary>The name of the plan that status says waits for an approval; null for none. A plan that is only observed waits for none.</summary>
    public static string? ShownPlan(PermissionSetStatus status) =>
        status.Conditions?.Any(condition => condition is { Type: Conditions.Ready, Reason: nameof(Reason.Drifted) }) == true ? null : status.Plan?.Hash;

    /// <summary>The status after a pass.</summary>
    /// <param name="previous">The status before it.</param>
    /// <param name="pass">The pass.</param>
    /// <param name="generation">Generation that the pass was about.</param>
    /// <param name="now">The time.</param>
    public static PermissionSetStatus From(PermissionSetStatus previous, PermissionSetPass pass, long generation, DateTimeOffset now)
    {
        var differences = pass.Differences;
        var conditions = Conditions.From(
            pass.Outcome,
            pass.SawAws ? [.. Drifted(differences), .. Propagation(pass)] : null,
            [.. (previous.Conditions ?? []).Select(ConditionMapping.FromStored)],
            generation,
            now);
        var next = previous with
        {
            ObservedGeneration = pass.Outcome is Outcome.Paused ? previous.ObservedGeneration : generation,
            Conditions = [.. conditions.Select(ConditionMapping.ToStored)],
            Name = pass.Name ?? previous.Name,
            Arn = pass.SawAws ? pass.Arn : pass.Arn ?? previous.Arn,
            Owned = pass.SawAws ? pass.IsOwned ? true : null : previous.Owned,
            InstanceArn = pass.InstanceArn ?? previous.InstanceArn,
            ManagedTagKeys = pass.ManagedTagKeys is { } keys ? [.. keys] : previous.ManagedTagKeys,
            LastHandledReconcileAt = pass.HandledReconcileAt ?? previous.LastHandledReconcileAt,
            LastSyncTime = pass.Outcome is Outcome.InSync ? ConditionMapping.WholeSeconds(now) : previous.LastSyncTime,
            // As long as AWS cannot be seen, what was held back is.
            Plan = pass.SawAws || pass.IsLeftAlone ? PlanOf(pass.Plan) : previous.Plan,
            Approved = pass.SawAws ? pass.Approved : previous.Approved,
            LastApproval = pass.SawAws ? pass.Approval : previous.LastApproval,
        };
        return pass.SawAws ? next with { Drift = pass.Desired is null ? null : DriftOf(differences, previous.Drift, now), Propagation = PropagationOf(pass) } : next;
    }

    private static IEnumerable<Finding> Drifted(ValueList<Difference> differences) => differences.Count == 0
        ? []
        : [new(Conditions.Drifted, ConditionStatus.True, Reason.Drifted, $"AWS differs from the spec in {Paths(differences)}.")];

    private static string Paths(ValueList<Difference> differences) =>
        string.Join(", ", differences.Take(5).Select(difference => difference.Path)) + (differences.Count > 5 ? $" and {differences.Count - 5} more places" : "");

    private static IEnumerable<Finding> Propagation(PermissionSetPass pass)
    {
        if (pass is not { Desired: not null, Observed: { } observed })
            return [];
        var (all, outdated) = (observed.ProvisionedAccounts.Count - pass.Skipped.Count, observed.OutdatedAccounts.Count - pass.Skipped.Count);
        var skipped = SkippedOf(pass);
        return (outdated, pass.Provisioning) switch
        {
            (0, { FleetFailed: false }) when pass.Provisioning.Running.All(request => request.AccountId is { } id && pass.Skipped.ContainsKey(id)) => [Propagates(all, skipped)],
            (_, { Running.Count: > 0 }) => [NotPropagated(Reason.Progressing, $"AWS is bringing the present version to {outdated} of {all} accounts.{skipped}")],
            (0, _) => [Propagates(all, skipped)],
            (_, { Failures: { Count: > 0 } failures }) => [NotPropagated(Reason.ProvisioningFailed, $"{outdated} of {all} accounts have an older version. {Said(failures[0], pass)}{skipped}")],
            _ => [NotPropagated(Reason.Progressing, $"{outdated} of {all} accounts have an older version.{skipped}")],
        };
    }

    private static Finding Propagates(int all, string skipped) =>
        new(Propagated, ConditionStatus.True, Reason.Synced, (all, skipped) switch { (0, "") => "No account has the permission set yet.", (0, _) => "No active account has the permission set.", _ => $"All {all} accounts have the present version." } + skipped);

    private static string SkippedOf(PermissionSetPass pass) => pass.Skipped.Count == 0
        ? ""
        : $" Skipped until active again: {string.Join(", ", pass.Skipped.Values.Take(5))}{(pass.Skipped.Count > 5 ? $" and {pass.Skipped.Count - 5} more" : "")}.";

    private static Finding NotPropagated(Reason reason, string message) => new(Propagated, ConditionStatus.False, reason, message);

    private static string Said(PropagationFailure failure, PermissionSetPass pass) => failure.AccountId is { } id ? $"In {Named.Account(id, pass.AccountNameOf(id))}: {failure.Reason}" : failure.Reason;

    private static DriftStatus DriftOf(ValueList<Difference> differences, DriftStatus? previous, DateTimeOffset now) => differences.Count == 0 ? DriftStatus.None : new()
    {
        Total = differences.Count,
        Entries = [.. differences.Take(DriftStatus.MaxEntries).Select(difference => Entry(difference, previous, now))],
    };

    private static DriftEntry Entry(Difference difference, DriftStatus? previous, DateTimeOffset now) => new()
    {
        Path = difference.Path,
        Desired = difference.Desired,
        Observed = difference.Observed,
        Since = previous?.Entries?.FirstOrDefault(entry => entry.Path == difference.Path)?.Since ?? ConditionMapping.WholeSeconds(now),
    };

    private static PlanStatus? PlanOf(PermissionSetPlan? plan) => plan is not PermissionSetPlan.Withhold withheld ? null : new()
    {
        Hash = withheld.Hash,
        Total = withheld.Steps.Count,
        Steps = [.. withheld.Steps.Take(PlanStatus.MaxSteps).Select(step => step.Summary)],
    };

    private static PropagationStatus? PropagationOf(PermissionSetPass pass)
    {
        if (pass.Observed is not { } observed)
            return null;
        var (all, outdated) = (observed.ProvisionedAccounts.Count - pass.Skipped.Count, observed.OutdatedAccounts.Count - pass.Skipped.Count);
        var accounts = pass.Provisioning.Running.Where(request => request.AccountId is not null)
            .Select(request => new AccountRequest { AccountId = request.AccountId!, RequestId = request.RequestId }).ToList();
        return new()
        {
            Accounts = observed.ProvisionedAccounts.Count,
            Current = all - outdated,
            Outdated = outdated,
            Skipped = pass.Skipped.Count,
            SkippedAccounts = pass.Skipped.Count == 0 ? null : [.. pass.Skipped.Values.Take(PropagationStatus.MaxSkipped)],
            Failed = pass.Provisioning.Failures.Count(failure => failure.AccountId is { } id && !pass.Skipped.ContainsKey(id)),
            Summary = $"{all - outdated}/{all}",
            RequestId = pass.Provisioning.Running.FirstOrDefault(request => request.AccountId is null)?.RequestId,
            AccountRequests = accounts.Count == 0 ? null : accounts,
            Failures = pass.Provisioning.Failures.Count == 0 ? null : [.. pass.Provisioning.Failures.Take(PropagationStatus.MaxFailures).Select(InWholeSeconds)],
        };
    }

    private static PropagationFailure InWholeSeconds(PropagationFailure failure) => failure with
    {
        Since = failure.Since is { } since ? ConditionMapping.WholeSeconds(since) : null,
        LastAttempt = failure.LastAttempt is { } last ? ConditionMapping.WholeSeconds(last) : null,
    };
}
