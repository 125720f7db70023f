using LocalIdentityCenter;
using static Operator.Tests.Reliability.Faults.Telling;

namespace Operator.Tests.Reliability.Faults;

/// <summary>What goes wrong on AWS's side.</summary>
internal static class AwsTroubles
{
    private static readonly string[] Writes = ["Create*", "Update*", "Put*", "Delete*", "Attach*", "Detach*", "Tag*", "Untag*", "Provision*", "AddRegion", "RemoveRegion"];
    private static readonly string[] Operations = ["CreateAccountAssignment", "DeleteAccountAssignment", "ProvisionPermissionSet", "AddRegion", "RemoveRegion"];

    public static IReadOnlyList<Trouble> All { get; } =
    [
        Of("throttling storm", FaultKind.Throttle, ["*"], Everywhere("Throttled")),
        Of("server errors", FaultKind.Error, ["*"], Everywhere("AwsUnavailable")),
        Of("no answer", FaultKind.Hang, ["*"], Everywhere("AwsUnavailable")),
        Of("dropped before the effect", FaultKind.DropBefore, ["*"], Everywhere("AwsUnavailable")),
        Of("writes dropped before the effect", FaultKind.DropBefore, Writes, Everywhere("AwsUnavailable", "AssignmentFailed")),
        // In status for a moment only: the next look finds it done. What an assignment came to is found in the list of operations, without a word to anybody.
        Of("writes dropped after the effect", FaultKind.DropAfter, Writes, [Log(), Nothing, Log(), Log()]),
        Of("malformed answers to writes", FaultKind.Malformed, Writes, [Log(), Nothing, Log(), Log()]),
        Of("malformed answers", FaultKind.Malformed, ["*"], Everywhere("AwsUnavailable")),
        Of("every second answer malformed", FaultKind.Malformed, ["*"], [Nothing, Nothing, Nothing, Nothing], share: 0.5),
        Of("every second call fails", FaultKind.Error, ["*"], [Nothing, Nothing, Nothing, Nothing], share: 0.5),
        Of("denied", FaultKind.Denied, ["*"], Everywhere("AccessDenied")) with { SpeedAfter = 300 },
        Of("writes denied", FaultKind.Denied, Writes, Everywhere("AccessDenied")) with { SpeedAfter = 300 },
        Of("stuck operations", FaultKind.StickOperation, Operations, [Status("Progressing"), Status("Progressing"), Status("ReplicationTimedOut"), Nothing]) with { HoldsAccounts = true },
        Of("failed operations", FaultKind.FailOperation, Operations, [Status("ProvisioningFailed"), Status("AssignmentFailed"), Nothing, Nothing]),
        new("stale reads", sides => Lag(sides, TimeSpan.FromMilliseconds(100)), sides => Lag(sides, TimeSpan.Zero)) { Told = [Nothing, Nothing, Nothing, Nothing], MayGrantAgain = true },
    ];

    private static Telling[] Everywhere(params IReadOnlyList<string> reasons) => [Status(reasons), Status(reasons), Status(reasons), Status(reasons)];

    private static Trouble Of(string name, FaultKind kind, string[] operations, Telling[] told, double share = 1) => new(
        name,
        sides =>
        {
            foreach (var operation in operations)
                sides.Aws.Server.Faults.Add(new() { Kind = kind, Operation = operation, Share = share, AccessKeyId = "AKIAOPERATOR" });
            return Task.CompletedTask;
        },
        sides =>
        {
            sides.Aws.Server.Faults.Clear();
            sides.Aws.Server.ReleaseStuck();
            return Task.CompletedTask;
        })
    { Told = told };

    private static Task Lag(ISides sides, TimeSpan lag)
    {
        sides.Aws.Server.Behaviour = sides.Aws.Server.Behaviour with { StaleReads = lag };
        return Task.CompletedTask;
    }
}
