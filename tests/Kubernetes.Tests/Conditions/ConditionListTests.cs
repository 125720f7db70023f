using IdentityCenterOperator.Kubernetes.Conditions;
using static IdentityCenterOperator.Kubernetes.Conditions.ConditionStatus;

namespace Kubernetes.Tests.Conditions;

public sealed class ConditionListTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, 123, TimeSpan.Zero);
    private static readonly DateTimeOffset NoonInSeconds = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_transition_time_moves_when_the_status_flips_and_only_then()
    {
        var first = ConditionList.Merge(null, [new("Ready", Unknown, "Progressing", "Working.")], 1, Noon);
        var same = ConditionList.Merge(first, [new("Ready", Unknown, "Throttled", "Waiting.")], 2, Noon.AddHours(1));
        var flipped = ConditionList.Merge(same, [new("Ready", True, "Synced", "All is well.")], 2, Noon.AddHours(2));

        Assert.Equal(NoonInSeconds, Assert.Single(first).LastTransitionTime);
        Assert.Equal(("Throttled", 2L, NoonInSeconds), (same[0].Reason, same[0].ObservedGeneration, same[0].LastTransitionTime));
        Assert.Equal(NoonInSeconds.AddHours(2), flipped[0].LastTransitionTime);
    }

    [Fact]
    public void What_is_no_longer_said_is_gone_and_the_order_is_that_of_the_statements()
    {
        var first = ConditionList.Merge(null, [new("Ready", False, "Throttled", "Waiting."), new("Reconciling", True, "Throttled", "Waiting.")], 1, Noon);
        var second = ConditionList.Merge(first, [new("Drifted", False, "Synced", "No drift."), new("Ready", True, "Synced", "All is well.")], 1, Noon);

        Assert.Equal(["Drifted", "Ready"], second.Select(c => c.Type));
    }

    [Fact]
    public void Merging_the_same_again_changes_nothing()
    {
        ConditionStatement[] statements = [new("Ready", True, "Synced", "All is well."), new("Drifted", False, "Synced", "No drift.")];
        var once = ConditionList.Merge(null, statements, 1, Noon);

        Assert.True(ConditionList.Same(once, ConditionList.Merge(once, statements, 1, Noon.AddDays(1))));
        Assert.False(ConditionList.Same(once, ConditionList.Merge(once, statements, 2, Noon.AddDays(1))));
        Assert.True(ConditionList.Same(null, []));
    }

    [Fact]
    public void A_message_is_cut_where_Kubernetes_would_refuse_it()
    {
        var merged = ConditionList.Merge(null, [new("Ready", False, "Failed", new string('x', 40_000))], 1, Noon);

        Assert.Equal(32_768, merged[0].Message.Length);
        Assert.EndsWith("…", merged[0].Message, StringComparison.Ordinal);
    }
}
