using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;
using Testing;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.AccountAssignments;

/// <summary>AWS keeps the assignments of a group that is gone, and does not let them go.</summary>
public sealed class OrphanStories : AccessStory
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private protected override Seed Seed => Organization.Seed() with { Behaviour = Organization.Seed().Behaviour with { DeletingOrphanFails = true } };

    // It is tried for ten minutes and more.
    private protected override double Speed => 40;

    [Fact]
    public async Task An_object_is_let_go_after_some_tries_and_tells_what_stays_in_AWS()
    {
        var arn = await BeginWithDataAsync(TimeSpan.FromMinutes(1), For("{group: Data}, {group: Web}"));
        await Aws.People.DeleteGroupAsync(Web);
        await Assignments.UntilAsync("data", seen => seen.Assignment.Failures is { Count: 2 }, "both failures are told");
        await Assignments.DeleteAsync("data");
        // What can be revoked is; the object stays for as long as there is hope.
        await Aws.Access.UntilAsync(arn, Holds(Web, 1, 2));
        Assert.Contains("PrincipalNotFound", (await Assignments.GetAsync("data")).Json.ToJsonString(), StringComparison.Ordinal);
        await Eventually.ValueAsync(() => Assignments.FindAsync("data"), seen => seen is null, "data is let go", Deadline);
        Assert.Equal(Holds(Web, 1, 2), await Aws.Access.HeldAsync(arn));
        await EventAsync("data", "LeftBehind");
        var told = (await Assignments.EventsAsync("data")).Split('\n').Single(line => line.Contains("LeftBehind", StringComparison.Ordinal));
        Assert.Contains(Accounts[0], told, StringComparison.Ordinal);
        Assert.Contains("contact AWS Support", told, StringComparison.Ordinal);
    }
}
