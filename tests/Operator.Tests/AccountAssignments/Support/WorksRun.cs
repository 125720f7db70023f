using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Auditing;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Entities;
using LocalIdentityCenter;
using Operator.Tests.IdentityCenter.Support;
using Testing;

namespace Operator.Tests.AccountAssignments.Support;

/// <summary>The works and the polls of one process, running before a local Identity Center.</summary>
internal sealed class WorksRun : IAsyncDisposable
{
    public static readonly ObjectKey Owner = new("default", "one");
    public static readonly ObjectKey Other = new("default", "two");

    private readonly CancellationTokenSource stop = new();
    private readonly Task loops;

    public WorksRun(DoorWorld world)
    {
        World = world;
        Works.Progressed += owner =>
        {
            lock (Told)
                Told.Add(owner);
        };
        loops = Task.WhenAll(world.Operations.RunAsync(_ => { }, stop.Token), Works.RunAsync(stop.Token));
    }

    public DoorWorld World { get; }

    public AssignmentWorks Works => World.Get<AssignmentWorks>();

    public AssignmentLines Lines => World.Get<AssignmentLines>();

    public List<ObjectKey> Told { get; } = [];

    public static AccountAssignmentStep.Grant Grant(string arn, Principal principal, int account) => new(On(arn, principal, account));

    public static AccountAssignmentStep.Revoke Revoke(string arn, Principal principal, int account) => new(On(arn, principal, account));

    public static Assignment On(string arn, Principal principal, int account) => new($"4000000000{account:00}", arn, principal);

    public static async Task<Principal> GroupAsync(DoorWorld world, string name) => new(
        PrincipalKind.Group,
        ((Fact<string>.Present)await world.Get<PrincipalDirectory>().FindAsync(new(PrincipalKind.Group, name), default)).Value);

    /// <summary>Calls that began operations, in order, as AWS took them.</summary>
    public static IReadOnlyList<Call> Sent(DoorWorld world) =>
        [.. world.Server.Calls.All.Where(call => call.Operation is "CreateAccountAssignment" or "DeleteAccountAssignment").OrderBy(call => call.Id)];

    /// <summary>An owner as the audit log names it.</summary>
    public static AuditSubject Subject(ObjectKey owner) => new("AccountAssignment", owner, "", 1, null);

    public void Submit(params IReadOnlyList<AccountAssignmentStep> steps) => Lines.Submit(Subject(Owner), steps, _ => true);

    /// <summary>Lets time pass until it is so.</summary>
    public Task UntilAsync(Func<bool> condition, string because) => Eventually.TrueAsync(
        () =>
        {
            World.Wait(0.1);
            return condition();
        },
        because);

    public Task ThroughAsync() => UntilAsync(() => Lines.ProgressOf(Owner).IsThrough && Lines.ProgressOf(Other).IsThrough, "all steps are through");

    public AssignmentFailure Failure() => Assert.Single(Lines.FailuresOf(Owner));

    /// <summary>Stops as a process that ends in order.</summary>
    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loops);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await loops.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        stop.Dispose();
        await World.DisposeAsync();
    }
}
