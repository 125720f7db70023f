using IdentityCenterOperator.Policies.Reading;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Policies.Advice;

/// <summary>Collects warnings, up to as many as anybody reads.</summary>
internal sealed class PolicyWarnings
{
    private const int Most = 20;

    private readonly List<PolicyWarning> _warnings = [];

    /// <summary>The warnings, in the order in which they were found.</summary>
    public ValueList<PolicyWarning> All => _warnings.ToValueList();

    /// <summary>Whether more would not be kept.</summary>
    public bool AreFull => _warnings.Count >= Most;

    /// <summary>Adds a warning of a place.</summary>
    /// <param name="kind">What.</param>
    /// <param name="place">The place.</param>
    /// <param name="says">What goes on from the place, without a full stop at the end.</param>
    public void Add(PolicyWarningKind kind, PolicyPlace place, string says)
    {
        if (!AreFull)
            _warnings.Add(new(kind, place.ToString(), place.Sid, says));
    }
}
