using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.IdentityCenter;

namespace IdentityCenterOperator.Instances;

/// <summary>From the spec of IdentityCenter to the settings in force. What is absent or cannot be read takes its default.</summary>
internal static class InstanceSettings
{
    /// <summary>The settings.</summary>
    public static OperatorSettings.Values From(IdentityCenterSpec? spec)
    {
        var defaults = new OperatorSettings.Values();
        return new()
        {
            InstanceArn = spec?.InstanceArn,
            RequestsPerSecond = spec?.RequestsPerSecond ?? defaults.RequestsPerSecond,
            IdentityStoreRequestsPerSecond = spec?.IdentityStoreRequestsPerSecond ?? defaults.IdentityStoreRequestsPerSecond,
            OrganizationsRequestsPerSecond = spec?.OrganizationsRequestsPerSecond ?? defaults.OrganizationsRequestsPerSecond,
            OutstandingOperations = spec?.OutstandingOperations ?? defaults.OutstandingOperations,
            SweepInterval = Duration(spec?.SweepInterval, defaults.SweepInterval),
            Guard = Limits(spec?.DeletionGuard, defaults.Guard),
            ManagesAttributes = spec?.Attributes is not null,
            SeesAllAssignments = spec?.Unmanaged?.Assignments is not UnmanagedPolicy.Ignore,
        };
    }

    private static GuardLimits Limits(DeletionGuardSpec? guard, GuardLimits defaults) => new()
    {
        Window = Duration(guard?.Window, defaults.Window),
        MaxRevocations = guard?.MaxRevocations ?? defaults.MaxRevocations,
        MaxPercent = guard?.MaxPercent ?? defaults.MaxPercent,
        MaxPermissionSets = guard?.MaxPermissionSets ?? defaults.MaxPermissionSets,
    };

    private static TimeSpan Duration(string? text, TimeSpan byDefault) => text is not null && GoDuration.Parse(text) is { } duration ? duration : byDefault;
}
