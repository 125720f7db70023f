namespace Shipping.Tests.Rendering;

/// <summary>A part of a template.</summary>
internal abstract record TemplateNode
{
    /// <summary>Text as it is.</summary>
    internal sealed record Text(string Value) : TemplateNode;

    /// <summary>What a pipeline yields is written, or kept in a variable.</summary>
    internal sealed record Action(string? Variable, Pipeline Pipeline) : TemplateNode;

    /// <summary><c>if</c>, or <c>with</c>, which also moves the dot.</summary>
    internal sealed record Branch(bool MovesDot, Pipeline Condition, IReadOnlyList<TemplateNode> Then, IReadOnlyList<TemplateNode> Else) : TemplateNode;

    /// <summary>Once for each element, with the dot on it, and key and value in variables if named.</summary>
    internal sealed record Range(string? Key, string? Value, Pipeline Over, IReadOnlyList<TemplateNode> Body) : TemplateNode;

    /// <summary>A template of its own, for <c>include</c>.</summary>
    internal sealed record Define(string Name, IReadOnlyList<TemplateNode> Body) : TemplateNode;
}

/// <summary>Calls from left to right: each gets the result of the one before it as its last argument.</summary>
internal sealed record Pipeline(IReadOnlyList<Call> Calls);

/// <summary>A function with arguments, or one operand alone.</summary>
internal sealed record Call(IReadOnlyList<Operand> Operands);

/// <summary>A value or what yields one.</summary>
internal abstract record Operand
{
    /// <summary>Text, number or truth value.</summary>
    internal sealed record Literal(object Value) : Operand;

    /// <summary><c>.A.B</c>, <c>$.A</c> or <c>$x.A</c>; root is "" for the dot.</summary>
    internal sealed record Path(string Root, IReadOnlyList<string> Members) : Operand;

    /// <summary>A function's name.</summary>
    internal sealed record Function(string Name) : Operand;

    /// <summary>A pipeline in parentheses.</summary>
    internal sealed record Nested(Pipeline Pipeline) : Operand;
}
