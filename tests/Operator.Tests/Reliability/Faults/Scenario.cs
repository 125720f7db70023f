using System.Text.Json.Nodes;
using LocalIdentityCenter;
using Operator.Tests.Harness;

namespace Operator.Tests.Reliability.Faults;

/// <summary>What the objects of a kind live through while something is wrong: one is created, one edited, one changed behind the operator's back, one deleted.</summary>
internal interface IScenario
{
    /// <summary>The kind, as users write it.</summary>
    string Kind { get; }

    /// <summary>Makes the objects, and waits until all is well with them.</summary>
    Task PrepareAsync();

    /// <summary>Creates, edits, changes and deletes; waits for nothing.</summary>
    Task LiveAsync();

    /// <summary>What is not as declared yet; null when everything is.</summary>
    Task<string?> WrongAsync();

    /// <summary>The objects as they are.</summary>
    Task<IReadOnlyList<Seen>> SeenAsync();

    /// <summary>What is wrong with a write that the operator asked AWS for since <see cref="LiveAsync"/> began; null when it was right. Empty when it is about another kind.</summary>
    string? Objection(Write write);

    /// <summary>What happened more often than it should; null when nothing did.</summary>
    string? Excess(IReadOnlyList<Write> writes);
}

/// <summary>A write that the operator asked AWS for, whatever became of it.</summary>
internal sealed class Write(Call call)
{
    private readonly JsonNode _body = JsonNode.Parse(call.Body)!;

    public string Operation => call.Operation;

    public bool Succeeded => call.Outcome == "OK";

    public string? this[string member] => (string?)_body[member];

    public JsonNode Body => _body;

    public override string ToString() => $"{call.Operation} {call.Body} → {call.Outcome}";
}
