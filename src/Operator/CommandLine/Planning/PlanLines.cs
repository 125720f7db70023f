using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>A line of a plan.</summary>
/// <param name="Sign">+ for what comes, - for what goes, ! for what is different or needs somebody's eye; a space for the rest.</param>
/// <param name="Text">The words.</param>
internal sealed record PlanLine(char Sign, string Text);

/// <summary>A plan as lines: the same for a terminal and for a pull request.</summary>
internal static class PlanLines
{
    private const int MostAccounts = 8;

    /// <summary>The sign of an object.</summary>
    public static char SignOf(ResourcePlan resource) => (resource.Verdict, resource.Steps) switch
    {
        (Verdict.Refused or Verdict.Withheld or Verdict.Waits, _) => '!',
        (_, [{ Operation: "CreatePermissionSet" }, ..]) => '+',
        (_, { Count: 0 }) => ' ',
        (_, var steps) when steps.All(step => step.Sign is StepSign.Adds) => '+',
        (_, var steps) when steps.All(step => step.Sign is StepSign.Removes) => '-',
        _ => '!',
    };

    /// <summary>The object in words.</summary>
    public static string Heading(ResourcePlan resource) => Shown.Safely($"{resource.Kind} {resource.Key}") + resource.Origin switch
    {
        ProposalOrigin.Cluster => " (not in the files)",
        ProposalOrigin.Pruned => " (pruned)",
        _ => "",
    };

    /// <summary>What happens to it.</summary>
    public static IEnumerable<PlanLine> Of(ResourcePlan resource) => All(resource).Select(line => line with { Text = Shown.Safely(line.Text) });

    private static IEnumerable<PlanLine> All(ResourcePlan resource) =>
    [
        .. Steps(resource.Steps, ""),
        .. resource.Differences.Where(difference => !difference.Path.Contains('[', StringComparison.Ordinal)).Select(difference => new PlanLine(' ', $"  {difference.Path}: from {difference.Observed} to {difference.Desired}")),
        .. resource.Remark is (var reason, var message) ? [new PlanLine(resource.Verdict is Verdict.Unchanged ? ' ' : '!', $"{reason}: {message}")] : Array.Empty<PlanLine>(),
        .. Steps(resource.Withheld, "held back: "),
        .. resource.Warnings.Select(warning => new PlanLine('!', $"warning {warning.Reason}: {warning.Sentence}")),
    ];

    private static IEnumerable<PlanLine> Steps(IReadOnlyList<PlannedStep> steps, string prefix) => steps
        .GroupBy(step => step.Access is { } access ? (step.Operation, access.PermissionSet, access.PrincipalId, "") : (step.Operation, "", "", step.Words))
        .Select(same => new PlanLine(SignOf(same.First().Sign), prefix + Words([.. same])));

    private static char SignOf(StepSign sign) => sign switch
    {
        StepSign.Adds => '+',
        StepSign.Removes => '-',
        _ => '!',
    };

    // The same of one principal in many accounts is one line.
    private static string Words(IReadOnlyList<PlannedStep> steps)
    {
        if (steps is not [{ Access: { } access } first, _, ..])
            return steps[0].Words;
        var accounts = steps.Take(MostAccounts).Select(step => Named.InList(step.Access!.AccountId, step.Access.AccountName));
        var more = steps.Count > MostAccounts ? $" and {steps.Count - MostAccounts} more" : "";
        return first.Sign is StepSign.Adds
            ? $"assign {access.PermissionSet} to {access.Holder} in {steps.Count} accounts: {string.Join(", ", accounts)}{more}"
            : $"revoke {access.PermissionSet} from {access.Holder} in {steps.Count} accounts: {string.Join(", ", accounts)}{more}";
    }
}
