using System.Reflection;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Crds;

/// <summary>Adds what a property's attributes say to its schema.</summary>
internal static class Constraints
{
    public static void Add(JsonObject schema, PropertyInfo property)
    {
        // What is said of a list's texts and numbers holds for each of them.
        var scalar = schema["items"] as JsonObject ?? schema["additionalProperties"] as JsonObject ?? schema;
        AddScalar(scalar, property);
        if (property.GetCustomAttribute<ItemsAttribute>() is { } items)
        {
            var (least, most) = (string?)schema["type"] == "array" ? ("minItems", "maxItems") : ("minProperties", "maxProperties");
            Bound(schema, least, items.MinItems, -1);
            Bound(schema, most, items.MaxItems, -1);
        }

        if (property.GetCustomAttribute<DefaultAttribute>() is { } value)
            schema["default"] = JsonNode.Parse(value.Json);
        if (property.IsDefined(typeof(NullableFieldAttribute)))
            schema["nullable"] = true;
        AddMerging(schema, property);
    }

    private static void AddScalar(JsonObject schema, PropertyInfo property)
    {
        if (property.GetCustomAttribute<FormatAttribute>() is { } format)
            schema["format"] = format.Format;
        if (property.GetCustomAttribute<PatternAttribute>() is { } pattern)
            schema["pattern"] = pattern.RegexPattern;
        if (property.GetCustomAttribute<LengthAttribute>() is { } length)
        {
            Bound(schema, "minLength", length.MinLength, -1);
            Bound(schema, "maxLength", length.MaxLength, -1);
        }

        if (property.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            Bound(schema, "minimum", range.Minimum, long.MinValue);
            Bound(schema, "maximum", range.Maximum, long.MaxValue);
        }
    }

    private static void AddMerging(JsonObject schema, PropertyInfo property)
    {
        if (property.GetCustomAttribute<ListTypeAttribute>() is { } list)
        {
            schema["x-kubernetes-list-type"] = list.Type.ToString().ToLowerInvariant();
            if (list.Keys.Length > 0)
                schema["x-kubernetes-list-map-keys"] = new JsonArray([.. list.Keys.Select(k => (JsonNode)k)]);
        }

        if (property.IsDefined(typeof(AtomicMapAttribute)))
        {
            // A map is an object, also where the C# type (JsonElement) could be anything; the API server insists.
            if (!schema.ContainsKey("type"))
                schema.Insert(0, "type", "object");
            schema["x-kubernetes-map-type"] = "atomic";
        }

        if (property.IsDefined(typeof(PreserveUnknownFieldsAttribute)))
            schema["x-kubernetes-preserve-unknown-fields"] = true;
    }

    private static void Bound(JsonObject schema, string name, long value, long none)
    {
        if (value != none)
            schema[name] = value;
    }
}
