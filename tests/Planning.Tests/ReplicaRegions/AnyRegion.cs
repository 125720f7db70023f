using FsCheck;
using FsCheck.Fluent;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.ReplicaRegions;
using IdentityCenterOperator.Reconciliation;

namespace Planning.Tests.ReplicaRegions;

/// <summary>Any wishes, instances and rules, from a small vocabulary.</summary>
internal static class AnyRegion
{
    public const string Primary = "eu-central-1";

    public static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] Additional = ["eu-west-1", "eu-north-1", "us-east-1"];

    private static readonly Gen<DateTimeOffset> Past = Gen.Choose(0, 7200).Select(seconds => Noon.AddSeconds(-seconds));

    private static Gen<ObservedRegion> Region(string name) =>
        from status in Gen.Frequency(
            (6, Gen.Constant(ObservedRegionStatus.Active)),
            (2, Gen.Constant(ObservedRegionStatus.Adding)),
            (2, Gen.Constant(ObservedRegionStatus.Removing)),
            (1, Gen.Constant(ObservedRegionStatus.Unknown)))
        from added in Gen.OneOf(Past.Select(time => (DateTimeOffset?)time), Gen.Constant<DateTimeOffset?>(null))
        select new ObservedRegion(name, status, AddedDate: added);

    private static readonly Gen<ObservedInstance> Instance =
        from names in Gen.SubListOf(Additional)
        from regions in Gen.CollectToList(names, Region)
        select new ObservedInstance([new ObservedRegion(Primary, ObservedRegionStatus.Active, IsPrimary: true), .. regions]);

    private static readonly Gen<RegionWorkflow?> Workflow = Gen.Frequency(
        (2, Gen.Constant<RegionWorkflow?>(null)),
        (1, Past.Select(RegionWorkflow? (time) => new(ReplicaRegionPhase.Adding, time))),
        (1, Past.Select(RegionWorkflow? (time) => new(ReplicaRegionPhase.Removing, time))));

    private static readonly Gen<ValueList<PreflightCheck>> Checks = Gen.ListOf(
        Gen.Frequency((8, Gen.Constant(PreflightResult.Passed)), (2, Gen.Constant(PreflightResult.Unknown)), (1, Gen.Constant(PreflightResult.Failed)))
            .Select(result => new PreflightCheck("Check", result, "A sentence.", Reason.EncryptionKeyNotReady)),
        4).Select(checks => checks.ToValueList());

    private static Gen<string?> Sometimes(string name) => Gen.Frequency((5, Gen.Constant<string?>(null)), (1, Gen.Constant<string?>(name)));

    private static readonly Gen<bool> Either = Gen.Elements(true, false);

    private static readonly Gen<ReplicaRegionRules> Rules =
        from region in Gen.Frequency((9, Gen.Elements(Additional)), (1, Gen.Constant(Primary)))
        from management in Gen.Frequency((6, Gen.Constant(ManagementPolicy.Enforce)), (1, Gen.Constant(ManagementPolicy.Observe)))
        from deletion in Gen.Elements(Enum.GetValues<DeletionPolicy>())
        from minutes in Gen.Choose(1, 90)
        from owned in Either
        from shared in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from workflow in Workflow
        from claimed in Sometimes("older")
        from ahead in Sometimes("earlier")
        from checks in Checks
        select new ReplicaRegionRules(region, Noon)
        {
            Management = management,
            Deletion = deletion,
            Timeout = TimeSpan.FromMinutes(minutes),
            IsOwned = owned,
            IsShared = shared,
            Workflow = workflow,
            ClaimedBy = claimed,
            Ahead = ahead,
            Preflight = checks,
        };

    public static readonly Arbitrary<RegionSituation> Situations = (
        from rules in Rules
        from wanted in Gen.Frequency((3, Gen.Constant(true)), (2, Gen.Constant(false)))
        from instance in Instance
        select new RegionSituation(wanted ? new(rules.Region) : null, instance, rules)).ToArbitrary();
}

/// <summary>All that a planner is told; what is recorded of a workflow is first held against what is seen, as the controller does.</summary>
internal sealed record RegionSituation(ReplicaRegionState? Desired, ObservedInstance Observed, ReplicaRegionRules Recorded)
{
    public ReplicaRegionRules Rules => Recorded with { Workflow = RegionWorkflow.Current(Recorded.Workflow, Mine, Recorded.Now) };

    public ObservedRegion? Mine => Observed.Find(Recorded.Region);

    public Plan<ReplicaRegionStep> Plan() => ReplicaRegionPlanner.Plan(Desired, Observed, Rules);

    public IReadOnlyList<ReplicaRegionStep> Steps() => Plan() is Plan<ReplicaRegionStep>.Do plan ? plan.Steps : [];

    public bool Owns() => ReplicaRegionPlanner.Owns(Plan(), Desired, Observed, Rules);
}
