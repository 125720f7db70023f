using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.Instances;

/// <summary>From a round of the sweep to what the status of IdentityCenter says of it.</summary>
internal static class InstanceReport
{
    /// <summary>The status after a round; what is not known stays as it was.</summary>
    /// <param name="before">The status that stands.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="facts">What AWS says of it; null when it could not be read.</param>
    /// <param name="sweep">What the round came to.</param>
    public static IdentityCenterStatus From(IdentityCenterStatus before, Instance instance, InstanceFacts? facts, SweepReport sweep)
    {
        var known = facts is null ? before : WithFacts(before, facts);
        return known with
        {
            InstanceArn = instance.Arn,
            IdentityStoreId = instance.IdentityStoreId,
            AssignmentAccess = sweep.Access is AssignmentAccess.Unknown ? before.AssignmentAccess : sweep.Access.ToString(),
            LastSweep = new()
            {
                StartedAt = sweep.StartedAt,
                FinishedAt = sweep.FinishedAt,
                Requests = (int)Math.Min(int.MaxValue, sweep.Requests),
                Complete = sweep.Failed == 0,
            },
        };
    }

    private static IdentityCenterStatus WithFacts(IdentityCenterStatus before, InstanceFacts facts) => before with
    {
        PermissionSetsEnabled = facts.PermissionSetsEnabled,
        PrimaryRegion = facts.Regions.FirstOrDefault(region => region.IsPrimary)?.Name,
        Encryption = new()
        {
            KeyType = facts.Encryption.KeyType,
            KmsKeyArn = facts.Encryption.KeyArn,
            Status = facts.Encryption.Status,
            StatusReason = facts.Encryption.StatusReason,
        },
        Regions = [.. facts.Regions.OrderBy(region => region.Name, StringComparer.Ordinal).Select(Region)],
    };

    private static InstanceRegion Region(RegionFacts region) =>
        new() { Name = region.Name, Status = region.Status, Primary = region.IsPrimary, AddedDate = region.AddedDate };
}
