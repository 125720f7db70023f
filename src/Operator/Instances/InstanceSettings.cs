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
            RevokesUndeclared = spec?.Unmanaged?.Assignments is UnmanagedPolicy.Revoke,
        };
    }

    private static GuardLimits Limits(DeletionGuardSpec? guard, GuardLimits defaults)
    {
        var limits = new GuardLimits
        {
            Window = Duration(guard?.Window, defaults.Window),
            MaxRevocations = guard?.MaxRevocations ?? defaults.MaxRevocations,
            MaxPercent = guard?.MaxPercent ?? defaults.MaxPercent,
            MaxPermissionSets = guard?.MaxPermissionSets ?? defaults.MaxPermissionSets,
        };
        return limits with { PerNamespace = guard?.PerNamespace is { } own ? OfNamespace(own, limits) : null };
    }

    // A quarter of few is still one, and none of none.
    private static NamespaceLimits OfNamespace(NamespaceGuardSpec own, GuardLimits limits) => new(
        own.MaxRevocations ?? Math.Min(limits.MaxRevocations, Math.Max(1, limits.MaxRevocations / GuardLimits.NamespacePart)),
        own.MaxPercent ?? limits.MaxPercent / GuardLimits.NamespacePart);

    private static TimeSpan Duration(string? text, TimeSpan byDefault) => text is not null && GoDuration.Parse(text) is { } duration ? duration : byDefault;
}
