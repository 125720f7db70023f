using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.Kubernetes.Yaml;

namespace Kubernetes.Tests.Yaml;

public sealed class YamlWriterProperties
{
    // What YAML takes for something else than text, ends a line at, or folds.
    private static readonly Gen<string> Parts = Gen.Elements(
        "yes", "NO", "null", ".5_0", "._5", "on", "y", "~", "007", "1e3", "0x1F", ".inf", "2026-12-01", "- a", "a: b", "a #b", "#", "*", "&x", "!t", "%", "@", "`", "'", "\"", "\\", "{", "]", ",", "?", "|", ">", "=", "<<", "word", "Ü",
        " ", "  ", "\n", "\r", "\t", "\0", "\e", "\u0085", "\u2028", "\u2029", "\ufeff", "\u00a0", "\ud83d\ude00", new string('x', 70), "a long text of several words that is to be folded somewhere");

    private static readonly Gen<JsonNode?> Texts = from count in Gen.Choose(0, 6) from parts in Parts.ArrayOf(count) select (JsonNode?)JsonValue.Create(string.Concat(parts));

    private static readonly Gen<JsonNode?> Scalars = Gen.Frequency(
        (6, Texts), (1, Gen.Constant((JsonNode?)null)), (1, Gen.Elements(true, false).Select(value => (JsonNode?)JsonValue.Create(value))), (1, Gen.Choose(-5, 5).Select(value => (JsonNode?)JsonValue.Create(value))));

    [Fact]
    public void What_is_written_is_read_as_the_same() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(Arb.From(Nodes(3)), node => JsonNode.DeepEquals(node, YamlReader.ReadAll(YamlWriter.Write(node!))[0])));

    [Fact]
    public void What_is_written_is_read_as_the_same_by_kubectl() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(Arb.From(Nodes(3)), node => JsonNode.DeepEquals(node, YamlReader.ReadAll(YamlWriter.Write(node!), YamlWords.Kubectl)[0])));

    // YamlDotNet takes the question mark for the beginning of a key, and the asterisk for that of an alias.
    [Theory]
    [InlineData("NO? 007")]
    [InlineData("is it? ")]
    [InlineData("why?")]
    [InlineData("a?b ? c")]
    [InlineData("all *")]
    [InlineData("null *1e3=|")]
    public void A_mark_in_a_key_or_a_text_is_read_as_such(string text)
    {
        var map = new JsonArray(new JsonObject { [text] = text, ["more"] = 1 }, text);
        Assert.True(JsonNode.DeepEquals(map, YamlReader.ReadAll(YamlWriter.Write(map))[0]));
    }

    [Fact]
    public void A_note_stands_behind_its_text_and_changes_nothing()
    {
        var list = new JsonObject { ["accounts"] = new JsonArray("400000000001", "400000000002") };
        var yaml = YamlWriter.Write(list, text => text == "400000000001" ? "data-prod" : null);
        Assert.Equal("accounts:\n- '400000000001' # data-prod\n- '400000000002'\n", yaml);
        Assert.True(JsonNode.DeepEquals(list, YamlReader.ReadAll(yaml)[0]));
    }

    private static Gen<JsonNode?> Nodes(int depth) => depth == 0
        ? Scalars.Where(node => node is not null)
        : Gen.Frequency((1, Nodes(0)), (2, Lists(depth)), (3, Maps(depth)));

    private static Gen<JsonNode?> Children(int depth) => Gen.Frequency((3, Scalars), (1, depth > 1 ? Nodes(depth - 1) : Scalars));

    private static Gen<JsonNode?> Lists(int depth) => from count in Gen.Choose(0, 4) from items in Children(depth).ArrayOf(count) select (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]);

    private static Gen<JsonNode?> Maps(int depth) =>
        from count in Gen.Choose(0, 4)
        from keys in Texts.ArrayOf(count)
        from values in Children(depth).ArrayOf(count)
        select (JsonNode?)new JsonObject(keys.Zip(values).DistinctBy(pair => (string)pair.First!).Select(pair => KeyValuePair.Create((string)pair.First!, pair.Second?.DeepClone())));
}
