using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Policies;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>From what a user wrote to what is wanted, with all defaults applied, so that equal things compare equal.</summary>
public abstract record PermissionSetDesired
{
    private PermissionSetDesired()
    {
    }

    /// <summary>The spec can be planned for.</summary>
    /// <param name="State">What is wanted.</param>
    /// <param name="Warnings">What it declares that is seldom meant.</param>
    public sealed record Valid(PermissionSetState State, ValueList<SpecWarning> Warnings) : PermissionSetDesired;

    /// <summary>The spec breaks rules; nothing must be written to AWS.</summary>
    /// <param name="Errors">At least one.</param>
    public sealed record Invalid(ValueList<SpecError> Errors) : PermissionSetDesired
    {
        /// <summary>For the condition, with <see cref="Reason.InvalidSpec"/>.</summary>
        public string Message => SpecError.Message(Errors);
    }

    /// <summary>Checks and translates a resource.</summary>
    /// <param name="set">The resource.</param>
    /// <param name="partition">The instance's partition, see <see cref="ManagedPolicyArns.PartitionOf"/>.</param>
    public static PermissionSetDesired From(PermissionSet set, string partition)
    {
        ArgumentNullException.ThrowIfNull(set);
        var policy = set.Spec.InlinePolicy is { } written ? PolicyDocument.Parse(written, partition) : null;
        return PermissionSetValidation.Check(set, policy, partition) is { Count: > 0 } errors
            ? new Invalid(errors.ToValueList())
            : new Valid(Translate(set, policy as PolicyResult.Valid, partition), PermissionSetAdvice.On(set.Spec, policy));
    }

    /// <summary>The name that the permission set has, or shall have, in AWS.</summary>
    public static string NameOf(PermissionSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return set.Spec.Name ?? set.Metadata.Name;
    }

    private static PermissionSetState Translate(PermissionSet set, PolicyResult.Valid? policy, string partition) => new()
    {
        Name = NameOf(set),
        Details = new()
        {
            Description = set.Spec.Description ?? "",
            SessionDuration = SessionDuration.Observed(set.Spec.SessionDuration),
            RelayState = set.Spec.RelayState ?? "",
        },
        ManagedPolicies = (set.Spec.ManagedPolicies ?? []).Select(policy => ManagedPolicyArns.From(policy, partition)).ToValueSet(),
        CustomerManagedPolicies = (set.Spec.CustomerManagedPolicies ?? []).Select(Policy).ToValueSet(),
        InlinePolicy = policy?.Policy,
        Boundary = Boundary(set.Spec.PermissionsBoundary, partition),
        Tags = new(set.Spec.Tags ?? ValueDictionary.Empty),
    };

    private static Boundary? Boundary(PermissionsBoundarySpec? boundary, string partition) => boundary switch
    {
        { ManagedPolicy: { } policy } => new Boundary.Managed(ManagedPolicyArns.From(policy, partition)),
        { CustomerManagedPolicy: { } policy } => new Boundary.CustomerManaged(Policy(policy)),
        _ => null,
    };

    private static CustomerManagedPolicy Policy(CustomerManagedPolicyReference policy) => new(policy.Name, policy.Path ?? "/");
}
