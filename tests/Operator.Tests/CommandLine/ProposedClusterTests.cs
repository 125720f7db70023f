using IdentityCenterOperator.CommandLine;
using IdentityCenterOperator.CommandLine.Planning;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Tenancy;

namespace Operator.Tests.CommandLine;

public sealed class ProposedClusterTests
{
    [Theory]
    [InlineData("apiVersion: identitycenter.dev/v1\nkind: PermissionSet\nmetadata: {name: x}", "standard input has apiVersion \"identitycenter.dev/v1\" with kind \"PermissionSet\", which this version does not know")]
    [InlineData("apiVersion: identitycenter.dev/v1alpha1\nkind: PermissionSets\nmetadata: {name: x}", "standard input has apiVersion \"identitycenter.dev/v1alpha1\" with kind \"PermissionSets\", which")]
    [InlineData("kind: AccountAssignment\nmetadata: {name: x}", "standard input has an object without apiVersion, which")]
    public async Task A_kind_of_ours_that_no_server_takes_is_refused(string yaml, string sentence)
    {
        var cluster = await ReadAsync(yaml);
        var refused = Assert.Single(cluster.Unknown);
        Assert.Equal(Verdict.Refused, refused.Verdict);
        Assert.StartsWith(sentence, refused.Remark!.Value.Message, StringComparison.Ordinal);
        Assert.EndsWith("it knows identitycenter.dev/v1alpha1 with AccountAssignment, IdentityCenter, PermissionSet, ReplicaRegion. Correct it, or use a newer version.", refused.Remark.Value.Message, StringComparison.Ordinal);
        Assert.Equal(1, new PlanReport(cluster.Unknown, []).ExitCode);
    }

    [Theory]
    [InlineData("apiVersion: ssoadmin.aws.upbound.io/v1beta1\nkind: PermissionSet\nmetadata: {name: x}")]
    [InlineData("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}")]
    [InlineData("kind: ConfigMap\nmetadata: {name: x}")]
    public async Task A_kind_of_somebody_else_is_passed_over(string yaml)
    {
        var cluster = await ReadAsync(yaml);
        Assert.Equal((0, 1), (cluster.Unknown.Count, cluster.Others));
    }

    [Fact]
    public async Task A_namespace_has_its_name_as_a_label() => Assert.Equal(
        "team-a", (string?)(await ReadAsync("apiVersion: v1\nkind: Namespace\nmetadata: {name: team-a}")).Of(Namespace.Definition)[0].Json["metadata"]!["labels"]![NamespaceAccess.NameLabel]);

    [Theory]
    [InlineData("team", "a", true, "team-a")]
    [InlineData(NamespaceAccess.NameLabel, "team-a", true, "")]
    [InlineData(NamespaceAccess.NameLabel, "team-b", false, "")]
    public void Without_a_cluster_labels_are_assumed_and_names_are_known(string label, string value, bool isSelected, string assumed)
    {
        var selector = new LabelSelector { MatchLabels = new Dictionary<string, string> { [label] = value } };
        var unseen = new UnseenNamespaces { AreAssumed = true };
        Assert.Equal((isSelected, assumed), (unseen.MayBeSelected(selector, "team-a"), string.Join(' ', unseen.Assumed)));
        Assert.False(new UnseenNamespaces().MayBeSelected(selector, "team-a"));
    }

    private static Task<ProposedCluster> ReadAsync(string yaml) =>
        ProposedCluster.ReadAsync(ManifestReader.Read(["-"], new StringReader(yaml)), new NoCluster(), "default", prune: false, DateTimeOffset.UnixEpoch, CancellationToken.None);
}
