using System.Text.Json.Nodes;

namespace LocalIdentityCenter.Wire;

/// <summary>An error that goes back to the caller in AWS's form.</summary>
internal sealed class AwsException(string code, string message, int status = 400, params (string Name, JsonNode? Value)[] members) : Exception(message)
{
    public string Code { get; } = code;

    public int Status { get; } = status;

    /// <summary>What the body holds besides <c>__type</c> and <c>Message</c>.</summary>
    public IReadOnlyList<(string Name, JsonNode? Value)> Members { get; } = members;
}
