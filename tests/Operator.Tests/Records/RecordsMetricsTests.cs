using System.Diagnostics.Metrics;
using System.Text;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Metrics;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Records;

namespace Operator.Tests.Records;

/// <summary>What metrics and the IdentityCenter say of records.</summary>
public sealed class RecordsMetricsTests : IDisposable
{
    private readonly OwnMeters _meters = new();
    private readonly PrometheusText _text = new([OwnMeters.Name]);
    private readonly AccessRecords _records = new(new(AccessRecord.Definition));
    private readonly RecordsCensus _census;

    public RecordsMetricsTests()
    {
        _census = new(_records);
        new RecordsMetrics(_census, _meters).Observe();
    }

    public void Dispose()
    {
        _text.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public void Records_and_what_is_in_them_are_counted_by_state()
    {
        Take("1", "Live", 3);
        Take("2", "Live", 1);
        Take("3", "Retained", 2);
        Assert.Equal(
            [
                """identitycenter_access_records{state="Abandoned"} 0""", """identitycenter_access_records{state="Live"} 2""", """identitycenter_access_records{state="Retained"} 1""",
                """identitycenter_recorded_assignments{state="Abandoned"} 0""", """identitycenter_recorded_assignments{state="Live"} 4""", """identitycenter_recorded_assignments{state="Retained"} 2""",
            ],
            Lines());
        Take("1", "Abandoned", 3, version: 2);
        _records.Drop(_records.Of("3")!);
        Assert.Equal((1, 3), _census.ByState[AccessRecordState.Abandoned]);
        Assert.Equal((0, 0), _census.ByState[AccessRecordState.Retained]);
    }

    [Fact]
    public void The_instance_tells_the_first_twenty_of_what_is_left_by_name()
    {
        Assert.Null(_census.Left);
        for (var i = 0; i < 25; i++)
            Take($"{i:00}", i % 2 == 0 ? "Retained" : "Abandoned", 1);
        var left = _census.Left!;
        Assert.Equal((13, 12, 25, 20), (left.Retained, left.Abandoned, left.Assignments, left.Sample!.Count));
        Assert.Equal("AccountAssignment team/of-00: 1 assignment, Retained (AccessRecord 00)", left.Sample[0]);
    }

    private void Take(string uid, string state, int accounts, int version = 1) => _records.Take(AccessRecordReading.Read(StoredObjectReader.Read(Encoding.UTF8.GetBytes($$"""
        {
          "metadata": {"name": "{{uid}}", "uid": "r-{{uid}}", "resourceVersion": "{{version}}"},
          "spec": {
            "owner": {"namespace": "team", "name": "of-{{uid}}", "uid": "{{uid}}"}, "state": "{{state}}", "assignments": {{accounts}},
            "granted": [{"permissionSetArn": "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-1111222233334444", "principalType": "GROUP", "principalId": "99671a2b3c-11111111-2222-3333-4444-555555555555",
              "accounts": [{{string.Join(',', Enumerable.Range(1, accounts).Select(i => $"\"{i:000000000000}\""))}}]}]
          }
        }
        """), AccessRecord.Definition)));

    // Operators that other tests run in this process measure under the product's name.
    private sealed class OwnMeters : IMeterFactory
    {
        public const string Name = nameof(RecordsMetricsTests);

        private readonly Meter _meter = new(Name);

        public Meter Create(MeterOptions options) => _meter;

        public void Dispose() => _meter.Dispose();
    }

    private string[] Lines() => [.. _text.Scrape().Split('\n').Where(line => line.StartsWith("identitycenter_access_records{", StringComparison.Ordinal) || line.StartsWith("identitycenter_recorded_assignments{", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
