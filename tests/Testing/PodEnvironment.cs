using System.Text.RegularExpressions;

namespace Testing;

/// <summary>The environment in which the published program runs: the image's own, and a pod's, which has no home and nowhere to write.</summary>
public static partial class PodEnvironment
{
    /// <summary>The variables that the Dockerfile sets: what is measured and tested is what ships.</summary>
    public static IReadOnlyDictionary<string, string> OfImage { get; } = Read(File.ReadAllText(Repository.At("Dockerfile")));

    /// <summary>All variables for a program that finds its cluster by a kubeconfig, and nobody where AWS should be: that must keep no pod from being ready.</summary>
    public static IReadOnlyDictionary<string, string?> WithoutAws(string kubeconfig) => new Dictionary<string, string?>(OfImage.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
    {
        ["KUBECONFIG"] = kubeconfig,
        ["HOME"] = "/nonexistent",
        ["TMPDIR"] = "/nonexistent",
        ["AWS_REGION"] = "eu-central-1",
        ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9",
        ["AWS_ACCESS_KEY_ID"] = "any",
        ["AWS_SECRET_ACCESS_KEY"] = "any",
        ["AWS_EC2_METADATA_DISABLED"] = "true",
    };

    private static Dictionary<string, string> Read(string dockerfile) => Instruction().Matches(dockerfile)
        .SelectMany(instruction => Variable().Matches(instruction.Groups[1].Value))
        .ToDictionary(variable => variable.Groups[1].Value, variable => variable.Groups[2].Value, StringComparer.Ordinal);

    // An instruction goes on in the next line where it ends with a backslash.
    [GeneratedRegex(@"^ENV ((?:[^\n]*\\\n)*[^\n]*)$", RegexOptions.Multiline)]
    private static partial Regex Instruction();

    [GeneratedRegex(@"(\w+)=(\S+)")]
    private static partial Regex Variable();
}
