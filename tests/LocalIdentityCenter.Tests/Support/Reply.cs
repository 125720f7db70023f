using System.Text.Json.Nodes;

namespace LocalIdentityCenter.Tests.Support;

/// <summary>What the server answered.</summary>
public sealed record Reply(int Status, JsonObject Body, IReadOnlyDictionary<string, string> Headers)
{
    public string? Error => Status == 200 ? null : (string?)Body["__type"];

    public string Message => (string)Body[nameof(Message)]!;

    public JsonNode? this[string member] => Body[member];

    /// <summary>The body of an answer that must be a success.</summary>
    public JsonObject Ok => Status == 200 ? Body : throw new Xunit.Sdk.XunitException($"{Error}: {Message}");

    /// <summary>A list of strings in a successful answer.</summary>
    public IReadOnlyList<string> Texts(string member) => [.. Ok[member]!.AsArray().Select(v => (string)v!)];

    /// <summary>One member of each element of a list in a successful answer.</summary>
    public IReadOnlyList<string> Texts(string list, string member) => [.. Ok[list]!.AsArray().Select(v => (string)v![member]!)];

    public void Fails(string error, string? message = null)
    {
        Assert.Equal(error, Error);
        if (message is not null) Assert.Equal(message, Message);
    }
}
