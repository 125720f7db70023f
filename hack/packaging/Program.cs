// Writes what the chart and the kustomize base take from config/ and from values.yaml, or with "sbom FOLDER" the bill of materials of a published operator.
using Packaging;

if (args is ["sbom", var published])
{
    await File.WriteAllTextAsync(Path.Combine(published, Sbom.FileName), Sbom.Of(published));
    return;
}

var root = Directory.GetCurrentDirectory();
foreach (var stale in DerivedFiles.Stale(root))
    File.Delete(stale);
foreach (var (path, text) in DerivedFiles.Of(root))
{
    Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, path))!);
    await File.WriteAllTextAsync(Path.Combine(root, path), text);
    Console.WriteLine(path);
}
