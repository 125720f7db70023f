using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Entities;
using Operator.Tests.Interleavings.Scheduling;
using Operator.Tests.Interleavings.Support;
using Xunit.Abstractions;

namespace Operator.Tests.Interleavings;

/// <summary>The works of assignments: steps wait for slots while their objects are edited, deleted and declared again, the directory refuses, and answers are lost.</summary>
public sealed class AssignmentWorksInterleavings(ITestOutputHelper output)
{
    private static readonly string Kind = AccountAssignment.Definition.Kind;
    private static readonly ObjectKey One = new("a", "one");

    [Fact]
    public void In_whatever_order_an_object_is_edited_and_its_steps_are_taken_nothing_is_given_that_it_does_not_want() =>
        Explorer.Explore(output, "assignment works", 100, Edited);

    private static void Edited(Schedule schedule)
    {
        using var world = new AccessWorld(schedule);
        world.Api.Create(One, Small.Object(One, [0, 1, 2, 3], [0, 1]));
        if (schedule.Chance(2))
            world.Begin();
        else
            world.Resume();
        var lost = schedule.Random.Next(3);
        world.Aws.Faults = () => lost > 0 && schedule.Chance(6) ? Fault(lost--) : ApiFault.None;
        Edits(schedule, world);
        schedule.Run(TimeSpan.FromSeconds(8));
        (lost, world.Aws.IsDirectoryDenied) = (0, false);
        world.Rest();
        world.EndsAsDeclared();
    }

    private static ApiFault Fault(int which) => which % 2 == 0 ? ApiFault.Unanswered : ApiFault.Refused;

    // Somebody is taken out while somebody else is named whom the directory does not tell of; then, maybe, all of it is taken back, or the object goes.
    private static void Edits(Schedule schedule, AccessWorld world)
    {
        world.Person("Eve is taken out, and Newcomers are named, whom nobody has looked up yet", () =>
        {
            world.Aws.IsDirectoryDenied = true;
            Edit(world, spec => spec["principals"] = Small.Principals([0], hasNewcomer: true));
        });
        if (schedule.Chance(2))
            world.Person("two accounts are taken out", () => Edit(world, spec => spec["targets"] = Small.Targets([0, 1])));
        if (schedule.Chance(2))
            world.Person("the object is as it was", () => Edit(world, spec => (spec["principals"], spec["targets"]) = (Small.Principals([0, 1], hasNewcomer: false), Small.Targets([0, 1, 2, 3]))));
        if (schedule.Chance(4))
            world.Person("the object is deleted", () => world.Api.Delete(Kind, One));
        if (schedule.Chance(2))
            world.Person("the directory answers again", () => world.Aws.IsDirectoryDenied = false);
    }

    private static void Edit(AccessWorld world, Action<JsonObject> edit) => world.Api.Edit(Kind, One, json =>
    {
        if (json["metadata"]!["deletionTimestamp"] is null)
            edit(json["spec"]!.AsObject());
    });
}
