using IdentityCenterOperator.Entities;
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
            OutstandingOperations = spec?.OutstandingOperations ?? defaults.OutstandingOperations,
            SweepInterval = spec?.SweepInterval is { } text && GoDuration.Parse(text) is { } interval ? interval : defaults.SweepInterval,
        };
    }
}
