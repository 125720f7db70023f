using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Crds;

/// <summary>Builds structural schemas from C# types: what System.Text.Json would write for them is what the schema admits.</summary>
internal static class SchemaBuilder
{
    private static readonly string[] Parts = ["Spec", "Status"];

    /// <summary>The schema of a whole object. The API server knows apiVersion, kind and metadata by itself.</summary>
    public static JsonObject Root(Type entity)
    {
        var schema = new JsonObject { ["type"] = "object" };
        Describe(schema, XmlDocumentation.Of(entity));
        var properties = new JsonObject
        {
            ["apiVersion"] = new JsonObject { ["type"] = "string" },
            ["kind"] = new JsonObject { ["type"] = "string" },
            ["metadata"] = new JsonObject { ["type"] = "object" },
        };
        schema["properties"] = properties;
        foreach (var part in Parts.Select(entity.GetProperty).OfType<PropertyInfo>())
        {
            properties[Name(part)] = Property(part, []);
            // The base class says only in general what a spec or a status is.
            Describe(properties[Name(part)]!.AsObject(), XmlDocumentation.Of(part.PropertyType));
        }

        if (properties["spec"]?["required"] is not null)
            schema["required"] = new JsonArray("spec");
        AddRules(schema, entity);
        return schema;
    }

    private static JsonObject Property(PropertyInfo property, IReadOnlyList<Type> within)
    {
        var schema = Schema(property.PropertyType, within, property);
        Describe(schema, Description(property));
        Constraints.Add(schema, property);
        AddRules(schema, property);
        return schema;
    }

    private static JsonObject Schema(Type declared, IReadOnlyList<Type> within, PropertyInfo place)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        return Scalar(type)
            ?? (type.IsEnum ? Enumeration(type)
            : type == typeof(JsonElement) || type == typeof(JsonNode) ? new JsonObject { ["x-kubernetes-preserve-unknown-fields"] = true }
            : type == typeof(JsonObject) ? new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true }
            : MapValue(type) is { } value ? new JsonObject { ["type"] = "object", ["additionalProperties"] = Schema(value, within, place) }
            : Item(type) is { } item ? List(type, item, within, place)
            : Object(type, within, place));
    }

    private static JsonObject? Scalar(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => null,
        TypeCode.String => new() { ["type"] = "string" },
        TypeCode.Boolean => new() { ["type"] = "boolean" },
        TypeCode.Int32 => new() { ["type"] = "integer", ["format"] = "int32" },
        TypeCode.Int64 => new() { ["type"] = "integer", ["format"] = "int64" },
        TypeCode.Double => new() { ["type"] = "number", ["format"] = "double" },
        _ when type == typeof(DateTimeOffset) => new() { ["type"] = "string", ["format"] = "date-time" },
        _ when type == typeof(TimeSpan) || type == typeof(Uri) => new() { ["type"] = "string" },
        _ => null,
    };

    private static JsonObject Enumeration(Type type) => new()
    {
        ["type"] = "string",
        ["enum"] = new JsonArray([.. Members(type).Select(m => (JsonNode)MemberName(m))]),
    };

    private static JsonObject List(Type type, Type item, IReadOnlyList<Type> within, PropertyInfo place)
    {
        var list = new JsonObject { ["type"] = "array", ["items"] = Schema(item, within, place) };
        if (type.GetInterfaces().Append(type).Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IReadOnlySet<>)))
            list["x-kubernetes-list-type"] = "set";
        return list;
    }

    private static JsonObject Object(Type type, IReadOnlyList<Type> within, PropertyInfo place)
    {
        if (type.Namespace?.StartsWith("System", StringComparison.Ordinal) ?? false)
            throw new InvalidOperationException($"{place.DeclaringType}.{place.Name}: {type} has no schema");
        if (within.Contains(type))
            throw new InvalidOperationException($"{place.DeclaringType}.{place.Name}: {type} contains itself, which a structural schema cannot express");
        var schema = new JsonObject { ["type"] = "object" };
        Describe(schema, XmlDocumentation.Of(type));
        var properties = Properties(type).ToList();
        if (properties.Count > 0)
            schema["properties"] = new JsonObject(properties.Select(p => KeyValuePair.Create<string, JsonNode?>(Name(p), Property(p, [.. within, type]))));
        if (properties.Where(IsRequired).Select(p => (JsonNode)Name(p)).ToArray() is { Length: > 0 } required)
            schema["required"] = new JsonArray(required);
        AddRules(schema, type);
        return schema;
    }

    private static Type? MapValue(Type type) => type.GetInterfaces().Append(type)
        .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() is var d && (d == typeof(IReadOnlyDictionary<,>) || d == typeof(IDictionary<,>))
            && i.GenericTypeArguments[0] == typeof(string))?.GenericTypeArguments[1];

    private static Type? Item(Type type) => !typeof(IEnumerable).IsAssignableFrom(type) ? null
        : type.GetInterfaces().Append(type).First(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)).GenericTypeArguments[0];

    /// <summary>Base classes first, each in the order of its declaration.</summary>
    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.GetMethod is { IsPublic: true } && p.GetIndexParameters().Length == 0
            && p.GetCustomAttribute<JsonIgnoreAttribute>() is null or { Condition: not JsonIgnoreCondition.Always })
        .OrderBy(p => Depth(p.DeclaringType)).ThenBy(p => p.MetadataToken);

    private static int Depth(Type? type) => type is null ? 0 : 1 + Depth(type.BaseType);

    private static bool IsRequired(PropertyInfo property) =>
        property.IsDefined(typeof(RequiredAttribute)) || property.IsDefined(typeof(RequiredMemberAttribute)) || property.IsDefined(typeof(JsonRequiredAttribute));

    private static string Name(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static FieldInfo[] Members(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static);

    private static string MemberName(FieldInfo member) => member.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? member.Name;

    /// <summary>A property says what it is; if it does not, its type does. The choices of an enum follow, each with its meaning.</summary>
    private static string? Description(PropertyInfo property)
    {
        var own = XmlDocumentation.Of(property);
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        type = Item(type) ?? type;
        if (!type.IsEnum)
            return own;
        var choices = Members(type).Where(m => XmlDocumentation.Of(m) is not null).Select(m => $"- {MemberName(m)}: {XmlDocumentation.Of(m)}");
        return string.Join('\n', choices.Prepend(own).Where(line => line is not null));
    }

    private static void Describe(JsonObject schema, string? description)
    {
        if (string.IsNullOrEmpty(description))
            return;
        schema.Remove("description");
        schema.Insert(schema.ContainsKey("type") ? 1 : 0, "description", description);
    }

    private static void AddRules(JsonObject schema, MemberInfo member)
    {
        foreach (var rule in member.GetCustomAttributes<ValidationRuleAttribute>(inherit: false))
        {
            if (schema["x-kubernetes-validations"] is not JsonArray rules)
                schema["x-kubernetes-validations"] = rules = [];
            rules.Add(Rule(rule));
        }
    }

    private static JsonObject Rule(ValidationRuleAttribute rule)
    {
        var json = new JsonObject { ["rule"] = rule.Rule };
        foreach (var (name, value) in new[]
            { ("message", rule.Message), ("messageExpression", rule.MessageExpression), ("fieldPath", rule.FieldPath), ("reason", rule.Reason) })
        {
            if (value is not null)
                json[name] = value;
        }

        return json;
    }
}
