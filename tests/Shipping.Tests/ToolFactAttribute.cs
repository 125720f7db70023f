namespace Shipping.Tests;

/// <summary>A test that needs a program; skipped, with a reason, where it is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(string tool) => Skip = Tools.Find(tool) is null ? $"{tool} is not on the PATH" : null;
}

/// <inheritdoc cref="ToolFactAttribute"/>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ToolTheoryAttribute : TheoryAttribute
{
    public ToolTheoryAttribute(string tool) => Skip = Tools.Find(tool) is null ? $"{tool} is not on the PATH" : null;
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
