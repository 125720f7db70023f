using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Policies;
using IdentityCenterOperator.Reconciliation;

namespace Planning.Tests.PermissionSets;

/// <summary>Any permission sets and rules, from small vocabularies, so that equal parts are common.</summary>
internal static class Any
{
    public const string Name = "DatabaseAdministrator";

    public static readonly Owner Me = new("cluster-1", "uid-1");

    private static readonly string[] Arns = [.. Enumerable.Range(0, 5).Select(i => $"arn:aws:iam::aws:policy/Policy{i}")];
    private static readonly string[] TagKeys = ["team", "cost center", "Environment", "stage"];
    private static readonly string[] Accounts = [.. Enumerable.Range(1, 20).Select(i => $"{i:D12}")];
    private static readonly CustomerManagedPolicy[] CustomerManaged = [new("operators"), new("operators", "/teams/"), new("readers")];

    public static readonly PolicyDocument[] Policies = [.. "rds:* s3:Get* *".Split(' ').Select(Policy)];

    public static PolicyDocument Policy(string action) => Assert.IsType<PolicyResult.Valid>(PolicyDocument.Parse(
        $$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"{{{action}}}","Resource":"*"}}""", "aws")).Policy;

    private static readonly Gen<PermissionSetDetails> Details =
        from description in Gen.Elements("", "Operates the databases", "other")
        from hours in Gen.Choose(1, 12)
        from relayState in Gen.Elements("", "https://console.aws.amazon.com/rds")
        select new PermissionSetDetails { Description = description, SessionDuration = TimeSpan.FromHours(hours), RelayState = relayState };

    private static readonly Gen<Boundary?> AnyBoundary = Gen.OneOf(
        Gen.Constant<Boundary?>(null),
        Gen.Elements(Arns).Select(Boundary? (arn) => new Boundary.Managed(arn)),
        Gen.Elements(CustomerManaged).Select(Boundary? (policy) => new Boundary.CustomerManaged(policy)));

    private static readonly Gen<ValueDictionary> Tags =
        from keys in Gen.SubListOf(TagKeys)
        from value in Gen.Elements("a", "b")
        select new ValueDictionary(keys.Select(key => KeyValuePair.Create(key, value)));

    public static readonly Gen<PermissionSetState> State =
        from details in Details
        from managed in Gen.SubListOf(Arns)
        from customerManaged in Gen.SubListOf(CustomerManaged)
        from inline in Gen.OneOf(Gen.Constant<PolicyDocument?>(null), Gen.Elements(Policies).Select(PolicyDocument? (policy) => policy))
        from boundary in AnyBoundary
        from tags in Tags
        select new PermissionSetState
        {
            Name = Name,
            Details = details,
            ManagedPolicies = managed.ToValueSet(),
            CustomerManagedPolicies = customerManaged.ToValueSet(),
            InlinePolicy = inline,
            Boundary = boundary,
            Tags = tags,
        };

    private static readonly Gen<ValueDictionary> OwnerTags = Gen.Frequency(
        (6, Gen.Constant(Me.Tags)), (2, Gen.Constant(ValueDictionary.Empty)), (1, Gen.Constant(new Owner("cluster-2", "uid-1").Tags)));

    private static Gen<List<string>> AnyOf(IEnumerable<string> accounts) =>
        Gen.Frequency((1, Gen.Constant<List<string>>([])), (2, Gen.SubListOf(accounts).Select(some => some.ToList())));

    private static readonly Gen<ObservedPermissionSet> Present =
        from state in State
        from owner in OwnerTags
        from accounts in AnyOf(Accounts)
        from outdated in AnyOf(accounts)
        from provisioning in Gen.Frequency((9, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new ObservedPermissionSet("arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef", state with { Tags = new([.. state.Tags, .. owner]) })
        {
            ProvisionedAccounts = accounts.ToValueSet(),
            OutdatedAccounts = outdated.ToValueSet(),
            IsProvisioning = provisioning,
        };

    private static readonly Gen<PermissionSetRules> Rules =
        from management in Gen.Frequency((9, Gen.Constant(ManagementPolicy.Enforce)), (1, Gen.Constant(ManagementPolicy.Observe)))
        from adoption in Gen.Elements(Enum.GetValues<AdoptionPolicy>())
        from deletion in Gen.Elements(Enum.GetValues<DeletionPolicy>())
        from provisioning in Gen.Elements(Enum.GetValues<ProvisioningPolicy>())
        from managed in Gen.SubListOf(TagKeys)
        from ownerIsGone in Gen.Elements(true, false)
        from fleetFailed in Gen.Elements(true, false)
        from resting in AnyOf(Accounts)
        select new PermissionSetRules(Me)
        {
            Management = management,
            Adoption = adoption,
            Deletion = deletion,
            Provisioning = provisioning,
            ManagedTagKeys = managed.ToValueSet(),
            OwnerIsGone = ownerIsGone,
            FleetFailed = fleetFailed,
            RestingAccounts = new(resting.Select(id => KeyValuePair.Create(id, "Access denied by IAM."))),
        };

    /// <summary>Any wish, any world, any rules; now and then nothing is wanted, there is nothing, or both are the same.</summary>
    public static readonly Arbitrary<Situation> Situations = (
        from state in State
        from desired in Gen.Frequency((4, Gen.Constant<PermissionSetState?>(state)), (1, Gen.Constant<PermissionSetState?>(null)))
        from present in Present
        from same in Gen.Frequency((1, Gen.Constant(true)), (4, Gen.Constant(false)))
        from observed in Gen.Frequency(
            (6, Gen.Constant<ObservedPermissionSet?>(same ? present with { State = state with { Tags = new([.. present.State.Tags, .. state.Tags]) } } : present)),
            (1, Gen.Constant<ObservedPermissionSet?>(null)))
        from rules in Rules
        select new Situation(desired, observed, rules)).ToArbitrary();
}

/// <summary>All that a planner is told.</summary>
internal sealed record Situation(PermissionSetState? Desired, ObservedPermissionSet? Observed, PermissionSetRules Rules)
{
    public Plan<PermissionSetStep> Plan() => PermissionSetPlanner.Plan(Desired, Observed, Rules);

    public IReadOnlyList<PermissionSetStep> Steps() => Plan() is Plan<PermissionSetStep>.Do plan ? plan.Steps : [];
}
