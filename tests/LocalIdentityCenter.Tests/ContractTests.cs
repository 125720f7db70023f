using System.Text.Json;
using System.Text.Json.Nodes;
using LocalIdentityCenter.Models;
using LocalIdentityCenter.Operations;
using LocalIdentityCenter.Tests.Support;
using Xunit.Abstractions;

namespace LocalIdentityCenter.Tests;

/// <summary>The server against the services' models. (All other tests hold each answer and each error against them, too.)</summary>
public sealed class ContractTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_operation_of_the_models_is_carried_out()
    {
        var modelled = ServiceModel.All.SelectMany(s => s.Operations.Values).Select(o => o.Target).Order();
        Assert.Equal(modelled, OperationTable.All.Select(h => h.Model.Target).Order());
    }

    [Fact]
    public async Task A_valid_request_is_understood_by_every_operation()
    {
        await using var center = await Center.StartAsync();
        foreach (var operation in Operations)
        {
            var reply = await CallAsync(center, operation, operation.Input is { } shape ? Sample.Valid(shape).AsObject() : []);
            Assert.True(reply.Status == 200 || operation.Errors.Contains(reply.Error!), $"{operation.Name}: {reply.Body.ToJsonString()}");
            Assert.DoesNotContain("validation error detected", reply.Error is null ? "" : reply.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_constraint_of_every_member_is_kept()
    {
        await using var center = await Center.StartAsync();
        var count = 0;
        foreach (var operation in Operations.Where(o => o.Input is not null))
            foreach (var (place, body) in Sample.Invalid(operation.Input!))
            {
                var reply = await CallAsync(center, operation, body!.AsObject());
                var expected = operation.Service == ServiceModel.Organizations ? "InvalidInputException" : "ValidationException";
                Assert.True(reply.Error == expected, $"{operation.Name}{place}: {reply.Body.ToJsonString()}");
                count++;
            }
        output.WriteLine($"{count} broken constraints refused");
        Assert.True(count > 900);
    }

    [Fact]
    public async Task A_member_of_another_JSON_type_cannot_be_deserialized()
    {
        await using var center = await Center.StartAsync();
        foreach (var operation in Operations.Where(o => o.Input is not null))
            foreach (var (name, member) in operation.Input!.Members)
            {
                var body = Sample.Valid(operation.Input).AsObject();
                body[name] = member.Type == ShapeType.String ? 7 : "text";
                Assert.Equal("SerializationException", (await CallAsync(center, operation, body)).Error);
            }
    }

    [Fact]
    public void Sample_requests_fit_their_shapes()
    {
        foreach (var operation in Operations.Where(o => o.Input is not null))
        {
            using var document = JsonDocument.Parse(Sample.Valid(operation.Input!).ToJsonString());
            Assert.Empty(ModelValidator.Validate(document.RootElement, operation.Input!));
        }
    }

    [Theory]
    [InlineData(@"[\w+=,.@-]+", "ä", false)]
    [InlineData(@"[\w+=,.@-]+", "a-b_c.D@1", true)]
    [InlineData(@"\d{12}", "１２３４５６７８９０１２", false)]
    [InlineData("a|b", "ab", false)]
    [InlineData("a", "a\n", false)]
    public void Patterns_are_ASCII_and_match_the_whole_value(string pattern, string value, bool matches) =>
        Assert.Equal(matches, new JavaPattern(pattern).IsMatch(value));

    [Theory]
    [InlineData(@"[\p{L}\p{M}\p{S}\p{N}\p{P}]+", "Rockets \U0001F680", false)] // the space
    [InlineData(@"[\p{L}\p{M}\p{S}\p{N}\p{P} ]+", "Rockets \U0001F680", true)]
    [InlineData(@"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", "\U0001F680", false)] // a symbol
    [InlineData(@"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", "\U0001D49C\U00020000\U0001D7D8", true)] // letters and a digit
    [InlineData(@"[\p{M}]+", "\U0001D165", true)]
    [InlineData(@"[\p{P}]", "\U00010100", true)]
    [InlineData(@"[\u0009\u000A\u000D\u0020-\u00FF]+", "\U0001F680", false)]
    [InlineData(@"[^a]", "\U0001F680", true)] // one character
    public void A_character_beyond_the_first_plane_is_one_of_its_category(string pattern, string value, bool matches) =>
        Assert.Equal(matches, new JavaPattern(pattern).IsMatch(value));

    private static IEnumerable<OperationModel> Operations => ServiceModel.All.Where(s => s != ServiceModel.Kms).SelectMany(s => s.Operations.Values);

    private static Task<Reply> CallAsync(Center center, OperationModel operation, JsonObject body) =>
        center.CallAsync(operation.Name, body, service: operation.Service.Name);
}
