namespace Kubernetes.Tests.Metrics;

/// <summary>A test that needs promtool (Debian's package prometheus); skipped where it is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PromtoolFactAttribute : FactAttribute
{
    public PromtoolFactAttribute() => Skip = Promtool is null ? "promtool is not on the PATH" : null;

    public static string? Promtool { get; } =
        Environment.GetEnvironmentVariable("PATH")?.Split(':').Select(folder => Path.Combine(folder, "promtool")).FirstOrDefault(File.Exists);
}
