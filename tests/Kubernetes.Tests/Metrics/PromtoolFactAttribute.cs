using Testing;

namespace Kubernetes.Tests.Metrics;

/// <summary>A test that needs promtool (Debian's package prometheus); skipped, with a reason, where it is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute() => Skip = Programs.Missing("promtool");

    public static string? Promtool => Programs.Find("promtool");
}
