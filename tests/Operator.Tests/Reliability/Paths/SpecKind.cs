using System.Text.Json.Nodes;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Yaml;
using Operator.Tests.Harness;
using Operator.Tests.Reliability.Crashes;

namespace Operator.Tests.Reliability.Paths;

/// <summary>How specs of one kind are made up.</summary>
/// <param name="Definition">The kind.</param>
/// <param name="In">Its objects in a cluster.</param>
internal sealed record SpecKind(ResourceDefinition Definition, Func<Cluster, Objects> In)
{
    /// <summary>Names for the object, each with what then stands in all of its specs.</summary>
    public required IReadOnlyList<(string Name, string Fragment)> Objects { get; init; }

    /// <summary>A good spec, for the first of <see cref="Objects"/>.</summary>
    public required string Plain { get; init; }

    public required IReadOnlyList<Choice> Choices { get; init; }

    public required IReadOnlyList<Bad> Bad { get; init; }

    /// <summary>What there is before.</summary>
    public Func<World, Task> Prepare { get; init; } = _ => Task.CompletedTask;

    /// <summary>What somebody else does as soon as AWS has what is declared.</summary>
    public Func<World, Task> Use { get; init; } = _ => Task.CompletedTask;

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<SpecKind> All { get; } = [PermissionSetSpecs.Kind, AccountAssignmentSpecs.Kind, ReplicaRegionSpecs.Kind, IdentityCenterSpecs.Kind];

    /// <summary>A good spec, last or on the way.</summary>
    public JsonObject Good(Random random, string fragment, bool isLast) =>
        Spec([fragment, .. Choices.Where(choice => choice.IsRequired || (isLast && choice.IsRequiredLast) || random.Next(3) > 0).Select(choice => Pick(random, choice, isLast))]);

    /// <summary>A bad one.</summary>
    public JsonObject With(Bad bad, string fragment = "") => Spec(fragment, Plain, bad.Fragment);

    /// <summary>The spec that these fragments make together: of two with a property the later one counts, and null takes it away.</summary>
    public static JsonObject Spec(params IEnumerable<string> fragments)
    {
        var spec = new JsonObject();
        foreach (var (property, value) in fragments.Where(fragment => fragment.Length > 0).SelectMany(fragment => YamlReader.ReadAll($"{{{fragment}}}")[0]!.AsObject()))
        {
            if (value is null)
                spec.Remove(property);
            else
                spec[property] = value.DeepClone();
        }

        return spec;
    }

    public override string ToString() => Definition.Kind;

    private static string Pick(Random random, Choice choice, bool isLast)
    {
        string[] values = isLast ? choice.Values : [.. choice.Values, .. choice.OnTheWay];
        return values[random.Next(values.Length)];
    }
}
