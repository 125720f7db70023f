namespace Testing;

/// <summary>Programs that tests call: those of the system, or those that <c>hack/tools</c> has fetched, whoever starts the tests.</summary>
public static class Programs
{
    private static readonly string[] Folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), Fetched];

    private static string Fetched => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "identity-center-operator",
        "tools");

    /// <summary>Path of a program by the first of its names that is there; null when none is.</summary>
    public static string? Find(params string[] names) => Folders.SelectMany(folder => names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>Why a test that needs a program is skipped, and what to do; null when it is there by one of its names.</summary>
    public static string? Missing(params string[] names) => Find(names) is null ? $"{names[0]} is not installed, and hack/tools has not fetched it: run hack/tools, or install it" : null;
}
