using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.Reconciliation;
using Testing;

namespace Operator.Tests.PermissionSets;

/// <summary>When what AWS refused is tried again.</summary>
public sealed class RefusedStepsTests
{
    private static readonly PermissionSetStep _attach = new PermissionSetStep.AttachManagedPolicy("arn:aws:iam::aws:policy/NoSuchPolicy");
    private static readonly PermissionSetStep _detach = new PermissionSetStep.DetachManagedPolicy("arn:aws:iam::aws:policy/SecurityAudit");
    private static readonly AwsFailure _unknown = new(FailureClass.Terminal, Reason.InvalidSpec, "No such policy. Request 1.");

    private readonly ManualTimeProvider _time = new();
    private readonly RefusedSteps _refused;

    public RefusedStepsTests() => _refused = new(new(_time));

    [Fact]
    public void What_somebody_must_mend_is_tried_twice_in_ten_minutes_and_a_moment_whatever_wakes_the_object()
    {
        var tries = 0;
        for (var second = 0; second <= 600; second++)
        {
            if (_refused.Of(Set(1), isAsked: false).All(each => each.IsDue))
            {
                tries++;
                _refused.Add(Set(1), _attach, _unknown);
            }

            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(3, tries);
    }

    [Fact]
    public void An_edit_and_a_wish_ask_at_once_and_another_object_is_not_concerned()
    {
        _refused.Add(Set(1), _attach, _unknown);
        Assert.False(Assert.Single(_refused.Of(Set(1), isAsked: false)).IsDue);
        Assert.True(Assert.Single(_refused.Of(Set(1), isAsked: true)).IsDue);
        Assert.Empty(_refused.Of(Set(2), isAsked: false));
        Assert.Empty(_refused.Of(Set(1, "other"), isAsked: false));
        _refused.Take(Set(1), _attach);
        Assert.Empty(_refused.Of(Set(1), isAsked: false));
        Assert.Null(_refused.UntilNextTry(Set(1), [Rests(_attach)]));
    }

    [Fact]
    public void The_first_sentence_stays_while_the_reason_does()
    {
        _refused.Add(Set(1), _attach, _unknown);
        Assert.Equal(_unknown.Message, _refused.Add(Set(1), _attach, _unknown with { Message = "No such policy. Request 2." }).Message);
        Assert.Equal("Denied.", _refused.Add(Set(1), _attach, new(FailureClass.Terminal, Reason.AccessDenied, "Denied.")).Message);
    }

    [Fact]
    public void What_AWS_may_only_not_know_yet_is_tried_soon_and_then_ever_more_seldom()
    {
        var waits = new List<double>();
        for (var attempt = 0; attempt < 12; attempt++)
        {
            _refused.Add(Set(1), _attach, new(FailureClass.Wait, Reason.Progressing, "Not there."));
            var next = _refused.UntilNextTry(Set(1), [Rests(_attach)])!.Value;
            waits.Add(next.TotalSeconds);
            _time.Advance(next);
        }

        Assert.Equal([5, 5, 5, 5, 5, 5, 30, 60, 120, 240, 300, 300], waits);
    }

    [Fact]
    public void What_was_refused_wakes_nobody_once_it_is_not_wanted_or_waits_for_something_else_to_be_taken()
    {
        _refused.Add(Set(1), _attach, _unknown);
        _time.Advance(TimeSpan.FromMinutes(3));
        _refused.Add(Set(1), _detach, _unknown);
        Assert.Equal(TimeSpan.FromMinutes(2), _refused.UntilNextTry(Set(1), [Rests(_attach), Rests(_detach)]));
        _time.Advance(TimeSpan.FromMinutes(4));
        // The attachment is due, but may not go as long as the detachment has not.
        Assert.Equal(TimeSpan.FromMinutes(1), _refused.UntilNextTry(Set(1), [Rests(_detach)]));
        Assert.Null(_refused.UntilNextTry(Set(1), []));
    }

    private static RefusedStep Rests(PermissionSetStep step) => new(step, _unknown.Reason, _unknown.Message);

    private static PermissionSet Set(long generation, string uid = "uid") => new() { Metadata = new() { Name = "reader", Uid = uid, Generation = generation }, Spec = new() };
}
