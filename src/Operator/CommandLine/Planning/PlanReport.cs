using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>What applying the files would do in AWS.</summary>
/// <param name="Resources">Object by object.</param>
/// <param name="Notes">What a reader should know of how it was found out, a sentence each.</param>
internal sealed record PlanReport(IReadOnlyList<ResourcePlan> Resources, IReadOnlyList<string> Notes)
{
    /// <summary>Exit code where AWS would be changed, now or once something is approved.</summary>
    public const int HasChanges = 2;

    private static readonly (string Operation, string One, string Many)[] Calls =
    [
        ("CreatePermissionSet", "permission set created", "permission sets created"),
        ("DeletePermissionSet", "permission set deleted", "permission sets deleted"),
        ("CreateAccountAssignment", "assignment made", "assignments made"),
        ("DeleteAccountAssignment", "assignment revoked", "assignments revoked"),
        ("AddRegion", "Region added", "Regions added"),
        ("RemoveRegion", "Region removed", "Regions removed"),
        ("", "other change", "other changes"),
    ];

    /// <summary>Objects that have something to tell, those that need somebody's hand first.</summary>
    public IEnumerable<ResourcePlan> Telling => Resources.Where(resource => resource.Verdict is not Verdict.Unchanged || resource.Remark is not null || resource.Warnings.Count > 0);

    /// <summary>0 where AWS stays as it is, 2 where it would be changed, 1 where something has to be corrected.</summary>
    public int ExitCode => Resources.Any(resource => resource.Verdict is Verdict.Refused) ? OperatorCommands.Error
        : Resources.Any(resource => resource.Steps.Count > 0 || (resource.Withheld.Count > 0 && resource.Remark?.Reason is not Reason.Drifted)) ? HasChanges : 0;

    /// <summary>All of it in a line.</summary>
    public string Summary
    {
        get
        {
            var steps = Resources.SelectMany(resource => resource.Steps).ToList();
            var changes = steps.Count == 0 ? "No changes" : $"{Counted.Of(Resources.Count(resource => resource.Steps.Count > 0), "object")} of {Resources.Count} change AWS: {string.Join(", ", Kinds(steps))}";
            string?[] rest =
            [
                Count(Verdict.Refused, "has to be corrected", "have to be corrected"),
                Count(Verdict.Withheld, "is held back", "are held back"),
                Count(Verdict.Waits, "waits", "wait"),
                Resources.Sum(resource => resource.Warnings.Count) is > 0 and var warnings ? Counted.Of(warnings, "warning") : null,
                Resources.Count == 0 ? "the files have no object of these kinds" : null,
                steps.Count == 0 && Resources.Count > 0 && Resources.All(resource => resource.Verdict is Verdict.Unchanged) ? $"AWS is as {(Resources.Count == 1 ? "this object declares" : $"these {Resources.Count} objects declare")}" : null,
            ];
            return string.Join("; ", rest.OfType<string>().Prepend(changes)) + ".";
        }
    }

    private static IEnumerable<string> Kinds(List<PlannedStep> steps)
    {
        var known = Calls.Select(kind => kind.Operation).ToHashSet(StringComparer.Ordinal);
        var counts = steps.CountBy(step => known.Contains(step.Operation) ? step.Operation : "").ToDictionary();
        return Calls.Where(kind => counts.ContainsKey(kind.Operation)).Select(kind => counts[kind.Operation] is var count && count == 1 ? $"1 {kind.One}" : $"{count} {kind.Many}");
    }

    private string? Count(Verdict verdict, string one, string many) => Resources.Count(resource => resource.Verdict == verdict) switch
    {
        0 => null,
        1 => $"1 {one}",
        var count => $"{count} {many}",
    };
}
