using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Reconciliation;

namespace Operator.Tests.Tenancy;

public sealed class LabelSelectorsTests
{
    private static readonly Dictionary<string, string> Labels = new() { ["team"] = "data", ["env"] = "prod" };

    [Theory]
    [InlineData("team", LabelSelectorOperator.In, "data", true)]
    [InlineData("team", LabelSelectorOperator.In, "Data", false)]
    [InlineData("none", LabelSelectorOperator.In, "data", false)]
    [InlineData("team", LabelSelectorOperator.NotIn, "data", false)]
    [InlineData("team", LabelSelectorOperator.NotIn, "web", true)]
    [InlineData("none", LabelSelectorOperator.NotIn, "data", true)]
    [InlineData("team", LabelSelectorOperator.Exists, null, true)]
    [InlineData("none", LabelSelectorOperator.Exists, null, false)]
    [InlineData("team", LabelSelectorOperator.DoesNotExist, null, false)]
    [InlineData("none", LabelSelectorOperator.DoesNotExist, null, true)]
    public void A_requirement_means_what_it_means_in_Kubernetes(string key, LabelSelectorOperator relation, string? value, bool expected) => Assert.Equal(
        expected, LabelSelectors.Matches(new() { MatchExpressions = [new() { Key = key, Operator = relation, Values = value is null ? null : [value] }] }, Labels));

    [Fact]
    public void All_that_is_listed_must_hold()
    {
        var selector = new LabelSelector { MatchLabels = new Dictionary<string, string> { ["team"] = "data" }, MatchExpressions = [new() { Key = "env", Operator = LabelSelectorOperator.In, Values = ["dev"] }] };
        Assert.False(LabelSelectors.Matches(selector, Labels));
        Assert.True(LabelSelectors.Matches(selector, new Dictionary<string, string> { ["team"] = "data", ["env"] = "dev" }));
    }

    [Fact]
    public void An_empty_selector_selects_even_what_has_no_labels() => Assert.True(LabelSelectors.Matches(new(), null));
}
