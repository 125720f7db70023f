using IdentityCenterOperator.Kubernetes.Controllers;
using static IdentityCenterOperator.Kubernetes.Controllers.ReconciliationResult;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>When it is looked again for what is not known.</summary>
internal static class NextLook
{
    /// <summary>The result, but for that it is looked again after so long at the latest.</summary>
    /// <param name="lookAgain">How long; null where whoever knows more will say so.</param>
    /// <param name="result">What the look came to.</param>
    public static ReconciliationResult Within(TimeSpan? lookAgain, ReconciliationResult result) => (lookAgain, result) switch
    {
        (null, _) => result,
        ({ } wait, Again again) when again.Delay < wait => result,
        ({ } wait, _) => new Again(wait),
    };
}
