using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;

namespace Operator.Tests.ReplicaRegions;

/// <summary>Bad input, as an API server stored it that had no schema yet.</summary>
public sealed class BadInputStories : RegionStory
{
    private protected override ResourceDefinition? Loosened => ReplicaRegion.Definition;

    [Fact]
    public async Task A_spec_that_breaks_a_rule_stalls_with_the_sentence_and_asks_AWS_nothing()
    {
        await StartOperatorAsync();
        var mark = Aws.Mark;
        await Regions.ApplyAsync("ireland", "{timeout: 90m}");
        Assert.Contains("metadata.name is \"ireland\"", (await Regions.ReasonAsync("ireland", "InvalidSpec")).Message, StringComparison.Ordinal);
        await Regions.ApplyAsync("ireland", "{region: eu-west-1, deletionPolicy: Perhaps}");
        await Regions.UntilAsync("ireland", seen => seen.Message.Contains("cannot be read at $.spec.deletionPolicy", StringComparison.Ordinal), "cannot be read");
        Assert.Empty(Aws.CallsSince(mark));
        await Regions.ApplyAsync("ireland", "{region: eu-west-1}");
        await Regions.ReadyAsync("ireland");
        await Regions.ApplyAsync("ireland", "{region: eu-west-2}");
        Assert.Contains("the object is about eu-west-1 already", (await Regions.ReasonAsync("ireland", "InvalidSpec")).Message, StringComparison.Ordinal);
        Assert.Equal(["eu-west-1"], Asked("AddRegion"));
    }

    [Theory]
    [InlineData("ireland", "{region: eu-west-1, deletionPolicy: Perhaps}")]
    [InlineData("eu-west-1", "{deletionPolicy: Perhaps}")]
    public async Task A_Region_stays_that_an_object_declares_which_cannot_be_read(string name, string spec)
    {
        await StartOperatorAsync();
        await ActiveAsync("owner", "{region: eu-west-1, deletionPolicy: Delete}");
        await Regions.ApplyAsync(name, spec);
        await Regions.UntilAsync(name, seen => seen.Message.Contains("cannot be read at $.spec.deletionPolicy", StringComparison.Ordinal), "cannot be read");
        await Regions.DeleteAsync("owner");
        await Regions.GoneAsync("owner");
        Assert.Equal("ACTIVE", await StatusAsync("eu-west-1"));
        Assert.Empty(Asked("RemoveRegion"));
        // It is not lost: whoever can be read again takes it over.
        await Regions.ApplyAsync(name, "{region: eu-west-1, deletionPolicy: Delete}");
        await Regions.ReadyAsync(name);
    }
}
