using System.Text.Json.Nodes;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Client;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.Security;

/// <summary>Ways of somebody who writes the Git repository, and so what a pipeline with the roles edit and assign applies, and who sees nothing of the cluster. docs/security.md has them as a table.</summary>
public sealed class ThirtyWaysOfGitStories : ThirtyWaysStory
{
    private const string Rights = """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: pipeline-edits}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: identity-center-operator-edit}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: pipeline}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: pipeline-assigns}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: identity-center-operator-assign}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: pipeline}]
        """;

    private static readonly string Both = For("{group: Data}, {group: Web}");

    [Fact]
    public async Task Way_25_a_commit_brings_its_own_approval_with_a_hash_that_its_author_has_worked_out()
    {
        await Cluster.Instances.ApplyAsync(Default, NoRoom);
        var arn = await BeginAsync();
        var pipeline = await WithRightsAsync("pipeline", Rights);
        await PushAsync(pipeline, Both);
        await Assignments.ReadyAsync("data");
        var steps = Accounts.Take(2).Select(account => new AccountAssignmentStep.Revoke(new Assignment(account, arn, new(PrincipalKind.Group, Web))));
        var hash = PlanHash.Of(steps);
        await PushAsync(pipeline, DataInTwo, Approved(hash));
        var held = await Assignments.ReasonAsync("data", "GuardTripped");
        Assert.NotEqual(hash, held.Assignment.Plan!.Hash);
        // A commit that takes more away brings the name that the plan has the second time.
        await PushAsync(pipeline, Both);
        await Assignments.ReadyAsync("data");
        await PushAsync(pipeline, DataInTwo, Approved(held.Assignment.Plan.Hash));
        await Assignments.ReasonAsync("data", "GuardTripped");
        await RestsAsync();
        NothingRevoked();
        Assert.Equal(4, (await Aws.Access.HeldAsync(arn)).Count);
    }

    [Fact]
    public async Task Way_26_a_commit_deletes_all_that_is_declared_and_the_limits_and_brings_files_that_say_that_it_has_gone()
    {
        var arn = await BeginAsync();
        var pipeline = await WithRightsAsync("pipeline", Rights);
        var spec = For("{group: Data}, {group: Web}", "allAccounts: true");
        await PushAsync(pipeline, spec);
        await Assignments.ReadyAsync("data");
        var uid = (await Assignments.GetAsync("data")).Uid;
        await pipeline.DeleteAsync(IdentityCenterOperator.Entities.IdentityCenter.Definition, new(null, Default));
        await pipeline.DeleteAsync(AccountAssignment.Definition, new(Cluster.TrustedNamespace, "data"));
        await pipeline.DeleteAsync(PermissionSet.Definition, new(null, "reader"));
        // What a file says of finalizers and of status is none of its own.
        await PushAsync(pipeline, spec, "finalizers: [], ");
        await Assignments.ReasonAsync("data", "GuardTripped");
        await Cluster.ReasonAsync("reader", "StillAssigned");
        await RestsAsync();
        NothingRevoked();
        Assert.Equal(12, (await Aws.Access.HeldAsync(arn)).Count);
        Assert.Equal(12, (await Assignments.RecordedForAsync(uid)).Sum(entry => entry.Accounts!.Count));
    }

    // As it stands in the repository, down to what a file has no say in.
    private static Task PushAsync(KubernetesClient pipeline, string spec, string metadata = "")
    {
        var body = Body(AccountAssignment.Definition, spec, $"{{{metadata}name: data, namespace: {Cluster.TrustedNamespace}}}");
        body["status"] = new JsonObject { ["lastApproval"] = "forged" };
        return pipeline.PatchAsync(AccountAssignment.Definition, new(Cluster.TrustedNamespace, "data"), new Patch.Apply(Utf8(body), "argocd-controller"));
    }

    private static string Approved(string hash) => $"annotations: {{{Approve}: \"{hash}\"}}, ";
}
