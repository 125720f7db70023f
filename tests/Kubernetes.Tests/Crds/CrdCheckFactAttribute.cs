using Testing;

namespace Kubernetes.Tests.Crds;

/// <summary>A test that needs <see cref="CrdCheck"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CrdCheckFactAttribute : FactAttribute
{
    public CrdCheckFactAttribute() => Skip = CrdCheck.Missing;
}

/// <summary>Tests that need <see cref="CrdCheck"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CrdCheckTheoryAttribute : TheoryAttribute
{
    public CrdCheckTheoryAttribute() => Skip = CrdCheck.Missing;
}
