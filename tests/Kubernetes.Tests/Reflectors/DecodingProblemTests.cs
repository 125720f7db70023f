using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using IdentityCenterOperator.Kubernetes.Reflectors;

namespace Kubernetes.Tests.Reflectors;

public sealed partial class DecodingProblemTests
{
    [Theory]
    [InlineData("""{"accounts":[200000000001]}""", "it is the number 200000000001, and text is expected: put it in quotation marks.")]
    [InlineData("""{"accounts":["1",true]}""", "it is true, a boolean, and text is expected: put it in quotation marks (so are yes, no, on, off, y and n booleans for kubectl).")]
    [InlineData("""{"accounts":[{}]}""", "it is a map, and text is expected.")]
    [InlineData("""{"accounts":"1"}""", "it is text, and a list is expected.")]
    [InlineData("""{"tags":["a"]}""", "it is a list, and a map is expected.")]
    [InlineData("""{"tags":{"a.b":7}}""", "it is the number 7, and text is expected: put it in quotation marks.")]
    [InlineData("""{"who":[{"group":true}]}""", "it is true, a boolean, and text is expected: put it in quotation marks (so are yes, no, on, off, y and n booleans for kubectl).")]
    [InlineData("""{"who":[7]}""", "it is the number 7, and a map is expected.")]
    [InlineData("""{"all":"true"}""", "it is text, and true or false is expected: write it without quotation marks.")]
    [InlineData("""{"count":"7"}""", "it is text, and a whole number is expected: write it without quotation marks.")]
    [InlineData("""{"count":1.5}""", "it is the number 1.5, and a whole number is expected.")]
    [InlineData("""{"at":"9999-12-31T23:59:59-12:00"}""", "it is text, and a time between the years 1 and 9999 in UTC, for example \"2030-01-31T12:00:00Z\", is expected.")]
    public void What_does_not_fit_is_told_without_a_word_of_the_language_it_is_written_in(string json, string sentence)
    {
        var error = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, Shapes.Default.Shape));
        Assert.Equal(sentence, DecodingProblem.Of(Encoding.UTF8.GetBytes(json), error, Shapes.Default.Shape));
    }

    internal sealed record Shape(IReadOnlyList<string>? Accounts, Dictionary<string, string>? Tags, bool? All, int? Count, DateTimeOffset? At, IReadOnlyList<Who>? Who);

    internal sealed record Who
    {
        public string? Group { get; init; }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(Shape))]
    internal sealed partial class Shapes : JsonSerializerContext;
}
