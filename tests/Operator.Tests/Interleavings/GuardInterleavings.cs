using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Guarding;
using IdentityCenterOperator.Kubernetes.Entities;
using Operator.Tests.Interleavings.Scheduling;
using Operator.Tests.Interleavings.Support;
using Xunit.Abstractions;

namespace Operator.Tests.Interleavings;

/// <summary>The deletion guard: objects of two namespaces ask at once, while what it counts, and what they record and tell, cannot be written now and then.</summary>
public sealed class GuardInterleavings(ITestOutputHelper output)
{
    private static readonly string Kind = AccountAssignment.Definition.Kind;

    [Fact]
    public void In_whatever_order_plans_are_judged_each_is_counted_once_and_never_more_is_revoked_than_the_guard_allows() => Explorer.Explore(output, "guard", 100, Judged);

    private static void Judged(Schedule schedule)
    {
        Declared[] objects = [new(new("a", "one"), [0, 1, 2, 3], 0), new(new("a", "two"), [0, 1, 2], 1), new(new("b", "three"), [0, 1], 2)];
        foreach (var one in objects)
            one.Left = schedule.Random.Next(-1, one.Accounts.Length);
        var due = objects.Sum(one => one.Accounts.Length - Math.Max(0, one.Left));
        // Half of the time there is room for all of it.
        var limit = schedule.Chance(2) ? due : schedule.Random.Next(1, due + 1);
        using var world = new AccessWorld(schedule, AccessServices.Unguarded with { Guard = new() { MaxRevocations = limit, MaxPercent = 1_000_000, PerNamespace = new(limit, 1_000_000) } });
        foreach (var one in objects)
            world.Api.Create(one.Key, Small.Object(one.Key, one.Accounts, [one.Group]));
        world.Begin();
        schedule.Holds(() => Broken(world, limit, due));
        var failures = schedule.Random.Next(10);
        world.Api.Faults = (kind, part) => failures > 0 && schedule.Chance(3) ? Fault(failures--) : ApiFault.None;
        foreach (var one in objects)
            world.Person($"{one.Key} keeps {Math.Max(0, one.Left)} of {one.Accounts.Length} accounts", () => Take(world, one));
        schedule.Run(TimeSpan.FromSeconds(8));
        failures = 0;
        world.Rest();
        if (limit == due)
            world.EndsAsDeclared();
    }

    private static ApiFault Fault(int which) => which % 2 == 0 ? ApiFault.Unanswered : ApiFault.Refused;

    private static string? Broken(AccessWorld world, int limit, int due)
    {
        var guard = world.Get<DeletionGuard>();
        var (counted, revoked) = (guard.Shares.Used.Revocations, world.Aws.Accepted.Count(one => !one.IsGrant));
        return counted switch
        {
            _ when counted > limit => $"{counted} revocations are counted, and {limit} may be let through",
            _ when counted > due => $"{counted} revocations are counted, and there are {due}",
            _ when revoked > counted => $"{revoked} are revoked, and {counted} were counted",
            _ => null,
        };
    }

    private static void Take(AccessWorld world, Declared one)
    {
        if (one.Left <= 0)
            world.Api.Delete(Kind, one.Key);
        else
            world.Api.Edit(Kind, one.Key, json => json["spec"]!["targets"] = Small.Targets(one.Accounts.Take(one.Left)));
    }

    private sealed record Declared(ObjectKey Key, int[] Accounts, int Group)
    {
        public int Left { get; set; }
    }
}
