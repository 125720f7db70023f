using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>From what a user wrote to what is wanted.</summary>
internal abstract record AccountAssignmentDesired
{
    private AccountAssignmentDesired()
    {
    }

    /// <summary>Checks a spec alone, before anything else is known.</summary>
    /// <returns>What is wrong; null when it can be resolved.</returns>
    public static Invalid? Check(AccountAssignmentSpec spec) =>
        AccountAssignmentValidation.Check(spec) is { Count: > 0 } errors ? new(Reason.InvalidSpec, SpecError.Message(errors)) : null;

    /// <summary>Checks and resolves a spec.</summary>
    /// <param name="spec">What the user wrote.</param>
    /// <param name="permissionSetArn">The permission set that it refers to.</param>
    /// <param name="organization">With the parts that <see cref="Targets.Needs"/> names.</param>
    /// <param name="directory">What is known of the identity store.</param>
    /// <param name="recorded">The principals of the object's status.</param>
    public static AccountAssignmentDesired From(
        AccountAssignmentSpec spec, string permissionSetArn, OrganizationSnapshot organization, KnownPrincipals directory, IReadOnlyList<ResolvedPrincipal>? recorded)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (Check(spec) is { } invalid)
            return invalid;
        var targets = Targets.Resolve(spec.Targets, organization);
        var principals = Principals.Resolve(spec.Principals, directory, recorded);
        var state = new AccessState(permissionSetArn, targets.Accounts, principals.Found);
        return state.Count > AccessState.MaxCount ? TooMany(state) : new Valid(state, targets, principals, organization);
    }

    private static Invalid TooMany(AccessState state) => new(
        Reason.TooManyAssignments,
        $"{state.Principals.Count:N0} principals in {state.Accounts.Count:N0} accounts are {state.Count:N0} assignments, and one object may have {AccessState.MaxCount:N0}: "
        + "split it into several with fewer principals or targets.");

    /// <summary>Nothing can be planned: nothing is assigned, nothing revoked, and what is in the ledger stays there.</summary>
    /// <param name="Reason">InvalidSpec or TooManyAssignments.</param>
    /// <param name="Message">What is wrong and what to do.</param>
    public sealed record Invalid(Reason Reason, string Message) : AccountAssignmentDesired;

    /// <summary>The spec can be planned for.</summary>
    /// <param name="State">What is wanted.</param>
    /// <param name="Targets">Where.</param>
    /// <param name="Principals">Who.</param>
    /// <param name="Organization">What is known of the accounts.</param>
    public sealed record Valid(AccessState State, ResolvedTargets Targets, ResolvedPrincipals Principals, OrganizationSnapshot Organization) : AccountAssignmentDesired
    {
        /// <summary>
        /// Whether an assignment that is not wanted is left alone all the same, since it may be not wanted only for lack of knowledge: its principal was renamed or is not
        /// known, its account is not active or has left the organization, or a target that does not exist may have meant the account by its former name.
        /// </summary>
        public bool IsHeld(Assignment assignment) =>
            !IsActive(assignment.AccountId)
            || Principals.MayMean(assignment.Principal)
            || (State.Principals.Contains(assignment.Principal) && !State.Accounts.Contains(assignment.AccountId) && Targets.MayMean(assignment.AccountId));

        /// <summary>
        /// Whether an assignment is left alone while the object's permission set is not there: whom and where the object names keeps what it has of another one, until the
        /// one that it names can be assigned.
        /// </summary>
        public bool Keeps(Assignment assignment) =>
            (State.Principals.Contains(assignment.Principal) && State.Accounts.Contains(assignment.AccountId)) || IsHeld(assignment);

        /// <summary>What does not exist and what to do about it, with its reason; null when everything does. What does exist is not affected, if not said otherwise.</summary>
        public (Reason Reason, string Message)? Problem => (Principals.Sentence, Targets.Sentence) switch
        {
            ({ } principals, { } targets) => (Reason.PrincipalNotFound, $"{principals} {targets}"),
            ({ } principals, null) => (Reason.PrincipalNotFound, principals),
            (null, { } targets) => (Reason.AccountNotFound, targets),
            _ => null,
        };

        /// <summary>Why nothing new may be assigned, though all that is wanted is known; null when it may. With <see cref="Reason.AccountNotFound"/>.</summary>
        public string? GrantsWait => Targets.MissingExclusions.Count > 0 ? Targets.Sentence : null;

        private bool IsActive(string account) => Organization.Accounts.TryGetValue(account, out var facts) && facts.State == AccountFacts.Active;
    }
}
