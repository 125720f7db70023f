using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;

namespace Operator.Tests.Reconciliation;

/// <summary>Conditions on their way to Kubernetes and back.</summary>
public sealed class ConditionMappingTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 1, 0, 0, 0, 900, TimeSpan.Zero);

    [Theory]
    [InlineData(ConditionStatus.True)]
    [InlineData(ConditionStatus.False)]
    [InlineData(ConditionStatus.Unknown)]
    public void A_condition_comes_back_as_it_went_but_for_fractions_of_a_second(ConditionStatus status)
    {
        var condition = new ConditionState("Ready", status, "Throttled", "m", 3, Time);
        var back = ConditionMapping.FromStored(ConditionMapping.ToStored(condition));
        Assert.Equal(condition with { LastTransitionTime = Time.AddMilliseconds(-900) }, back);
        Assert.Equal(back, ConditionMapping.FromStored(ConditionMapping.ToStored(back)));
    }

    [Fact]
    public void A_message_is_cut_to_what_Kubernetes_admits()
    {
        var stored = ConditionMapping.ToStored(new("Ready", ConditionStatus.False, "Denied", new string('x', 40_000), 3, Time));
        Assert.Equal(32_768, stored.Message.Length);
        Assert.EndsWith("x…", stored.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_status_word_that_Kubernetes_does_not_have_is_unknown() => Assert.Equal(
        ConditionStatus.Unknown,
        ConditionMapping.FromStored(new Condition { Type = "Ready", Status = "Maybe", Reason = "", Message = "", LastTransitionTime = Time }).Status);
}
