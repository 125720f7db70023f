using System.Text.Json;
using IdentityCenterOperator.Policies;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.PermissionSets.PermissionSetStep;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>
/// What may be done of an edit of which AWS refuses a part. What is not part of it goes on, so that what takes rights away reaches accounts. But as long as something that
/// takes away is refused, nothing gives: else people could do more than before and after the edit.
/// </summary>
internal static class PartialEdits
{
    /// <summary>The steps that may be taken now.</summary>
    /// <param name="edits">All steps of the edit.</param>
    /// <param name="have">What AWS has.</param>
    /// <param name="refused">What AWS refused, of this edit or of others.</param>
    public static ValueList<PermissionSetStep> Possible(ValueList<PermissionSetStep> edits, PermissionSetState have, ValueList<RefusedStep> refused)
    {
        var resting = Resting(edits, refused).Select(each => each.Step).ToList();
        // Without its owner's mark a set is anybody's.
        if (resting.Exists(MarksOwner))
            return [];
        var isTight = resting.Exists(step => Tightens(step, have));
        return [.. edits.Where(step => !resting.Contains(step) && !(isTight && Loosens(step, have)))];
    }

    /// <summary>The refused steps of an edit that are not to be tried now.</summary>
    public static ValueList<RefusedStep> Resting(ValueList<PermissionSetStep> edits, ValueList<RefusedStep> refused) =>
        // In the order of the edits, whichever was tried last: else each try would tell another sentence.
        [.. from edit in edits from each in refused where each.Step == edit && !each.IsDue select each];

    /// <summary>Whether a step changes what people can do in accounts, so that it has to reach them. Tags and a description never do.</summary>
    public static bool ReachesAccounts(PermissionSetStep step, PermissionSetState have) => step switch
    {
        Tag or Untag => false,
        UpdateDetails s => s.Details with { Description = "" } != have.Details with { Description = "" },
        _ => true,
    };

    /// <summary>Whether a step may give people something that they cannot do now.</summary>
    public static bool Loosens(PermissionSetStep step, PermissionSetState have) => step switch
    {
        AttachManagedPolicy or AttachCustomerManagedPolicy or DeletePermissionsBoundary => true,
        // Of two boundaries none is known to be the smaller one.
        PutPermissionsBoundary => have.Boundary is not null,
        PutInlinePolicy s => Gives(have.InlinePolicy, s.Policy),
        DeleteInlinePolicy => Gives(have.InlinePolicy, null),
        UpdateDetails s => s.Details.SessionDuration > have.Details.SessionDuration,
        _ => false,
    };

    /// <summary>Whether a step may take something away that people can do now.</summary>
    public static bool Tightens(PermissionSetStep step, PermissionSetState have) => step switch
    {
        DetachManagedPolicy or DetachCustomerManagedPolicy or PutPermissionsBoundary => true,
        PutInlinePolicy s => Gives(s.Policy, have.InlinePolicy),
        DeleteInlinePolicy => Gives(null, have.InlinePolicy),
        UpdateDetails s => s.Details.SessionDuration < have.Details.SessionDuration,
        _ => false,
    };

    private static bool MarksOwner(PermissionSetStep step) => step is Tag { Tags: var tags } && Owner.TagKeys.Any(tags.ContainsKey);

    // It gives what an Allow has that was not there, and what a Deny had that is there no more. What is not understood may be anything.
    private static bool Gives(PolicyDocument? before, PolicyDocument? after) =>
        before is { Statements.Count: 0 } || after is { Statements.Count: 0 }
        || StatementsOf(after, "Allow").Except(StatementsOf(before, "Allow")).Any()
        || StatementsOf(before, "Deny").Except(StatementsOf(after, "Deny")).Any();

    private static IEnumerable<string> StatementsOf(PolicyDocument? policy, string effect) => (policy?.Statements ?? []).Where(statement => EffectOf(statement) == effect);

    private static string? EffectOf(string statement)
    {
        using var read = JsonDocument.Parse(statement);
        return read.RootElement.TryGetProperty("Effect", out var effect) ? effect.GetString() : null;
    }
}
