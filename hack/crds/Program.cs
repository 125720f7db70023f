// Writes what follows from the entity classes: config/crds and docs/reference. With one argument, the definitions alone into that folder.
using System.Reflection;
using Crds;

var entities = Assembly.Load("IdentityCenterOperator.Entities");
Write(args is [var named] ? named : Path.Combine("config", "crds"), CrdFiles.Of(entities));
if (args is [])
    Write(Path.Combine("docs", "reference"), ReferenceFiles.Of(entities));

static void Write(string folder, IEnumerable<(string Name, string Text)> files)
{
    Directory.CreateDirectory(folder);
    foreach (var (name, text) in files)
    {
        File.WriteAllText(Path.Combine(folder, name), text);
        Console.WriteLine(Path.Combine(folder, name));
    }
}
