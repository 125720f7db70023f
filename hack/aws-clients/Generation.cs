namespace AwsClients;

/// <summary>From a model to the files of a client.</summary>
internal static class Generation
{
    private const string Header = "// Written by hack/aws-clients from the service's model: edit that, then run it again.\n#nullable enable\n\n";

    /// <summary>The generated files, path relative to the service's folder → text.</summary>
    public static IReadOnlyDictionary<string, string> Files(Service service, ServiceModel model)
    {
        var shapes = new ShapeWriter(service, model);
        var errors = new ErrorWriter(service, model);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            [$"{service.Interface}.cs"] = ClientWriter.Interface(service, model),
            [$"{service.Client}.cs"] = ClientWriter.Client(service, model),
            [$"{service.Config}.cs"] = ClientWriter.Config(service, model),
            [$"{service.Request}.cs"] = shapes.BaseRequest(),
            [$"{service.Exception}.cs"] = errors.BaseException(),
            ["ServiceEnumerations.cs"] = EnumWriter.Enums(service, model),
            [$"Internal/{service.Name}Service.cs"] = ServiceWriter.Service(service, model),
            [$"Internal/{service.Name}JsonContext.cs"] = ServiceWriter.JsonContext(service, model),
        };
        foreach (var (name, operation) in model.Operations) files[$"Model/{name}.cs"] = shapes.Messages(name, operation);
        foreach (var name in model.Structures()) files[$"Model/{name}.cs"] = shapes.Structure(name);
        foreach (var (name, error) in model.Errors()) files[$"Model/{name}.cs"] = errors.Exception(name, error);
        return files.ToDictionary(file => file.Key, file => Header + file.Value.TrimEnd() + "\n");
    }

    /// <summary>Makes the folder hold these files and no others.</summary>
    public static void Replace(string folder, IReadOnlyDictionary<string, string> files)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        foreach (var (path, text) in files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }
}
