using Operator.Tests.Harness;
using Operator.Tests.Reliability.Faults;

namespace Operator.Tests.AccountAssignments;

/// <summary>A plan that was counted is not counted again because its object's status could not be written.</summary>
public sealed class GuardRetryStories : AccessStory
{
    private ApiServerFront? _front;
    private RunningOperator? _operator;

    [Fact]
    public async Task A_plan_is_counted_once_however_often_its_status_could_not_be_written_and_whoever_tries()
    {
        _front = await ApiServerFront.StartAsync(Cluster.Plane);
        try
        {
            await Cluster.Instances.ApplyAsync("default", "{deletionGuard: {maxRevocations: 6, maxPercent: 100, window: 24h}}");
            await StartAsync();
            await Cluster.ApplyAsync("reader", "{}");
            await Cluster.ReadyAsync("reader");
            await Assignments.ApplyAsync("data", For("{group: Data}, {group: Web}"));
            await Assignments.ReadyAsync("data");
            _front.Refuse(request => request.Method == "PATCH" && request.Path.Value!.EndsWith("/accountassignments/data/status", StringComparison.Ordinal) ? new(500, "InternalError") : null);
            await Assignments.ApplyAsync("data", For("{group: Data}", "accounts: [\"400000000001\"]"));
            await RefusedAsync(4);
            // Another operator finds it counted, too.
            await _operator!.DisposeAsync();
            await StartAsync();
            await RefusedAsync(4);
            Assert.DoesNotContain("DeleteAccountAssignment", Aws.CallsSince(0));
            _front.Refuse(null);
            await Assignments.ReadyAsync("data");
            var guard = (await Cluster.Instances.UntilAsync("default", seen => seen.Instance.Guard is { Admitted: null }, "has nothing that is not recorded")).Instance.Guard!;
            Assert.Equal(3, guard.Taken!.Sum(minute => minute.Revocations));
        }
        finally
        {
            await _operator!.DisposeAsync();
            await _front.DisposeAsync();
        }
    }

    private async Task StartAsync() => _operator = await RunningOperator.StartAsync(Cluster, Aws, Time, apiPort: _front!.Port);

    private Task RefusedAsync(int more)
    {
        var before = _front!.Refused;
        return Until(() => Task.FromResult(_front.Refused >= before + more), $"the status was refused {more} times more");
    }
}
