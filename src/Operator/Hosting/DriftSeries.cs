using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Instances;
using IdentityCenterOperator.PermissionSets;
using IdentityCenterOperator.ReplicaRegions;

namespace IdentityCenterOperator.Hosting;

/// <summary>What drift is counted under: each kind with its fields.</summary>
internal static class DriftSeries
{
    /// <summary>Makes all series begin at zero, so that an alert sees the first storm, too.</summary>
    public static void Begin(DoorMetrics metrics)
    {
        metrics.Expect(PermissionSet.Definition.Kind, [.. PermissionSetDrift.Fields]);
        metrics.Expect(AccountAssignment.Definition.Kind, AccountAssignmentJournal.DriftField);
        metrics.Expect(ReplicaRegion.Definition.Kind, ReplicaRegionDrift.Field);
        metrics.Expect(Entities.IdentityCenter.Definition.Kind, InstanceJournal.DriftField);
    }
}
