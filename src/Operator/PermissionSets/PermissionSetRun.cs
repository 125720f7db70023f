using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>How far a plan has been carried out: its steps one after another, and what became of them. For one reconcile.</summary>
internal sealed class PermissionSetRun(PermissionSetPass pass, PermissionSetRules rules, ValueList<PermissionSetStep> steps)
{
    private readonly PermissionSetPass _first = pass;
    private readonly List<PermissionSetStep> _tried = [];
    private PermissionSetRules _rules = rules;
    private Queue<PermissionSetStep> _left = new(steps);
    private bool _isRefused;

    /// <summary>The look that the plan was made on, with what was refused in accounts since.</summary>
    public PermissionSetPass Pass { get; private set; } = pass;

    /// <summary>ARN of the set, as soon as it has one.</summary>
    public string? Arn { get; set; } = pass.Arn;

    /// <summary>Steps that AWS has taken.</summary>
    public List<PermissionSetStep> Taken { get; } = [];

    /// <summary>Provisionings that AWS has begun.</summary>
    public List<ProvisioningRequest> Started { get; } = [];

    /// <summary>A failure of AWS's own that one step came to; null for none. What gives is left to the next try then.</summary>
    public Exception? Broken { get; private set; }

    /// <summary>Whether the set is to be looked for a moment later: AWS may not show yet what it said.</summary>
    public bool IsToSettle { get; set; }

    /// <summary>Whether AWS was moved to nothing at all, so that status has nothing new to say.</summary>
    public bool CameToNothing => Taken.Count == 0 && _tried.Count > 0 && _isRefused && ReferenceEquals(Pass, _first);

    /// <summary>The next step.</summary>
    public bool TryNext(out PermissionSetStep step) => _left.TryDequeue(out step!);

    /// <summary>The step is asked of AWS.</summary>
    public void Try(PermissionSetStep step) => _tried.Add(step);

    /// <summary>AWS did not do a step, which is remembered elsewhere.</summary>
    public void Refuse() => _isRefused = true;

    /// <summary>AWS did not begin a provisioning, for reasons of an account.</summary>
    /// <param name="accountId">The account; null for one among all.</param>
    /// <param name="reason">Why.</param>
    /// <param name="now">The time.</param>
    public void RefuseAccount(string? accountId, string reason, DateTimeOffset now) => Pass = Pass with { Provisioning = Pass.Provisioning.Refused(accountId, reason, now) };

    /// <summary>AWS refused a part: the rest goes on, as far as it may without it.</summary>
    /// <param name="desired">What is declared.</param>
    /// <param name="part">The part.</param>
    /// <param name="broken">The error, where it is none that AWS decided; then nothing more is given.</param>
    public void RefusePart(PermissionSetState desired, RefusedStep part, Exception? broken)
    {
        (_isRefused, Broken) = (true, broken);
        _rules = _rules with { Refused = [.. _rules.Refused.Where(other => other.Step != part.Step), part] };
        var left = PermissionSetPlanner.Left(desired, Pass.Observed, _rules, _tried);
        _left = new(left.Where(step => broken is null || Pass.Observed is not { State: var have } || !PartialEdits.Loosens(step, have)));
    }
}
