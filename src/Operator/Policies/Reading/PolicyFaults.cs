using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies.Reading;

/// <summary>Collects what is wrong with a policy, up to as much as anybody reads: a hostile policy has thousands of faults, and their sentences cost.</summary>
internal sealed class PolicyFaults
{
    private const int Most = 20;

    private readonly List<PolicyFault> _faults = [];

    /// <summary>Whether there are none.</summary>
    public bool AreNone => _faults.Count == 0;

    /// <summary>Whether more would not be kept: who could go on looking may stop.</summary>
    public bool AreFull => _faults.Count >= Most;

    /// <summary>The faults, in the order in which they were found.</summary>
    public ValueList<PolicyFault> All => _faults.ToValueList();

    /// <summary>Adds a fault of a place.</summary>
    /// <param name="kind">The rule.</param>
    /// <param name="place">The place.</param>
    /// <param name="says">What goes on from the place, without the final full stop.</param>
    public void Add(PolicyFaultKind kind, PolicyPlace place, string says)
    {
        if (!AreFull)
            _faults.Add(new(kind, place.ToString(), place.Sid, says));
    }

    /// <summary>Adds a fault of a value, which is shown escaped and cut.</summary>
    /// <param name="kind">The rule.</param>
    /// <param name="place">The place.</param>
    /// <param name="value">The value as written.</param>
    /// <param name="rule">What is wrong.</param>
    /// <param name="remedy">What to do, where nobody can tell what was meant.</param>
    /// <param name="meant">What was probably meant; null where nobody can tell.</param>
    public void Add(PolicyFaultKind kind, PolicyPlace place, string value, string rule, string remedy, string? meant = null)
    {
        if (!AreFull)
            Add(kind, place, $"is {Quoted.Text(value)}: {rule}; {(meant is null ? remedy : $"did you mean {Quoted.Text(meant)}?")}");
    }
}
