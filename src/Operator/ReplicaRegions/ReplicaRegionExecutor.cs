using System.Diagnostics;
using Amazon.SSOAdmin;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.IdentityCenter;
using static IdentityCenterOperator.ReplicaRegions.ReplicaRegionStep;

namespace IdentityCenterOperator.ReplicaRegions;

/// <summary>Carries out steps on Regions, one AWS call each, without a decision of its own. Errors of AWS are thrown as they come.</summary>
internal sealed class ReplicaRegionExecutor(AwsDoor<IAmazonSSOAdmin> door)
{
    /// <summary>Begins what the step says; AWS goes on for minutes to hours by itself.</summary>
    public Task ExecuteAsync(ReplicaRegionStep step, string instanceArn, AuditSubject subject, CancellationToken cancellationToken) => step switch
    {
        Add => door.WriteAsync(
            Audited("AddRegion", subject, null, step.Region), (sso, token) => sso.AddRegionAsync(new() { InstanceArn = instanceArn, RegionName = step.Region }, token), cancellationToken),
        Remove => UnlessGoneAsync(door.WriteAsync(
            Audited("RemoveRegion", subject, step.Region, null), (sso, token) => sso.RemoveRegionAsync(new() { InstanceArn = instanceArn, RegionName = step.Region }, token), cancellationToken)),
        _ => throw new UnreachableException(),
    };

    private static AuditedWrite Audited(string operation, AuditSubject subject, string? before, string? after) =>
        new(operation, subject) { Parts = [new("spec.region", AuditValue.Of(before), AuditValue.Of(after))] };

    private static async Task UnlessGoneAsync(Task step)
    {
        try
        {
            await step;
        }
        catch (Exception e) when (AwsFailure.SaysAbsent(e, new Sought.Region()))
        {
            // It is gone, as wanted; the look that follows says whether the instance is there at all.
        }
    }
}
