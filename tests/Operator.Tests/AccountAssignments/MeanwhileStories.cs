using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.AccountAssignments;

/// <summary>AWS was changed by hand while no operator ran: the next one notices, also where it knows nothing of what was there.</summary>
public class MeanwhileStories : AccessStory
{
    [Fact]
    public async Task A_permission_set_that_was_deleted_is_made_again_and_assigned_again()
    {
        var arn = await BeginWithDataAsync();
        await Operator.StopAsync();
        await DeletedAsync(arn);
        await StartOperatorAsync();
        var again = (await Cluster.UntilAsync("reader", seen => seen.IsReady && seen.Status.Arn != arn, "has another set")).Status.Arn!;
        await Aws.Access.UntilAsync(again, DataHolds(1, 2));
    }

    [Fact]
    public async Task A_permission_set_that_was_deleted_and_replaced_by_another_of_its_name_is_told_and_left_alone()
    {
        var arn = await BeginWithDataAsync();
        await Operator.StopAsync();
        await DeletedAsync(arn);
        await Aws.CreateAsync("reader", "made by hand");
        await StartOperatorAsync();
        await Cluster.ReasonAsync("reader", "AlreadyExists");
    }

    [Fact]
    public async Task An_assignment_that_was_revoked_is_made_again()
    {
        var arn = await BeginWithDataAsync();
        await Operator.StopAsync();
        await Aws.Access.RevokeAsync(arn, Accounts[0], Group);
        await StartOperatorAsync();
        await Aws.Access.UntilAsync(arn, DataHolds(1, 2));
    }

    [Fact]
    public async Task The_last_assignment_of_a_permission_set_that_was_revoked_is_made_again()
    {
        var arn = await BeginWithDataAsync(spec: For("{group: Data}", "accounts: [\"400000000001\"]"));
        await Operator.StopAsync();
        await Aws.Access.RevokeAsync(arn, Accounts[0], Group);
        await StartOperatorAsync();
        await Aws.Access.UntilAsync(arn, DataHolds(1));
    }

    private async Task DeletedAsync(string arn)
    {
        await Aws.UnassignAsync(arn);
        await Aws.DeleteAsync(arn);
    }
}

/// <summary>The same where assignments are read by pair.</summary>
public sealed class DelegatedMeanwhileStories : MeanwhileStories
{
    private protected override Seed Seed => Organization.Seed() with
    {
        Organization = Organization.Seed().Organization with { DelegatedAdministrator = Accounts[5] },
        Callers = [new("AKIAOPERATOR", Accounts[5])],
    };
}
