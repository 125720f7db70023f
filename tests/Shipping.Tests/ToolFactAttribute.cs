namespace Shipping.Tests;

/// <summary>A test that needs a program; skipped, with a reason, where it is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(string tool) => Skip = Programs.Missing(tool);
}

/// <inheritdoc cref="ToolFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolTheoryAttribute : TheoryAttribute
{
    public ToolTheoryAttribute(string tool) => Skip = Programs.Missing(tool);
}

/// <summary>A test that needs <see cref="CrdCheck"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CrdCheckFactAttribute : FactAttribute
{
    public CrdCheckFactAttribute() => Skip = CrdCheck.Missing;
}

/// <inheritdoc cref="CrdCheckFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CrdCheckTheoryAttribute : TheoryAttribute
{
    public CrdCheckTheoryAttribute() => Skip = CrdCheck.Missing;
}
