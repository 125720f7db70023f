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
