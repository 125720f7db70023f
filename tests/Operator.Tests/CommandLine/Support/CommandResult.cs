using System.Text.Json.Nodes;

namespace Operator.Tests.CommandLine.Support;

/// <summary>What a command came to.</summary>
internal sealed record CommandResult(int ExitCode, string Out, string Error)
{
    public JsonNode Json => JsonNode.Parse(Out)!;

    public override string ToString() => $"exit code {ExitCode}\n--- out\n{Out}\n--- error\n{Error}";
}
