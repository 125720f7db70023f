using System.Text.Json;
using System.Text.Json.Serialization;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;

namespace Kubernetes.Tests.Kinds;

public enum Size
{
    Small,
    Large,
}

public sealed class WidgetSpec
{
    public Size Size { get; set; }

    public string? Owner { get; set; }

    public int Count { get; set; }
}

public sealed class WidgetStatus
{
    public long ObservedGeneration { get; set; }

    public IReadOnlyList<Condition>? Conditions { get; set; }
}

/// <summary>A kind for tests.</summary>
public sealed class Widget : CustomKubernetesEntity<WidgetSpec, WidgetStatus>
{
    public static ResourceDefinition<Widget> Resource { get; } =
        new("tests.identitycenter.dev", "v1", "Widget", "widgets", Namespaced: true, WidgetJson.Default.Widget);

    /// <summary>Its CRD, which takes more than the C# type knows: another size and another field.</summary>
    public const string Crd = """
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata:
          name: widgets.tests.identitycenter.dev
        spec:
          group: tests.identitycenter.dev
          scope: Namespaced
          names: {kind: Widget, listKind: WidgetList, plural: widgets, singular: widget}
          versions:
            - name: v1
              served: true
              storage: true
              subresources: {status: {}}
              schema:
                openAPIV3Schema:
                  type: object
                  properties:
                    spec:
                      type: object
                      properties:
                        size: {type: string, enum: [Small, Large, Huge]}
                        owner: {type: string}
                        count: {type: integer}
                        color: {type: string}
                    status:
                      type: object
                      x-kubernetes-preserve-unknown-fields: true
        """;

    public static string Yaml(string name, string size = "Small", string? owner = null, int count = 0, string metadata = "") => $$"""
        apiVersion: tests.identitycenter.dev/v1
        kind: Widget
        metadata: {name: {{name}}{{metadata}}}
        spec: {size: {{size}}, count: {{count}}{{(owner is null ? "" : $", owner: {owner}")}}}
        """;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, PropertyNameCaseInsensitive = false)]
[JsonSerializable(typeof(Widget))]
public sealed partial class WidgetJson : JsonSerializerContext;
