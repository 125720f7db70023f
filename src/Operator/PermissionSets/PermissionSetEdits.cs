using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.PermissionSets.PermissionSetStep;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>
/// The steps from one state of a permission set to another, in an order that on the way never grants more than the old or the new state does, as far as
/// its policies only allow: first what is taken away, then the boundary, then what is given; a boundary goes last. (Somebody may assign the set at any
/// moment, and AWS then brings to the account what it has just then.) Taking away first also keeps the set under its limit of 20 policies.
/// </summary>
internal static class PermissionSetEdits
{
    /// <summary>Steps that concern what a person can do: once taken, accounts are outdated.</summary>
    public static IEnumerable<PermissionSetStep> OfPermissions(PermissionSetState want, PermissionSetState have) =>
        [.. Removals(want, have), .. BoundaryPut(want, have), .. Additions(want, have), .. BoundaryDeletion(want, have)];

    /// <summary>The update of description, session duration and relay state.</summary>
    public static IEnumerable<PermissionSetStep> OfDetails(PermissionSetState want, PermissionSetState have) =>
        want.Details == have.Details ? [] : [new UpdateDetails(want.Details)];

    /// <summary>Tags that are declared or mark the owner, and those that were declared once. Removed before others are added: a set has room for 50.</summary>
    public static IEnumerable<PermissionSetStep> OfTags(ValueDictionary want, ValueDictionary have, ValueSet<string> managedKeys)
    {
        var gone = managedKeys.Where(key => have.ContainsKey(key) && !want.ContainsKey(key) && !Owner.TagKeys.Contains(key)).ToValueSet();
        var changed = new ValueDictionary(want.Where(tag => have.GetValueOrDefault(tag.Key) != tag.Value));
        if (gone.Count > 0)
            yield return new Untag(gone);
        if (changed.Count > 0)
            yield return new Tag(changed);
    }

    private static IEnumerable<PermissionSetStep> Removals(PermissionSetState want, PermissionSetState have)
    {
        foreach (var arn in have.ManagedPolicies.Where(arn => !want.ManagedPolicies.Contains(arn)))
            yield return new DetachManagedPolicy(arn);
        foreach (var policy in have.CustomerManagedPolicies.Where(policy => !want.CustomerManagedPolicies.Contains(policy)))
            yield return new DetachCustomerManagedPolicy(policy);
        if (TakesInlineAway(want, have))
            yield return new DeleteInlinePolicy();
    }

    // Putting the inline policy replaces the old one, so it is the last removal as much as the first addition.
    private static IEnumerable<PermissionSetStep> Additions(PermissionSetState want, PermissionSetState have)
    {
        if (want.InlinePolicy is { } inline && !inline.Equals(have.InlinePolicy))
            yield return new PutInlinePolicy(inline);
        foreach (var arn in want.ManagedPolicies.Where(arn => !have.ManagedPolicies.Contains(arn)))
            yield return new AttachManagedPolicy(arn);
        foreach (var policy in want.CustomerManagedPolicies.Where(policy => !have.CustomerManagedPolicies.Contains(policy)))
            yield return new AttachCustomerManagedPolicy(policy);
    }

    // The old inline policy may have been held back by the old boundary alone, and the new one by the new: they must not meet crosswise.
    private static bool TakesInlineAway(PermissionSetState want, PermissionSetState have) => (have.InlinePolicy, want.InlinePolicy) switch
    {
        (null, _) => false,
        (_, null) => true,
        var (old, now) => !old.Equals(now) && have.Boundary is not null && want.Boundary is not null && have.Boundary != want.Boundary,
    };

    private static IEnumerable<PermissionSetStep> BoundaryPut(PermissionSetState want, PermissionSetState have) =>
        want.Boundary is { } boundary && boundary != have.Boundary ? [new PutPermissionsBoundary(boundary)] : [];

    private static IEnumerable<PermissionSetStep> BoundaryDeletion(PermissionSetState want, PermissionSetState have) =>
        want.Boundary is null && have.Boundary is not null ? [new DeletePermissionsBoundary()] : [];
}
