using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>
/// Finds out which AccountAssignments may mean an assignment that nobody has recorded: those that refer to its permission set and name its principal and its account.
/// One that is not Ready for another reason, or means something else, stands against nothing.
/// </summary>
internal sealed class AccessWishes(
    ObjectStore<AccountAssignment> store, AssignmentRegister register, Outlooks outlooks, PermissionSetReferences references, FactStore facts, OrganizationDirectory organization) : IAccessWishes
{
    /// <inheritdoc/>
    public bool AreRead => !register.Newcomers().Any(entity => outlooks.Of(entity) is Outlook.Unread);

    /// <inheritdoc/>
    public Func<Assignment, AccessWish> About(string arn, string name)
    {
        var claims = register.Claimants(arn, name).Where(claimant => !claimant.IsDeleting || claimant.Record is { IsSound: false }).Select(claimant => (Owner: OwnerOf(claimant), Of: ClaimOf(claimant, arn, name)))
            .OrderBy(claim => claim.Owner, StringComparer.Ordinal).ToList();
        return assignment =>
        {
            var all = claims.Select(claim => (claim.Owner, Wants: claim.Of(assignment))).ToList();
            return new(all.Exists(claim => claim.Wants == true), all.Find(claim => claim.Wants is null).Owner);
        };
    }

    /// <inheritdoc/>
    public string? UserOf(string name) => register.Naming(name).Select(key => store.Find(key)?.Value).OfType<AccountAssignment>()
        .FirstOrDefault(entity => entity.Metadata.DeletionTimestamp is null && outlooks.Of(entity) is not Outlook.Forbidden)?.Metadata.Key.ToString();

    private static string OwnerOf(Claimant claimant) => (claimant.Record?.OwnerKey ?? claimant.Key).ToString();

    // Whether an object wants an assignment of a permission set; null where it cannot be told.
    private Func<Assignment, bool?> ClaimOf(Claimant claimant, string arn, string name)
    {
        // What a record has that cannot be taken as it is, nobody knows.
        if (claimant.Record is { IsSound: false })
            return _ => null;
        if (claimant.Object is not { } entity)
            return !claimant.IsOwnerless && references.MayMean(claimant.Namespace, arn, name) ? _ => null : _ => false;
        var claim = new Lazy<Func<Assignment, bool?>>(() => ClaimOf(entity, arn, name));
        // Of thousands of objects few have to do with one assignment.
        return assignment => outlooks.MayName(entity, assignment.Principal) ? claim.Value(assignment) : false;
    }

    private Func<Assignment, bool?> ClaimOf(AccountAssignment entity, string arn, string name)
    {
        var isMentioned = references.Mentions(entity, arn, name);
        return outlooks.Of(entity) switch
        {
            Outlook.Forbidden or Outlook.Closed => _ => false,
            Outlook.Open { Desired: var desired } => assignment => desired.State.Contains(assignment) ? true : MayCome(desired, assignment) ? null : false,
            _ => assignment => isMentioned && MayName(entity.Spec.Principals, assignment.Principal) && MayTarget(entity.Spec.Targets, assignment.AccountId) ? null : false,
        };
    }

    private static bool MayCome(AccountAssignmentDesired.Valid desired, Assignment assignment) =>
        assignment.PermissionSetArn == desired.State.PermissionSetArn && desired.State.Accounts.Contains(assignment.AccountId)
        && desired.Principals.Findings.Any(finding => finding switch
        {
            PrincipalFinding.Unknown unknown => unknown.Kind == assignment.Principal.Kind && (unknown.Principal is null || unknown.Principal == assignment.Principal),
            PrincipalFinding.Uncertain uncertain => uncertain.Principal == assignment.Principal,
            _ => false,
        });

    private bool MayName(IEnumerable<PrincipalReference> named, Principal principal) => named.Any(reference =>
        Principals.IdIn(reference) == principal || (Principals.NameIn(reference) is { } name && name.Kind == principal.Kind && facts.Principals.Of(name) switch
        {
            Fact<string>.Present found => found.Value == principal.Id,
            Fact<string>.Absent => false,
            _ => true,
        }));

    // What is written wrong may mean any account, if it is not by ids alone.
    private bool MayTarget(AccountTargets targets, string account) =>
        targets.Accounts?.Contains(account) == true
        || (targets is not { AccountNames: null or [], OrganizationalUnits: null or [], AccountSelector: null, AllAccounts: null or false } && (Resolved(targets)?.Contains(account) ?? true));

    private ValueSet<string>? Resolved(AccountTargets targets) =>
        AccountAssignmentValidation.IsGood(targets) && organization.Current is { } known && (known.Parts & Targets.Needs(targets)) == Targets.Needs(targets)
            ? Targets.Resolve(targets, known).Accounts : null;
}
