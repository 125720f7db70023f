using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.Tenancy;

/// <summary>
/// Which namespaces may use which permission sets. Nobody may who was not named: a permission set names namespaces itself, or leaves it to those that the operator
/// was started to trust, which by default are none.
/// </summary>
internal sealed class NamespaceAccess(ObjectStore<Namespace> namespaces, TrustedNamespaces trusted, UnseenNamespaces unseen)
{
    /// <summary>The label that the API server gives each namespace: its name.</summary>
    public const string NameLabel = "kubernetes.io/metadata.name";

    /// <summary>Whether the operator was started to trust a namespace.</summary>
    public bool IsTrusted(string name) => trusted.Names.Contains(name);

    /// <summary>Whether a namespace may use a permission set that says this about it.</summary>
    /// <param name="name">The namespace.</param>
    /// <param name="from">What the permission set says; null when it says nothing.</param>
    public bool MayUse(string name, AssignableFrom? from) => from is null
        ? IsTrusted(name)
        : from.Namespaces?.Contains(name) == true || (from.NamespaceSelector is { } selector && Selects(selector, name));

    /// <summary>Whether it is known that a namespace may use a permission set that says this about it, or that it may not; null while nothing is known of the namespace.</summary>
    public bool? Judge(string name, AssignableFrom? from) => MayUse(name, from) switch
    {
        true => true,
        false when from?.NamespaceSelector is not null && !Has(name) => null,
        false => false,
    };

    /// <summary>Whether the namespace is in the store. One that is not is gone, or not seen yet.</summary>
    public bool Has(string name) => namespaces.Find(new ObjectKey(null, name)) is not null;

    private bool Selects(LabelSelector selector, string name) =>
        namespaces.Get(new ObjectKey(null, name)) is { } found ? LabelSelectors.Matches(selector, LabelsOf(found)) : unseen.MayBeSelected(selector, name);

    // An API server that does not give each namespace its name as a label, as none before 1.21 does, lets whoever may label one write there what they like.
    private static IReadOnlyDictionary<string, string> LabelsOf(Namespace found) => found.Metadata.Labels is { } labels && labels.GetValueOrDefault(NameLabel) == found.Metadata.Name
        ? labels
        : new Dictionary<string, string>(found.Metadata.Labels ?? new Dictionary<string, string>()) { [NameLabel] = found.Metadata.Name };
}

/// <summary>
/// What is thought of a namespace that is not in the store. It is gone or not seen yet: nobody can say what its labels are, and so no selector selects it. Who only wants
/// to tell what would be may assume its labels.
/// </summary>
internal sealed class UnseenNamespaces
{
    private readonly SortedSet<string> _assumed = new(StringComparer.Ordinal);

    /// <summary>Whether labels are assumed: all but the name, which is known.</summary>
    public bool AreAssumed { get; init; }

    /// <summary>Namespaces whose labels were assumed.</summary>
    public IReadOnlyCollection<string> Assumed => _assumed;

    /// <summary>Whether a namespace counts as selected.</summary>
    public bool MayBeSelected(LabelSelector selector, string name)
    {
        if (!AreAssumed || !LabelSelectors.Matches(OfName(selector), new Dictionary<string, string> { [NamespaceAccess.NameLabel] = name }))
            return false;
        if ((selector.MatchLabels ?? new Dictionary<string, string>()).Keys.Concat((selector.MatchExpressions ?? []).Select(requirement => requirement.Key)).Any(key => key != NamespaceAccess.NameLabel))
            _assumed.Add(name);
        return true;
    }

    private static LabelSelector OfName(LabelSelector selector) => new()
    {
        MatchLabels = selector.MatchLabels?.Where(label => label.Key == NamespaceAccess.NameLabel).ToDictionary(),
        MatchExpressions = [.. (selector.MatchExpressions ?? []).Where(requirement => requirement.Key == NamespaceAccess.NameLabel)],
    };
}

/// <summary>Namespaces that the operator was started to trust.</summary>
/// <param name="Names">Their names.</param>
internal sealed record TrustedNamespaces(IReadOnlySet<string> Names);
