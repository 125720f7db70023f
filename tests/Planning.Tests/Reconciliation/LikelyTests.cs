using IdentityCenterOperator.Reconciliation;

namespace Planning.Tests.Reconciliation;

/// <summary>What somebody may have meant.</summary>
public sealed class LikelyTests
{
    private static readonly string[] _words = ["StringLike", "StringEquals", "StringNotLike", "Bool", "s3", "ec2", "ecr", "ecs", "docdb-elastic"];

    [Theory]
    [InlineData("StirngLike", "StringLike")]
    [InlineData("StringLik", "StringLike")]
    [InlineData("StringgLike", "StringLike")]
    [InlineData("stringlike", "StringLike")]
    [InlineData(" StringLike ", "StringLike")]
    [InlineData("bool", "Bool")]
    [InlineData("Boal", "Bool")]
    [InlineData("S3", "s3")]
    [InlineData("docdb\u2011elastic", "docdb-elastic")]
    [InlineData("docdbelastic", "docdb-elastic")]
    [InlineData("s4", null)]
    [InlineData("ec3", null)]
    [InlineData("Sting", null)]
    [InlineData("", null)]
    [InlineData("Something else", null)]
    public void The_nearest_is_told_where_there_is_one(string written, string? meant) => Assert.Equal(meant, Likely.Of(written, _words));

    [Fact]
    public void What_is_longer_than_any_name_was_not_mistyped() => Assert.Null(Likely.Of(new string('a', 100_000), [new string('a', 99_999)]));

    [Theory]
    [InlineData("docdb\u2011elastic", "docdb-elastic")]
    [InlineData("\uff33\uff13", "S3")]
    [InlineData("\u0430\u0440p\u200b", "app")]
    [InlineData("a\u00a0b \u2014 c", "a b - c")]
    [InlineData("\u201cx\u201d\u2026", "\"x\"...")]
    [InlineData("caf\u00e9 日本", "caf\u00e9 日本")]
    public void Look_alikes_are_taken_for_what_they_look_like(string text, string plain) => Assert.Equal(plain, LookAlikes.Plain(text));

    [Theory]
    [InlineData(" ", "a space")]
    [InlineData("\n", "a line break")]
    [InlineData("#", "\"#\"")]
    [InlineData("\"", "\"\\\"\"")]
    [InlineData("é", "\"é\" (U+00E9)")]
    [InlineData("\u2011", "\"\u2011\" (U+2011), which looks like \"-\"")]
    [InlineData("\u200b", "U+200B, which nobody sees")]
    [InlineData("\u00a0", "U+00A0, which looks like a space")]
    [InlineData("\u001b", "U+001B")]
    [InlineData("\ud83d\ude80", "\"\ud83d\ude80\" (U+1F680)")]
    public void A_character_is_named(string text, string words) => Assert.Equal(words, LookAlikes.Describe(text.EnumerateRunes().First()));
}
