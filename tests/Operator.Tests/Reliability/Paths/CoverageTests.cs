namespace Operator.Tests.Reliability.Paths;

/// <summary>A field that is added to a schema has to be added to what specs are made of.</summary>
public sealed class CoverageTests
{
    public static TheoryData<string> Kinds { get; } = [.. SpecKind.All.Select(kind => kind.Definition.Kind)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_field_of_the_schema_has_a_good_value(string kind)
    {
        var specs = SpecKind.All.Single(each => each.Definition.Kind == kind);
        var fragments = specs.Choices.SelectMany(choice => choice.Values.Concat(choice.OnTheWay)).Concat(specs.Objects.Select(each => each.Fragment));
        var used = fragments.SelectMany(fragment => SchemaFields.In(specs.Definition, SpecKind.Spec(fragment))).ToHashSet();
        Assert.Empty(SchemaFields.Of(specs.Definition).Except(used));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_field_of_the_schema_has_a_bad_value(string kind)
    {
        var specs = SpecKind.All.Single(each => each.Definition.Kind == kind);
        Assert.Empty(SchemaFields.LeavesOf(specs.Definition).Except(specs.Bad.Select(bad => bad.Field)));
        Assert.Empty(specs.Bad.Select(bad => bad.Field).Except(SchemaFields.Of(specs.Definition)));
    }
}
