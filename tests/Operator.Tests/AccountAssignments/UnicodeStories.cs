using Operator.Tests.Harness;

namespace Operator.Tests.AccountAssignments;

/// <summary>Names of any script, emojis among them, in everything that is written about them.</summary>
public sealed class UnicodeStories : AccessStory
{
    [Theory]
    [InlineData("Rockets 🚀")]
    [InlineData("𝒜𝓁𝓅𝒽𝒶")]
    [InlineData("家族👪 ünïcode")]
    public async Task A_group_of_any_name_is_assigned_and_stands_in_status(string name)
    {
        var arn = await BeginAsync();
        var id = await Aws.People.CreateGroupAsync(name);
        await Assignments.ApplyAsync("data", For($"{{group: \"{name}\"}}"));
        var ready = await Assignments.ReadyAsync("data");
        Assert.Equal((name, id), (ready.Assignment.Principals![0].Name, ready.Assignment.Principals[0].Id));
        await Aws.Access.UntilAsync(arn, Holds(id, 1, 2));
    }

    [Fact]
    public async Task A_group_of_such_a_name_that_does_not_exist_is_told_in_status_and_by_an_Event()
    {
        await BeginAsync();
        await Assignments.ApplyAsync("data", For($"{{group: \"{new string('x', 79)}🚀🚀\"}}, {{group: Data}}"));
        var missing = await Assignments.ReasonAsync("data", "PrincipalNotFound");
        Assert.Contains("🚀", (await AppliedAsync("{group: \"no 🚀\"}")).Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\uFFFD', missing.Message);
        await EventAsync("data", "PrincipalNotFound");
    }

    [Fact]
    public async Task What_nobody_declared_for_a_group_of_such_a_name_keeps_the_instance_from_nothing()
    {
        var arn = await BeginAsync(TimeSpan.FromSeconds(3));
        var id = await Aws.People.CreateGroupAsync("🔒 Break Glass");
        await Aws.Access.GrantAsync(arn, Organization.Accounts[0], id);
        var told = await Cluster.Instances.UntilAsync("default", seen => seen.Instance.Unmanaged?.Assignments == 1, "counts it");
        Assert.Contains("to group \"🔒 Break Glass\"", told.Instance.Unmanaged!.Sample![0], StringComparison.Ordinal);
        await Cluster.Instances.UntilAsync("default", seen => seen.Instance.LastSweep!.StartedAt > told.Instance.LastSweep!.FinishedAt, "tells of later looks");
    }

    [Fact]
    public async Task A_tag_of_letters_beyond_the_first_65536_is_taken()
    {
        await BeginAsync(set: "{tags: {team: \"𝒜𝓁𝓅𝒽𝒶\"}}");
        Assert.Equal("team=𝒜𝓁𝓅𝒽𝒶", (await Aws.FindAsync("reader"))!.Tags);
    }

    private async Task<Seen> AppliedAsync(string principals)
    {
        await Assignments.ApplyAsync("other", For(principals));
        return await Assignments.ReasonAsync("other", "PrincipalNotFound");
    }
}
