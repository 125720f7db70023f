using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.AccountAssignments;

/// <summary>A step that AWS refused or could not carry out.</summary>
/// <param name="Step">The step.</param>
/// <param name="Reason">Stable reason.</param>
/// <param name="Message">A sentence for people, with AWS's own words.</param>
/// <param name="RequestId">AWS's id of the request; null where it gave none.</param>
/// <param name="Since">When it failed first without a success since.</param>
/// <param name="LastAttempt">When it failed last.</param>
/// <param name="Attempts">How often it failed.</param>
internal sealed record AssignmentFailure(
    AccountAssignmentStep Step, Reason Reason, string Message, string? RequestId, DateTimeOffset Since, DateTimeOffset LastAttempt, int Attempts)
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestRest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan HopelessAfter = TimeSpan.FromMinutes(10);

    private const int HopelessAttempts = 3;

    /// <summary>The assignment that it is about.</summary>
    public Assignment Assignment => Step.Assignment;

    /// <summary>When it is to be tried again: it rests as long as it has failed for, half a minute at least and a quarter of an hour at most.</summary>
    public DateTimeOffset DueAt => LastAttempt + (LastAttempt - Since) switch
    {
        var age when age < ShortestRest => ShortestRest,
        var age when age > LongestRest => LongestRest,
        var age => age,
    };

    /// <summary>Whether AWS was asked often and long enough to take away what a principal held that is gone.</summary>
    public bool IsHopeless => Reason is Reason.PrincipalNotFound && Attempts >= HopelessAttempts && LastAttempt - Since >= HopelessAfter;

    /// <summary>The same step failed again.</summary>
    public AssignmentFailure Again(AssignmentFailure failure) => failure with { Since = Since, Attempts = Attempts + 1 };
}
