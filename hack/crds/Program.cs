// Writes the CustomResourceDefinitions of all entity classes: crds [FOLDER], by default config/crds.
using System.Reflection;
using Crds;

var folder = args is [var named] ? named : Path.Combine("config", "crds");
Directory.CreateDirectory(folder);
foreach (var (name, yaml) in CrdFiles.Of(Assembly.Load("IdentityCenterOperator.Entities")))
{
    await File.WriteAllTextAsync(Path.Combine(folder, name), yaml);
    Console.WriteLine(Path.Combine(folder, name));
}
