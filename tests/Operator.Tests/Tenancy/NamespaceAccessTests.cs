using System.Text;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Tenancy;

namespace Operator.Tests.Tenancy;

/// <summary>A namespace has the name that it has, whatever a label says.</summary>
public sealed class NamespaceAccessTests
{
    private static readonly AssignableFrom ToTrusted = new() { NamespaceSelector = new() { MatchLabels = new Dictionary<string, string> { [NamespaceAccess.NameLabel] = "trusted" } } };

    private static readonly AssignableFrom NotToTenant = new()
    {
        NamespaceSelector = new() { MatchExpressions = [new() { Key = NamespaceAccess.NameLabel, Operator = LabelSelectorOperator.NotIn, Values = ["tenant"] }] },
    };

    // As an API server stores it that does not see to the label.
    [Theory]
    [InlineData("""{"kubernetes.io/metadata.name": "trusted"}""")]
    [InlineData("""{"kubernetes.io/metadata.name": ""}""")]
    [InlineData("{}")]
    [InlineData("null")]
    public void No_label_makes_a_namespace_another_one(string labels)
    {
        var access = With("tenant", labels);
        Assert.False(access.MayUse("tenant", ToTrusted));
        Assert.False(access.MayUse("tenant", NotToTenant));
        Assert.Equal(false, access.Judge("tenant", ToTrusted));
    }

    [Theory]
    [InlineData("""{"kubernetes.io/metadata.name": "tenant"}""")]
    [InlineData("{}")]
    [InlineData("null")]
    public void A_namespace_is_selected_by_its_name_also_where_it_has_no_such_label(string labels) => Assert.True(With("trusted", labels).MayUse("trusted", ToTrusted));

    private static NamespaceAccess With(string name, string labels)
    {
        var store = new ObjectStore<Namespace>(Namespace.Definition);
        store.Fill([Encoding.UTF8.GetBytes($$"""{"apiVersion":"v1","kind":"Namespace","metadata":{"labels":{{labels}},"name":"{{name}}","uid":"1","resourceVersion":"1"} }""")]);
        return new(store, new(new HashSet<string>()), new());
    }
}
