using IdentityCenterOperator.Kubernetes.Yaml;

namespace Kubernetes.Tests.Yaml;

/// <summary>What kubectl makes of YAML is what is read of it; where readers of YAML do not agree, nothing is.</summary>
public sealed class YamlReaderTests
{
    private const string Base = "base: &base {a: 1, b: {c: 2}}\nother: &other {a: 3, d: 4}\n";

    [Theory]
    [InlineData("x: {<<: *base}", """{"a":1,"b":{"c":2}}""")]
    [InlineData("x: {<<: *base, a: 9, e: 5}", """{"b":{"c":2},"a":9,"e":5}""")]
    [InlineData("x: {e: 5, <<: *base}", """{"e":5,"a":1,"b":{"c":2}}""")]
    [InlineData("x: {a: 1, <<: *base}", """{"a":1,"b":{"c":2}}""")]
    [InlineData("x: {<<: [*base, *other]}", """{"a":1,"b":{"c":2},"d":4}""")]
    [InlineData("x: {<<: [*other, *base, {f: 6}], a: 7}", """{"d":4,"b":{"c":2},"f":6,"a":7}""")]
    [InlineData("x: {\"<<\": *base}", """{"<<":{"a":1,"b":{"c":2}}}""")]
    [InlineData("x: {y1: &y1 {<<: *base, b: 0}, z: {<<: *y1}}", """{"y1":{"a":1,"b":0},"z":{"a":1,"b":0}}""")]
    public void A_merge_key_stands_for_the_fields_of_what_it_names(string yaml, string expected) =>
        Assert.Equal(expected, YamlReader.ReadAll(Base + yaml, YamlWords.Kubectl)[0]!["x"]!.ToJsonString().Replace("\\u003C", "<", StringComparison.Ordinal));

    [Theory]
    [InlineData("x: {a: 9, <<: *base}", "the key \"a\" stands before <<, which has it too: write << first in its map")]
    [InlineData("x: {<<: [*base, 7]}", "<< takes a map, or a list of maps")]
    [InlineData("x: {<<: text}", "<< takes a map, or a list of maps")]
    [InlineData("x: {<<: *base, a: 1, a: 2}", "the key \"a\" is given twice")]
    public void A_merge_that_readers_understand_differently_is_refused(string yaml, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<FormatException>(() => YamlReader.ReadAll(Base + yaml, YamlWords.Kubectl)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[y, Y, yes, Yes, YES, on, On, ON, true, True, TRUE]", "[true,true,true,true,true,true,true,true,true,true,true]")]
    [InlineData("[n, N, no, No, NO, off, Off, OFF, false, False, FALSE]", "[false,false,false,false,false,false,false,false,false,false,false]")]
    [InlineData("[yEs, oN, tRUE, nO, '', 'yes', \"on\", !!str off]", """["yEs","oN","tRUE","nO","","yes","on","off"]""")]
    [InlineData("[0x1F, 0X1f, -0x1, 0b11, 0B1, -0b1, 0o17, 0123, -012, 1_000, 1__, +5, 0]", "[31,31,-1,3,1,-1,15,83,-10,1000,1,5,0]")]
    [InlineData("[08, 012345678901, 0_8, 1.0, .5, 5., 1e3, 1_0.5, +.5, -.5e3, .5_0]", "[8,12345678901,8,1,0.5,5,1000,10.5,0.5,-500,0.5]")]
    [InlineData("[2026-12-01, 2001-12-14t21:59:43.10-05:00, 1:30, 0x, 0b2, _1, 1e, .e5, 1e400, 0x1p4, =, inf, NaN, Infinity, 0o8]",
        """["2026-12-01","2001-12-14t21:59:43.10-05:00","1:30","0x","0b2","_1","1e",".e5","1e400","0x1p4","=","inf","NaN","Infinity","0o8"]""")]
    [InlineData("[~, null, Null, NULL]", "[null,null,null,null]")]
    [InlineData("{on: 1, 0x1F: 2, 0123: 3, 'no': 4, 2026-12-01: 5}", """{"true":1,"31":2,"83":3,"no":4,"2026-12-01":5}""")]
    public void Words_without_quotation_marks_mean_what_they_mean_to_kubectl(string yaml, string expected) =>
        Assert.Equal(expected, YamlReader.ReadAll(yaml, YamlWords.Kubectl)[0]!.ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal));

    [Theory]
    [InlineData("{a: .inf}", ".inf is a number that JSON does not have")]
    [InlineData("{a: -.Inf}", "-.Inf is a number that JSON does not have")]
    [InlineData("{a: .NaN}", ".NaN is a number that JSON does not have")]
    [InlineData("{1.5: a}", "the key 1.5 is no text: put it in quotation marks")]
    [InlineData("{~: a}", "the key ~ is no text: put it in quotation marks")]
    [InlineData("{on: 1, yes: 2}", "the key \"true\" is given twice")]
    public void What_kubectl_cannot_send_is_refused(string yaml, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<FormatException>(() => YamlReader.ReadAll(yaml, YamlWords.Kubectl)).Message, StringComparison.Ordinal);

    [Fact]
    public void By_the_core_schema_these_words_are_text() =>
        Assert.Equal("""{"on":["yes","off","0x1F","1_000",123]}""", YamlReader.ReadAll("on: [yes, off, 0x1F, 1_000, 0123]")[0]!.ToJsonString());
}
