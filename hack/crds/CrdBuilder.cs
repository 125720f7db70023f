using System.Reflection;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Crds;

/// <summary>Builds a CustomResourceDefinition from an entity class and its attributes.</summary>
public static class CrdBuilder
{
    /// <summary>The definition, with keys in the order in which people read them.</summary>
    /// <exception cref="InvalidOperationException">The class cannot be described; the message names the member.</exception>
    public static JsonObject Build(Type entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        var about = entity.GetCustomAttribute<KubernetesEntityAttribute>() ?? throw new InvalidOperationException($"{entity} has no [KubernetesEntity]");
        return new JsonObject
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{about.PluralName}.{about.Group}",
                ["labels"] = new JsonObject { ["app.kubernetes.io/part-of"] = "identity-center-operator" },
            },
            ["spec"] = new JsonObject
            {
                ["group"] = about.Group,
                ["names"] = Names(entity, about),
                ["scope"] = (entity.GetCustomAttribute<EntityScopeAttribute>()?.Scope ?? EntityScope.Namespaced).ToString(),
                ["versions"] = new JsonArray(Version(entity, about)),
            },
        };
    }

    private static JsonObject Names(Type entity, KubernetesEntityAttribute about)
    {
        var names = new JsonObject
        {
            ["kind"] = about.Kind,
            ["listKind"] = $"{about.Kind}List",
            ["plural"] = about.PluralName,
            ["singular"] = about.Kind.ToLowerInvariant(),
        };
        if (entity.GetCustomAttribute<KubernetesEntityShortNamesAttribute>() is { } shorts)
            names["shortNames"] = Strings(shorts.ShortNames);
        if (entity.GetCustomAttribute<KubernetesEntityCategoriesAttribute>() is { } categories)
            names["categories"] = Strings(categories.Categories);
        return names;
    }

    private static JsonObject Version(Type entity, KubernetesEntityAttribute about)
    {
        var version = new JsonObject { ["name"] = about.ApiVersion, ["served"] = true, ["storage"] = true };
        if (entity.GetProperty("Status") is not null)
            version["subresources"] = new JsonObject { ["status"] = new JsonObject() };
        var columns = entity.GetCustomAttributes<GenericAdditionalPrinterColumnAttribute>().Select(Column).ToArray<JsonNode>();
        if (columns.Length > 0)
            version["additionalPrinterColumns"] = new JsonArray(columns);
        var selectable = entity.GetCustomAttributes<SelectableFieldAttribute>().Select(f => new JsonObject { ["jsonPath"] = f.JsonPath }).ToArray<JsonNode>();
        if (selectable.Length > 0)
            version["selectableFields"] = new JsonArray(selectable);
        version["schema"] = new JsonObject { ["openAPIV3Schema"] = SchemaBuilder.Root(entity) };
        return version;
    }

    private static JsonObject Column(GenericAdditionalPrinterColumnAttribute column)
    {
        var json = new JsonObject { ["name"] = column.Name, ["type"] = column.Type };
        if (column.Format is { } format)
            json["format"] = format;
        if (column.Description is { } description)
            json["description"] = description;
        json["jsonPath"] = column.JsonPath;
        if (column.Priority != 0)
            json["priority"] = column.Priority;
        return json;
    }

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(v => (JsonNode)v)]);
}
