using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies;

/// <summary>A policy, or what is wrong with it.</summary>
public abstract record PolicyResult
{
    private PolicyResult()
    {
    }

    /// <summary>The text is a policy that IAM takes.</summary>
    /// <param name="Policy">The policy.</param>
    /// <param name="Warnings">What is legal in it and seldom meant, in the order of the policy; the first few.</param>
    public sealed record Valid(PolicyDocument Policy, ValueList<PolicyWarning> Warnings) : PolicyResult;

    /// <summary>The text is no identity-based policy that IAM would take.</summary>
    /// <param name="Faults">At least one, in the order of the policy; the first few.</param>
    public sealed record Invalid(ValueList<PolicyFault> Faults) : PolicyResult;
}
