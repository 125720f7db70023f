using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Shipping.Tests.Charts;

/// <summary>The chart, as Helm renders it and checks its values.</summary>
internal static class HelmChart
{
    private static readonly ConcurrentDictionary<string, Task<string>> Rendered = new();

    /// <summary>Its folder.</summary>
    public static string Folder { get; } = Repository.At("charts", "identity-center-operator");

    /// <summary>Its own values.</summary>
    public static JsonObject Values => Manifest.Read("charts", "identity-center-operator", "values.yaml").Single();

    /// <summary>The names of its templates that yield objects.</summary>
    public static IEnumerable<string> Templates => Directory.EnumerateFiles(Path.Combine(Folder, "templates"), "*.yaml").Select(file => Path.GetFileName(file));

    /// <summary>The objects that it yields with these values laid over its own; the caller may change them.</summary>
    /// <exception cref="ExpectationException">Helm refuses the values, or cannot render; the message is what it says.</exception>
    public static async Task<IReadOnlyList<JsonObject>> ObjectsAsync(string overlay) => [.. Manifest.Parse(await TextAsync(overlay))];

    /// <summary>The same as Helm prints it, with a line before each object that names its template.</summary>
    /// <exception cref="ExpectationException">Helm refuses the values, or cannot render; the message is what it says.</exception>
    public static Task<string> TextAsync(string overlay) => Rendered.GetOrAdd(overlay, RenderAsync);

    /// <summary>What Helm says of values that it refuses.</summary>
    public static async Task<string> RefusalAsync(string overlay) => (await Assert.ThrowsAsync<ExpectationException>(() => TextAsync(overlay))).Message;

    /// <summary>Has Helm look for whatever it complains of, with these values.</summary>
    /// <exception cref="ExpectationException">It complains; the message is what it says.</exception>
    public static Task<string> LintAsync(string overlay) => WithAsync(overlay, values => Tools.RunAsync("helm", "lint", "--strict", Folder, "--values", values));

    /// <summary>The objects that it yields with arguments of a command line, such as <c>--set aws.region=eu-central-1</c>.</summary>
    /// <exception cref="ExpectationException">Helm refuses them; the message is what it says.</exception>
    public static async Task<IReadOnlyList<JsonObject>> ObjectsAsync(string folder, params string[] arguments) => [.. Manifest.Parse(await TemplateAsync(folder, arguments))];

    private static Task<string> RenderAsync(string overlay) => WithAsync(overlay, values => TemplateAsync(Folder, "--values", values));

    private static Task<string> TemplateAsync(string folder, params string[] arguments) =>
        Tools.RunAsync("helm", ["template", "identity-center-operator", folder, "--namespace", "identity-center-system", .. arguments]);

    private static async Task<string> WithAsync(string overlay, Func<string, Task<string>> run)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.At("values.yaml"), overlay);
        return await run(folder.At("values.yaml"));
    }
}
