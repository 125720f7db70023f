using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.Runtime.Documents;

namespace Aws.Tests.Contract;

/// <summary>A value for every member of a shape, as JSON made from the model alone, and its way to and from the client's objects.</summary>
internal static class Sample
{
    public const double Moment = 1650989064.461;

    /// <summary>JSON in which every member of the shape, and of the shapes below it, is set.</summary>
    public static JsonNode Json(string service, string shape, string path = "")
    {
        var model = Models.Of(service)["shapes"]![shape]!;
        return (string)model["type"]! switch
        {
            "string" when model["enum"] is { } values => (string)values.AsArray().Last()!,
            "string" => $"{shape}{path}",
            "integer" => 7,
            "boolean" => true,
            "timestamp" => Moment,
            "list" => new JsonArray(Json(service, (string)model["member"]!, path + "0"), Json(service, (string)model["member"]!, path + "1")),
            "map" => new JsonObject { ["a:b"] = Json(service, (string)model["value"]!, path) },
            _ when model["members"]!.AsObject() is { Count: > 0 } members => Object(members.Select(m => (m.Key, Json(service, (string)m.Value!, $"{path}/{m.Key}")))),
            _ => IsMessage(service, shape) ? new JsonObject() : new JsonObject { ["any"] = new JsonArray(1, "x", true) },
        };
    }

    /// <summary>The client's object that holds this JSON; every name in it must be a property.</summary>
    public static object Object(JsonNode json, Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(string)) return (string)json!;
        if (type == typeof(int)) return (int)json;
        if (type == typeof(bool)) return (bool)json;
        if (type == typeof(DateTime)) return DateTime.UnixEpoch.AddSeconds((double)json);
        if (type == typeof(Document)) return Document(json);
        if (type.IsAssignableTo(typeof(ConstantClass))) return Activator.CreateInstance(type, (string)json!)!;
        if (type.IsAssignableTo(typeof(IList))) return List(json.AsArray(), type);
        return type.IsAssignableTo(typeof(IDictionary)) ? Map(json.AsObject(), type) : Structure(json.AsObject(), type);
    }

    /// <summary>The JSON of all that the object's own class declares; members that are not set are left out.</summary>
    public static JsonNode Json(object value) => value switch
    {
        string text => text,
        int number => number,
        bool flag => flag,
        DateTime moment => Math.Round((moment - DateTime.UnixEpoch).TotalSeconds, 3),
        ConstantClass constant => constant.Value,
        Document document => Json(document),
        IDictionary map => Object(map.Keys.Cast<string>().Select(key => (key, Json(map[key]!)))),
        IList list => new JsonArray([.. list.Cast<object>().Select(Json)]),
        _ => Object(Properties(value.GetType()).Where(p => p.GetValue(value) is not null).Select(p => (p.Name, Json(p.GetValue(value)!)))),
    };

    /// <summary>The members that a class has of its own.</summary>
    public static PropertyInfo[] Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

    private static bool IsMessage(string service, string shape) =>
        Models.Of(service)["operations"]!.AsObject().Any(o => (string?)o.Value!["input"] == shape || (string?)o.Value!["output"] == shape);

    private static object Structure(JsonObject json, Type type)
    {
        var value = Activator.CreateInstance(type)!;
        foreach (var (name, member) in json)
        {
            var property = Properties(type).SingleOrDefault(p => p.Name == name) ?? throw new MissingMemberException(type.FullName, name);
            property.SetValue(value, Object(member!, property.PropertyType));
        }
        return value;
    }

    private static object List(JsonArray json, Type type)
    {
        var list = (IList)Activator.CreateInstance(type)!;
        foreach (var item in json) list.Add(Object(item!, type.GetGenericArguments()[0]));
        return list;
    }

    private static object Map(JsonObject json, Type type)
    {
        var map = (IDictionary)Activator.CreateInstance(type)!;
        foreach (var (name, item) in json) map[name] = Object(item!, type.GetGenericArguments()[1]);
        return map;
    }

    private static Document Document(JsonNode json) => json switch
    {
        JsonObject members => new Document(members.ToDictionary(m => m.Key, m => Document(m.Value!))),
        JsonArray items => new Document(items.Select(item => Document(item!)).ToList()),
        JsonValue value when value.TryGetValue(out int number) => number,
        JsonValue value when value.TryGetValue(out bool flag) => flag,
        _ => (string)json!,
    };

    private static JsonNode Json(Document document) => document.Type switch
    {
        DocumentType.Dictionary => Object(document.AsDictionary().Select(m => (m.Key, Json(m.Value)))),
        DocumentType.List => new JsonArray([.. document.AsList().Select(Json)]),
        DocumentType.Int => document.AsInt(),
        DocumentType.Bool => document.AsBool(),
        _ => document.AsString(),
    };

    private static JsonObject Object(IEnumerable<(string Name, JsonNode Value)> members) => new(members.Select(m => KeyValuePair.Create<string, JsonNode?>(m.Name, m.Value)));
}
