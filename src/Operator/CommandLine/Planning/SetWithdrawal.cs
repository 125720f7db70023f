using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>Takes accounts from a permission set on paper, once the last assignment of it there is gone: only then can it be deleted.</summary>
internal sealed class SetWithdrawal(AccessForecast forecast, AssignmentReader assignments, FactReader sets, FactStore facts, TimeProvider time)
{
    /// <summary>Reads what else is assigned where something was revoked, and concludes which accounts lose the set.</summary>
    /// <param name="arn">The permission set.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task ConcludeAsync(string arn, CancellationToken cancellationToken)
    {
        var left = new List<string>();
        foreach (var pair in forecast.LosersOf(arn).Select(account => new AssignmentScope.Pair(account, arn)))
        {
            await assignments.PairAsync(pair, CallPriority.Edit, cancellationToken);
            if (facts.Assignments.Of(pair) is Fact<IReadOnlySet<Assignment>>.Present list && !forecast.LeavesAny(list.Value, pair))
                left.Add(pair.AccountId);
        }

        if (left.Count > 0 && await sets.PermissionSetAsync(arn, cancellationToken) is Fact<PermissionSetFacts>.Present { Value: var set })
            facts.Put(arn, new Fact<PermissionSetFacts>.Present(set with { CurrentAccounts = [.. set.CurrentAccounts.Except(left)], OutdatedAccounts = [.. set.OutdatedAccounts.Except(left)] }, time.GetUtcNow()));
    }
}
