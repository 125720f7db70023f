using System.Text;
using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Reflectors;
using Kubernetes.Tests.Kinds;

namespace Kubernetes.Tests.Reflectors;

public sealed class StoredObjectTests
{
    [Fact]
    public void What_nobody_reads_is_stripped_and_the_rest_stays_as_it_was()
    {
        var stored = Read("""
            {"apiVersion":"v1","kind":"Widget",
             "metadata":{"name":"a","namespace":"n","uid":"u","resourceVersion":"5","generation":3,"deletionTimestamp":"2026-01-01T00:00:00Z",
               "managedFields":[{"manager":"x","fieldsV1":{"f:spec":{}}}],
               "annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"a\":1}","keep\"me":"yes\nindeed"},
               "labels":null,"finalizers":["b","a"]},
             "spec":{"size":"Large","metadata":{"managedFields":"not ours"}},"status":null}
            """);
        Assert.Equal(
            """{"apiVersion":"v1","kind":"Widget","metadata":{"name":"a","namespace":"n","uid":"u","resourceVersion":"5","generation":3,"deletionTimestamp":"2026-01-01T00:00:00Z","specManager":"x","annotations":{"keep\u0022me":"yes\nindeed"},"labels":null,"finalizers":["b","a"]},"spec":{"size":"Large","metadata":{"managedFields":"not ours"}},"status":null}""",
            Encoding.UTF8.GetString(stored.Json.Span));
        Assert.Equal(("n/a", "u", "5", 3, true), ($"{stored.Key}", stored.Uid, stored.ResourceVersion, stored.Generation, stored.IsDeleting));
        Assert.Equal((Size.Large, "b"), (stored.Value!.Spec.Size, stored.Metadata.Finalizers![0]));
    }

    [Theory]
    [InlineData("""[{"manager":"old","time":"2026-01-01T00:00:00Z","fieldsV1":{"f:spec":{"f:size":{}}}},{"manager":"new","time":"2026-01-02T00:00:00Z","fieldsV1":{"f:metadata":{},"f:spec":{}}}]""", "new")]
    [InlineData("""[{"fieldsV1":{"f:spec":{}},"time":"2026-01-02T00:00:00Z","manager":"new"},{"fieldsV1":{"f:spec":{}},"time":"2026-01-01T00:00:00Z","manager":"old"}]""", "new")]
    [InlineData("""[{"manager":"writer","time":"2026-01-01T00:00:00Z","fieldsV1":{"f:spec":{}}},{"manager":"labeller","time":"2026-01-02T00:00:00Z","fieldsV1":{"f:metadata":{"f:labels":{"f:spec":{}}}}}]""", "writer")]
    [InlineData("""[{"manager":"writer","fieldsV1":{"f:spec":{}}},{"manager":"operator","subresource":"status","time":"2026-01-02T00:00:00Z","fieldsV1":{"f:spec":{},"f:status":{}}}]""", "writer")]
    [InlineData("""[{"manager":"operator","time":"2026-01-02T00:00:00Z","fieldsV1":{"f:metadata":{"f:finalizers":{}}}}]""", null)]
    [InlineData("""[null,7,{"manager":7,"time":[],"subresource":null,"fieldsV1":"x"},[[]]]""", null)]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    public void Of_managedFields_the_name_is_kept_of_who_last_wrote_a_part_of_the_spec(string managedFields, string? manager)
    {
        var stored = Read($$"""{"metadata":{"managedFields":{{managedFields}},"name":"a"},"spec":{"owner":"x"}}""");
        Assert.Equal(("a", manager, "x"), (stored.Metadata.Name, stored.Metadata.SpecManager, stored.Value!.Spec.Owner));
        Assert.DoesNotContain("managedFields", Encoding.UTF8.GetString(stored.Json.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(10_000)]
    public void However_deep_an_object_is_its_metadata_can_be_read(int levels)
    {
        var deep = string.Concat(Enumerable.Repeat("[", levels)) + string.Concat(Enumerable.Repeat("]", levels));
        var stored = Read($$"""{"spec":{"owner":{{deep}}},"metadata":{"name":"a","uid":"u","resourceVersion":"5"},"status":{"conditions":[]}}""");
        Assert.Equal(("a", "u", "5"), (stored.Key.Name, stored.Metadata.Uid, stored.ResourceVersion));
        Assert.False(stored.TryDecode(out _, out var problem));
        Assert.Equal("a", problem!.Metadata.Name);
    }

    [Fact]
    public void An_object_that_does_not_fit_says_where_and_keeps_its_metadata_and_conditions()
    {
        var stored = Read("""
            {"metadata":{"name":"a","uid":"u","resourceVersion":"5"},"spec":{"size":"Huge"},
             "status":{"conditions":[{"type":"Ready","status":"True","reason":"Synced","message":"ok","lastTransitionTime":"2026-01-01T00:00:00Z"}]}}
            """);
        Assert.False(stored.TryDecode(out _, out var problem));
        Assert.Equal(("a", "$.spec.size", "Ready"), (problem!.Metadata.Name, problem.Path, problem.Conditions[0].Type));
        Assert.Null(stored.Value);
    }

    [Fact]
    public void Conditions_that_cannot_be_read_are_no_conditions()
    {
        Assert.False(Read("""{"metadata":{"name":"a"},"status":{"conditions":"none"}}""").TryDecode(out _, out var problem));
        Assert.Empty(problem!.Conditions);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"metadata":null}""")]
    [InlineData("""{"metadata":{"namespace":"n"}}""")]
    public void What_has_no_name_is_no_object(string json) => Assert.Throws<JsonException>(() => Read(json));

    [Fact]
    public void Each_reader_gets_an_object_of_its_own()
    {
        var stored = Read("""{"metadata":{"name":"a"},"spec":{"owner":"x"}}""");
        stored.Value!.Spec.Owner = "spoiled";
        Assert.Equal("x", stored.Value!.Spec.Owner);
    }

    private static StoredObject<Widget> Read(string json) => StoredObject<Widget>.Read(Encoding.UTF8.GetBytes(json), Widget.Resource);
}
