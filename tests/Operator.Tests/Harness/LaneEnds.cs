using Operator.Tests.Reliability;

namespace Operator.Tests.Harness;

/// <summary>What ends with a lane rather than with the process: its cluster.</summary>
public abstract class LaneEnd(string lane) : IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Cluster.EndAsync(lane);
}

[CollectionDefinition(Lanes.PermissionSets)]
public sealed class PermissionSetsLane() : LaneEnd(Lanes.PermissionSets), ICollectionFixture<PermissionSetsLane>;

[CollectionDefinition(Lanes.Assignments)]
public sealed class AssignmentsLane() : LaneEnd(Lanes.Assignments), ICollectionFixture<AssignmentsLane>;

[CollectionDefinition(Lanes.Records)]
public sealed class RecordsLane() : LaneEnd(Lanes.Records), ICollectionFixture<RecordsLane>;

[CollectionDefinition(Lanes.CommandLine)]
public sealed class CommandLineLane() : LaneEnd(Lanes.CommandLine), ICollectionFixture<CommandLineLane>;

[CollectionDefinition(Lanes.Ways)]
public sealed class WaysLane() : LaneEnd(Lanes.Ways), ICollectionFixture<WaysLane>;

[CollectionDefinition(Lanes.Regions)]
public sealed class RegionsLane() : LaneEnd(Lanes.Regions), ICollectionFixture<RegionsLane>;

[CollectionDefinition(ReliabilityLane.Name)]
public sealed class ReliabilityLaneEnd() : LaneEnd(ReliabilityLane.Name), ICollectionFixture<ReliabilityLaneEnd>;

[CollectionDefinition(ReliabilityLane.Assignments)]
public sealed class AssignmentsReliabilityLaneEnd() : LaneEnd(ReliabilityLane.Assignments), ICollectionFixture<AssignmentsReliabilityLaneEnd>;
