using IdentityCenterOperator.Policies.Reading;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies.Advice;

/// <summary>
/// What IAM takes in a policy and hardly anybody means: much of it is in AWS's own "IAM Access Analyzer policy check reference", as a security warning or for a value that
/// will not have the effect that was meant.
/// </summary>
internal static class PolicyAdvice
{
    /// <summary>The warnings on a policy that breaks no rule.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="partition">The instance's partition.</param>
    public static ValueList<PolicyWarning> On(PolicyModel policy, string partition)
    {
        var warnings = new PolicyWarnings();
        foreach (var statement in policy.Statements.TakeWhile(_ => !warnings.AreFull))
        {
            GrantAdvice.On(statement, warnings);
            ServiceAdvice.On(statement, warnings);
            TextAdvice.On(statement, policy.HasVariables, warnings);
            ConditionAdvice.On(statement, partition, warnings);
        }

        return warnings.All;
    }
}
