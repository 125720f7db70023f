using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Instances;
using IdentityCenterOperator.Kubernetes.Entities;
using IdentityCenterOperator.Kubernetes.Reflectors;
using IdentityCenterOperator.Reconciliation;
using Operator.Tests.Interleavings.Scheduling;
using Operator.Tests.Interleavings.Support;
using Xunit.Abstractions;

namespace Operator.Tests.Interleavings;

/// <summary>Claims: what one object lets go another asks for, and what nobody declared is declared, while the revocation is on its way.</summary>
public sealed class ClaimsInterleavings(ITestOutputHelper output)
{
    private static readonly string Kind = AccountAssignment.Definition.Kind;
    private static readonly ObjectKey One = new("a", "one");
    private static readonly ObjectKey Two = new("b", "two");
    private static readonly ObjectKey Three = new("a", "three");

    [Fact]
    public void In_whatever_order_objects_come_and_go_that_share_assignments_nobody_loses_what_one_of_them_wants() => Explorer.Explore(output, "claims", 100, Shared);

    [Fact]
    public void In_whatever_order_it_is_declared_what_nobody_had_declared_is_not_revoked_any_more() => Explorer.Explore(output, "claims on what nobody declared", 250, Undeclared);

    private static void Shared(Schedule schedule)
    {
        using var world = new AccessWorld(schedule);
        world.Api.Create(One, Small.Object(One, [0, 1], [0, 1]));
        if (schedule.Chance(2))
            world.Api.Create(Two, Small.Object(Two, [1, 2], [0]));
        world.Begin();
        foreach (var key in new[] { One, Two, Three })
            Turns(schedule, world, key);
        schedule.Run(TimeSpan.FromSeconds(8));
        world.Rest();
        world.EndsAsDeclared();
    }

    // Up to three times each is created, edited or deleted.
    private static void Turns(Schedule schedule, AccessWorld world, ObjectKey key)
    {
        for (var turn = schedule.Random.Next(1, 4); turn > 0; turn--)
        {
            var (accounts, groups, isGone) = (Some(schedule, 3), Some(schedule, 2), schedule.Chance(3));
            world.Person(isGone ? $"{key} is deleted" : $"{key} wants {Small.Words(Small.Tuples(accounts, groups))}", () => Turn(world, key, accounts, groups, isGone));
        }
    }

    private static void Turn(AccessWorld world, ObjectKey key, int[] accounts, int[] groups, bool isGone)
    {
        if (isGone)
            world.Api.Delete(Kind, key);
        else if (world.Api.Find(Kind, key) is null)
            world.Api.Create(key, Small.Object(key, accounts, groups));
        else
            world.Api.Edit(Kind, key, json => json["spec"] = Small.Object(key, accounts, groups)["spec"]!.DeepClone());
    }

    private static int[] Some(Schedule schedule, int of) => [.. Enumerable.Range(0, of).Where(_ => schedule.Chance(2)).Append(schedule.Random.Next(of)).Distinct()];

    // The revocation of what nobody declared waits for a slot, which others have, while an object comes that wants it.
    private static void Undeclared(Schedule schedule)
    {
        var found = Small.Tuples([0], [2]).Single();
        using var world = new AccessWorld(schedule) { IsUndeclared = operation => !operation.IsGrant && operation.Assignment == found };
        Assign(world, found);
        world.Begin();
        foreach (var one in Small.Tuples([1, 2, 3], [2]).Take(schedule.Random.Next(4)))
            world.Aws.Stranger(isGrant: true, one);
        schedule.Lane("revocation of what nobody declared").Start(() => RevokeAsync(world, new UnmanagedStep.Revoke(found, "reader")));
        world.Person("an object wants what nobody declared", () => world.Api.Create(One, Small.Object(One, [0], [2])));
        schedule.Run(TimeSpan.FromSeconds(8));
        world.Rest();
        if (schedule.Failure is null && !world.Wanted.IsSubsetOf(world.Aws.Has))
            schedule.Fail($"in the end AWS has {Small.Words(world.Aws.Has)}, and objects want {Small.Words(world.Wanted)}");
    }

    private static void Assign(AccessWorld world, Assignment found)
    {
        world.Aws.Has.Add(found);
        world.Get<FactStore>().PutAssignments(found.Pair, new Fact<IReadOnlySet<Assignment>>.Present(new HashSet<Assignment> { found }, world.Get<SteadyClock>().GetUtcNow()));
    }

    private static async Task RevokeAsync(AccessWorld world, UnmanagedStep step)
    {
        var (works, center) = (world.Get<UnmanagedWorks>(), world.Get<ObjectStore<IdentityCenterOperator.Entities.IdentityCenter>>().Get(ReportingInstance.Declared)!);
        works.Pass([step]);
        await world.Get<UnmanagedWatch>().SubmitAsync(center, new Plan<UnmanagedStep>.Do([step]), CancellationToken.None);
        works.Pass([step]);
        await works.TryTakeAsync(step, CancellationToken.None);
    }
}
