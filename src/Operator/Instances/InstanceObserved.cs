using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.Instances;

/// <summary>From what AWS says to what the planner compares.</summary>
internal static class InstanceObserved
{
    /// <summary>The instance as the planner sees it.</summary>
    /// <param name="attributes">What AWS says of its attributes for access control.</param>
    public static ObservedInstance From(Fact<AttributeFacts> attributes) => attributes is Fact<AttributeFacts>.Present { Value: var known }
        ? new(known.Sources, known.Status, known.StatusReason)
        : new(null);
}
