using Operator.Tests.Processes;
using Operator.Tests.Reliability;
using Operator.Tests.Reliability.Faults;
using Operator.Tests.Security;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Operator.Tests.Harness.LongestFirst", "Operator.Tests")]

namespace Operator.Tests.Harness;

/// <summary>Begins with the collections that take minutes, so that none of them runs alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    // The longest first, as measured.
    private static readonly string[] Long =
        [
            Lanes.Assignments, Lanes.PermissionSets, ReliabilityLane.Assignments, ReliabilityLane.Name, nameof(AccountAssignments.Year.YearStory), Lanes.CommandLine, Lanes.Ways, Lanes.Records,
            ProcessTests.Name, Lanes.Regions, FaultyCluster.Name, OwnPlaneTests.Name,
        ];

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) => testCollections.OrderBy(Rank);

    // A class without a collection is one of its own, with its name in the collection's.
    private static int Rank(ITestCollection collection)
    {
        var rank = Array.FindIndex(Long, name => collection.DisplayName.EndsWith(name, StringComparison.Ordinal));
        return rank < 0 ? Long.Length : rank;
    }
}
