using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using IdentityCenterOperator.Tenancy;

namespace IdentityCenterOperator.CommandLine.Planning;

/// <summary>
/// Plays the operator on paper, kind after kind as they depend on one another: permission sets, who holds them, permission sets that go, Regions, the instance. Each
/// object is planned for as often as the operator would look at it; what AWS would have after a step is what the next object finds.
/// </summary>
internal sealed class Rehearsal(
    ProposedCluster cluster,
    ObjectStore<PermissionSet> sets,
    ObjectStore<AccountAssignment> assignments,
    ObjectStore<ReplicaRegion> regions,
    ObjectStore<Namespace> namespaces,
    ObjectStore<AccessRecord> records,
    ClusterIdentity identity,
    InstanceWatch watch,
    SetRehearsal setRehearsal,
    AssignmentRehearsal assignmentRehearsal,
    RegionRehearsal regionRehearsal,
    InstanceRehearsal instanceRehearsal,
    SetWithdrawal withdrawal,
    GuardForecast guard,
    AssignmentRegister register,
    OrganizationDirectory organization,
    Progress progress)
{
    private readonly List<ResourcePlan> _plans = [];

    /// <summary>Plays, and tells what it came to for each object of the files, and for each other that they concern.</summary>
    public async Task<IReadOnlyList<ResourcePlan>> RunAsync(CancellationToken cancellationToken)
    {
        var instances = cluster.Of(Entities.IdentityCenter.Definition).ToList();
        var settings = instances.Find(each => each.Key == ReportingInstance.Declared) ?? instances.Find(each => each.Key == ReportingInstance.Discovered);
        instanceRehearsal.Begin(settings);
        guard.Begin(settings);
        Fill();
        await identity.UidAsync(cancellationToken);
        progress.Begin("Looking for the instance");
        var instance = await watch.UsableAsync(cancellationToken);
        await SetsAsync(ProposalOrigin.Files, instance, cancellationToken);
        sets.Fill(cluster.Bytes(PermissionSet.Definition));
        await AssignmentsAsync(cancellationToken);
        await SetsAsync(ProposalOrigin.Pruned, instance, cancellationToken);
        foreach (var region in Concerned(cluster.Of(ReplicaRegion.Definition)))
            _plans.Add(await regionRehearsal.RunAsync(region, regions.Find(region.Key)!, instance, cancellationToken));
        foreach (var center in Concerned(cluster.Of(Entities.IdentityCenter.Definition)))
            _plans.Add(await instanceRehearsal.RunAsync(center, instance, cancellationToken));
        return _plans;
    }

    private void Fill()
    {
        namespaces.Fill(cluster.Bytes(Namespace.Definition));
        records.Fill(cluster.Bytes(AccessRecord.Definition));
        sets.Fill(cluster.Bytes(PermissionSet.Definition));
        assignments.Fill(cluster.Bytes(AccountAssignment.Definition));
        regions.Fill(cluster.Bytes(ReplicaRegion.Definition));
    }

    private static IEnumerable<ProposedObject> Concerned(IEnumerable<ProposedObject> objects) => objects.Where(each => each.Origin is not ProposalOrigin.Cluster);

    private async Task SetsAsync(ProposalOrigin origin, Instance instance, CancellationToken cancellationToken)
    {
        var some = cluster.Of(PermissionSet.Definition).Where(set => set.Origin == origin || (origin is ProposalOrigin.Pruned && IsFreed(set) && sets.Find(set.Key)!.IsDeleting)).ToList();
        if (some.Count > 0)
            progress.Begin($"Planning PermissionSets: {some.Count}");
        foreach (var set in some)
        {
            if (origin is ProposalOrigin.Pruned && sets.Find(set.Key)?.Value?.Status?.Arn is { } arn)
                await withdrawal.ConcludeAsync(arn, cancellationToken);
            Tell(await setRehearsal.RunAsync(set, sets.Find(set.Key)!, instance, cancellationToken));
        }
    }

    // What only the cluster has is told of where something happens to it.
    private void Tell(ResourcePlan plan)
    {
        if (plan.Origin is not ProposalOrigin.Cluster || plan.Verdict is not Verdict.Unchanged)
            _plans.Add(plan);
    }

    // What the deletion guard holds back may go with the settings of the files.
    private bool IsFreed(ProposedObject each) =>
        each.Origin is ProposalOrigin.Cluster && each.Json["status"]?["plan"] is not null && Concerned(cluster.Of(Entities.IdentityCenter.Definition)).Any();

    private IEnumerable<ObjectKey> Used() =>
    [
        .. Concerned(cluster.Of(PermissionSet.Definition)).SelectMany(set => sets.Find(set.Key)?.Value is { } value ? register.Using(value) : []),
        .. Concerned(cluster.Of(Namespace.Definition)).SelectMany(ns => register.In(ns.Key.Name)),
        .. cluster.Of(AccountAssignment.Definition).Where(IsFreed).Select(each => each.Key),
    ];

    // Those of the files first; then those that are in the cluster alone, but use a permission set of the files, live in a namespace of theirs, were held back, or go.
    private async Task AssignmentsAsync(CancellationToken cancellationToken)
    {
        var used = Used().ToHashSet();
        var left = used.Where(key => key.Namespace is null).ToList();
        var some = cluster.Of(AccountAssignment.Definition).Where(each => each.Origin is not ProposalOrigin.Cluster || used.Contains(each.Key)).OrderBy(each => each.Origin is ProposalOrigin.Files ? 0 : 1).ToList();
        if (some.Count + left.Count == 0)
            return;
        progress.Begin($"Planning AccountAssignments: {some.Count}");
        // What has left the organization, or is suspended there, nothing is done about; and names mean more to people than digits.
        await organization.GetAsync(OrganizationParts.Accounts, cancellationToken);
        foreach (var assignment in some)
            Tell(await assignmentRehearsal.RunAsync(assignment, assignments.Find(assignment.Key)!, cancellationToken));
        foreach (var record in left)
            Tell(await assignmentRehearsal.RunAsync(record, cancellationToken));
    }
}
