using IdentityCenterOperator.Reconciliation;

namespace IdentityCenterOperator.PermissionSets;

/// <summary>Which object owns a thing in AWS. It is written there as two tags, so that no two clusters or objects fight over it.</summary>
/// <param name="Cluster">Identity of the cluster: the uid of its namespace kube-system.</param>
/// <param name="Uid">The object's uid.</param>
public sealed record Owner(string Cluster, string Uid)
{
    /// <summary>Prefix of the tags that the operator keeps for itself.</summary>
    public const string TagPrefix = "identitycenter.dev/";

    /// <summary>Key of the tag with the cluster's identity.</summary>
    public const string ClusterTag = TagPrefix + "cluster";

    /// <summary>Key of the tag with the object's uid.</summary>
    public const string UidTag = TagPrefix + "uid";

    /// <summary>Both keys.</summary>
    public static ValueSet<string> TagKeys { get; } = [ClusterTag, UidTag];

    /// <summary>The tags that say so.</summary>
    public ValueDictionary Tags => new([new(ClusterTag, Cluster), new(UidTag, Uid)]);

    /// <summary>The owner that these tags name; null when there is neither tag. A lone tag names an owner too: better to ask than to take.</summary>
    public static Owner? Of(ValueDictionary tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        return (tags.GetValueOrDefault(ClusterTag), tags.GetValueOrDefault(UidTag)) switch
        {
            (null, null) => null,
            var (cluster, uid) => new(cluster ?? "", uid ?? ""),
        };
    }
}
