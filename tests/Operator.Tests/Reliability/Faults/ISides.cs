using Operator.Tests.Harness;

namespace Operator.Tests.Reliability.Faults;

/// <summary>The operator and what it stands between.</summary>
internal interface ISides
{
    Cluster Cluster { get; }

    Aws Aws { get; }

    /// <summary>What stands before the API server.</summary>
    ApiServerFront Front { get; }

    RunningOperator Operator { get; }
}
