using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Reconciliation;

namespace Operator.Tests.Reconciliation;

/// <summary>What people write into annotations when they are in a hurry.</summary>
public sealed class WishesTests
{
    private const string Paused = "identitycenter.dev/paused";
    private const string Revoke = "identitycenter.dev/revoke";

    [Theory]
    [InlineData("true")]
    [InlineData("True")]
    [InlineData("TRUE")]
    [InlineData(" true ")]
    public void True_in_any_case_is_a_pause_without_a_doubt(string value)
    {
        Assert.True(Wishes.Paused(With(Paused, value)));
        Assert.Equal("Paused: remove the annotation identitycenter.dev/paused to go on.", Wishes.Pause(With(Paused, value))!.Message);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("y")]
    [InlineData("on")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("no")]
    [InlineData("0")]
    [InlineData("ture")]
    [InlineData("please stop")]
    [InlineData("\u202Eeurt")]
    public void Anything_else_is_taken_for_a_pause_and_told(string value)
    {
        var pause = Wishes.Pause(With(Paused, value))!;
        Assert.True(Wishes.Paused(With(Paused, value)));
        Assert.Equal(
            $"The annotation identitycenter.dev/paused is set to {Quoted.Text(value)}, which is neither \"true\" nor \"false\" and is taken for \"true\". Set it to \"true\" to say the same, or remove it to go on.",
            pause.Message);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("False")]
    [InlineData(null)]
    public void False_and_nothing_are_no_pause(string? value) => Assert.False(Wishes.Paused(With(Paused, value)));

    [Theory]
    [InlineData("true", true, false)]
    [InlineData("True", false, true)]
    [InlineData("yes", false, true)]
    [InlineData("", false, true)]
    [InlineData("false", false, false)]
    [InlineData(null, false, false)]
    public void Nothing_is_revoked_but_by_the_very_word(string? value, bool revokes, bool isDoubtful)
    {
        Assert.Equal(revokes, Wishes.Revoked(With(Revoke, value)));
        Assert.Equal(
            isDoubtful ? $"The annotation identitycenter.dev/revoke is set to \"{value}\", and only \"true\" has anything revoked: set it to \"true\", or remove it." : null,
            Wishes.DoubtOfRevoke(With(Revoke, value)));
    }

    [Theory]
    [InlineData("identitycenter.dev/pause", "did you mean identitycenter.dev/paused?")]
    [InlineData("identitycenter.dev/Paused", "did you mean identitycenter.dev/paused?")]
    [InlineData("identitycenter.dev/aprove", "did you mean identitycenter.dev/approve?")]
    [InlineData("identitycenter.dev/reconcileat", "did you mean identitycenter.dev/reconcile-at?")]
    [InlineData("identitycenter.dev/force", "remove it.")]
    [InlineData("identitycenter.dev/revoke", "remove it.")]
    public void An_annotation_that_begins_as_ours_do_and_means_nothing_is_told(string name, string remedy) =>
        Assert.Equal([$"The annotation {name} means nothing here: {remedy}"], Wishes.Unknown(With(name, "true"), Wishes.OfAll));

    [Theory]
    [InlineData("identitycenter.dev/paused")]
    [InlineData("identitycenter.dev/approve")]
    [InlineData("identitycenter.dev/reconcile-at")]
    [InlineData("example.com/paused")]
    [InlineData("kubectl.kubernetes.io/last-applied-configuration")]
    public void Ours_and_those_of_others_are_not_told_of(string name) => Assert.Empty(Wishes.Unknown(With(name, "x"), Wishes.OfAll));

    private static ObjectMeta With(string name, string? value) =>
        new() { Name = "a", Annotations = value is null ? null : new Dictionary<string, string> { [name] = value } };
}
