using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Crds;

/// <summary>Reads what the compiler wrote of the documentation comments beside each assembly, as plain text.</summary>
internal static partial class XmlDocumentation
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> Files = new();

    /// <summary>Summary and remarks of a type; null when it has none.</summary>
    public static string? Of(Type type) => Text(type.Assembly, $"T:{Name(type)}");

    /// <summary>Summary and remarks of a property or an enum's member; null when it has none.</summary>
    public static string? Of(MemberInfo member) =>
        Text(member.DeclaringType!.Assembly, $"{(member is FieldInfo ? 'F' : 'P')}:{Name(member.DeclaringType)}.{member.Name}");

    private static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string? Text(Assembly assembly, string id)
    {
        if (!Files.GetOrAdd(assembly, Load).TryGetValue(id, out var member))
            return null;
        var parts = new[] { member.Element("summary"), member.Element("remarks") }.OfType<XElement>().SelectMany(Paragraphs).Where(p => p.Length > 0);
        return string.Join('\n', parts) is { Length: > 0 } text ? text : null;
    }

    private static Dictionary<string, XElement> Load(Assembly assembly)
    {
        var path = Path.ChangeExtension(assembly.Location, ".xml");
        return !File.Exists(path) ? [] : XDocument.Load(path).Descendants("member").ToDictionary(m => (string)m.Attribute("name")!);
    }

    private static IEnumerable<string> Paragraphs(XElement element) =>
        element.Elements("para").Any() ? element.Elements("para").Select(Plain) : [Plain(element)];

    private static string Plain(XElement element) => Space().Replace(string.Concat(element.Nodes().Select(Plain)), " ").Trim();

    private static string Plain(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" or "seealso" } see => (string?)see.Attribute("langword") ?? Cref(see),
        XElement { Name.LocalName: "paramref" } parameter => (string?)parameter.Attribute("name") ?? "",
        XElement other => string.Concat(other.Nodes().Select(Plain)),
        _ => "",
    };

    private static string Cref(XElement see) => ((string?)see.Attribute("cref") ?? see.Value).Split('(')[0].Split('.', ':')[^1];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
