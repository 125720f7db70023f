using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Reconciliation;
using static IdentityCenterOperator.PermissionSets.PermissionSetStep;

namespace Planning.Tests.PermissionSets;

/// <summary>Plays AWS for one permission set, and throws where AWS would refuse or where a call would be for nothing.</summary>
internal static class Model
{
    public const string Arn = "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef";

    public static ObservedPermissionSet? Apply(ObservedPermissionSet? set, PermissionSetStep step) => (set, step) switch
    {
        (null, Create s) => new ObservedPermissionSet(Arn, new() { Name = s.Name, Details = s.Details, Tags = s.Tags }),
        (null, _) => throw new InvalidOperationException($"ResourceNotFoundException: {step.Summary}"),
        (_, Create) => throw new InvalidOperationException("ConflictException: the name exists"),
        ({ ProvisionedAccounts.Count: > 0 }, Delete) => throw new InvalidOperationException("ConflictException: accounts have it"),
        (_, Delete) => null,
        (_, Tag s) => set with { State = set.State with { Tags = AtMost50([.. set.State.Tags, .. s.Tags]) } },
        (_, Untag s) => set with { State = set.State with { Tags = new(set.State.Tags.Where(tag => !s.Keys.Contains(tag.Key))) } },
        (_, ProvisionAllAccounts) => set with { OutdatedAccounts = NotEmpty(set.ProvisionedAccounts, []) },
        (_, ProvisionAccount s) => set with { OutdatedAccounts = Less(set.OutdatedAccounts, s.AccountId) },
        _ => set with { State = Edit(set.State, step), OutdatedAccounts = set.ProvisionedAccounts },
    };

    public static PermissionSetState Edit(PermissionSetState state, PermissionSetStep step) => step switch
    {
        UpdateDetails s => state with { Details = s.Details },
        AttachManagedPolicy s => AtMost20(state with { ManagedPolicies = More(state.ManagedPolicies, s.Arn) }),
        DetachManagedPolicy s => state with { ManagedPolicies = Less(state.ManagedPolicies, s.Arn) },
        AttachCustomerManagedPolicy s => AtMost20(state with { CustomerManagedPolicies = More(state.CustomerManagedPolicies, s.Policy) }),
        DetachCustomerManagedPolicy s => state with { CustomerManagedPolicies = Less(state.CustomerManagedPolicies, s.Policy) },
        PutInlinePolicy s => state with { InlinePolicy = s.Policy },
        DeleteInlinePolicy when state.InlinePolicy is not null => state with { InlinePolicy = null },
        PutPermissionsBoundary s => state with { Boundary = s.Boundary },
        DeletePermissionsBoundary when state.Boundary is not null => state with { Boundary = null },
        _ => throw new InvalidOperationException($"ResourceNotFoundException: {step.Summary}"),
    };

    private static ValueSet<T> More<T>(ValueSet<T> set, T member)
        where T : notnull => set.Contains(member) ? throw new InvalidOperationException($"ConflictException: {member} is attached") : [.. set, member];

    private static ValueSet<T> Less<T>(ValueSet<T> set, T member)
        where T : notnull => set.Contains(member) ? [.. set.Where(other => !other.Equals(member))] : throw new InvalidOperationException($"ResourceNotFoundException: {member}");

    private static ValueSet<string> NotEmpty(ValueSet<string> accounts, ValueSet<string> result) =>
        accounts.Count > 0 ? result : throw new InvalidOperationException("a provisioning of no account");

    private static PermissionSetState AtMost20(PermissionSetState state) => state.ManagedPolicies.Count + state.CustomerManagedPolicies.Count <= 20
        ? state : throw new InvalidOperationException("ServiceQuotaExceededException");

    private static ValueDictionary AtMost50(KeyValuePair<string, string>[] tags) => new ValueDictionary(tags) is { Count: <= 50 } map
        ? map : throw new InvalidOperationException("ServiceQuotaExceededException");
}
