namespace AwsClients;

/// <summary>Where the project's files are.</summary>
internal static class Repository
{
    /// <summary>The nearest folder above <paramref name="start"/> that holds the solution.</summary>
    public static string Root(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Operator.sln"))) return folder.FullName;
        }
        throw new InvalidOperationException($"no folder above {start} holds Operator.sln");
    }
}
