using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace IdentityCenterOperator.IdentityCenter;

/// <summary>What the door to AWS counts. Labels are bounded: operations and outcomes, never names of resources.</summary>
internal sealed class DoorMetrics
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "IdentityCenterOperator";

    private readonly Counter<long> calls;

    /// <summary>Creates the instruments.</summary>
    public DoorMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        calls = meter.CreateCounter<long>("identitycenter_aws_requests_total", description: "Requests to AWS by operation and outcome.");
    }

    /// <summary>Counts one request.</summary>
    public void Called(string operation, string outcome) =>
        calls.Add(1, new TagList { { "operation", operation }, { "outcome", outcome } });
}
