using System.Text;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using Operator.Tests.Harness;

namespace Operator.Tests.Security;

/// <summary>An object that is nested deeper than any program reads by itself. The schema lets it be: a policy is whatever its author writes.</summary>
public sealed class DeepObjectStories : Story
{
    [Theory]
    [InlineData(70)]
    [InlineData(1_500)]
    public async Task One_that_is_too_deep_stalls_alone_and_its_neighbours_become_Ready(int levels)
    {
        await Cluster.ApplyAsync("before", "{}");
        await Cluster.User.CreateAsync(PermissionSet.Definition, null, Utf8($$"""{"apiVersion":"identitycenter.dev/v1alpha1","kind":"PermissionSet","metadata":{"name":"deep"},"spec":{{Deep(levels)}}}"""));
        await StartOperatorAsync();
        await Cluster.ReadyAsync("before");
        await Cluster.ApplyAsync("after", "{}");
        await Cluster.ReadyAsync("after");
        var stalled = await Cluster.UntilAsync("deep", seen => seen.Condition("Stalled") is not null, "is Stalled");
        Assert.Equal("InvalidSpec", stalled.Reason);
        Assert.Equal(["after", "before"], await Aws.NamesAsync());
    }

    [Fact]
    public async Task One_that_becomes_too_deep_keeps_what_it_has_and_is_followed_again_once_it_is_corrected()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{description: Good}");
        await Cluster.ReadyAsync("reader");
        await Cluster.User.PatchAsync(PermissionSet.Definition, new(null, "reader"), new Patch.Json(Utf8($$"""[{"op":"add","path":"/spec","value":{{Deep(200)}}}]""")));
        await Cluster.UntilAsync("reader", seen => seen.Condition("Stalled") is not null, "is Stalled");
        await Cluster.ApplyAsync("other", "{}");
        await Cluster.ReadyAsync("other");
        Assert.Equal("Good", (await Aws.FindAsync("reader"))!.Description);
        await Cluster.ApplyAsync("reader", "{description: Corrected}");
        await Cluster.ReadyAsync("reader");
        await Cluster.DeleteAsync("reader");
        await Cluster.GoneAsync("reader");
    }

    private static string Deep(int levels) =>
        $$"""{"inlinePolicy":{{string.Concat(Enumerable.Repeat("{\"a\":", levels))}}{}{{new string('}', levels)}}}""";

    private static byte[] Utf8(string json) => Encoding.UTF8.GetBytes(json);
}
