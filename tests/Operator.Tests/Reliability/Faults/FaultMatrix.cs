using Xunit.Abstractions;

namespace Operator.Tests.Reliability.Faults;

/// <summary>
/// The table of docs/reliability.md: each fault of either side and each kind. Nothing is deleted on partial knowledge, nothing granted or created twice, nothing of others'
/// touched, no error lost; and once the fault is over, all gets as declared by itself.
/// </summary>
[Collection(FaultyCluster.Name)]
public sealed class FaultMatrix(FaultPlane plane, ITestOutputHelper output)
{
    private static readonly IReadOnlyList<Trouble> Troubles = [.. AwsTroubles.All, .. KubernetesTroubles.All];

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var trouble in Troubles)
            {
                foreach (var kind in FaultRun.Kinds)
                    cases.Add(trouble.Name, kind);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task It_does_no_harm_is_told_and_gets_well_by_itself(string fault, string kind)
    {
        var outcome = (await plane.RunAsync(Troubles.Single(trouble => trouble.Name == fault)))[kind];
        output.WriteLine($"well again after {outcome.Recovery.TotalSeconds:0} s of the operator's clock");
        Assert.True(outcome.Failure is null, outcome.Failure);
    }
}
