using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>What AWS would have of assignments after the steps that were taken on paper.</summary>
internal sealed class AccessForecast
{
    private readonly HashSet<Assignment> _granted = [];
    private readonly HashSet<Assignment> _revoked = [];

    /// <summary>Takes a step.</summary>
    public void Take(AccountAssignmentStep step)
    {
        var (to, from) = step is AccountAssignmentStep.Grant ? (_granted, _revoked) : (_revoked, _granted);
        to.Add(step.Assignment);
        from.Remove(step.Assignment);
    }

    /// <summary>What would be seen of these assignments, where so much is seen now.</summary>
    public ObservedAccess On(ObservedAccess observed, IReadOnlyCollection<Assignment> asked) => observed with
    {
        Present = observed.Present.Concat(asked.Where(_granted.Contains)).Where(assignment => !_revoked.Contains(assignment)).ToHashSet(),
        Unknown = observed.Unknown.Where(assignment => !_granted.Contains(assignment) && !_revoked.Contains(assignment)).ToHashSet(),
    };

    /// <summary>Accounts in which something of a permission set was taken away.</summary>
    public IReadOnlyCollection<string> LosersOf(string arn) => [.. _revoked.Where(assignment => assignment.PermissionSetArn == arn).Select(assignment => assignment.AccountId).Distinct()];

    /// <summary>Whether anything would be left of what was read.</summary>
    public bool LeavesAny(IEnumerable<Assignment> read, AssignmentScope.Pair pair) => read.Any(assignment => !_revoked.Contains(assignment)) || _granted.Any(assignment => assignment.Pair.Equals(pair));
}
