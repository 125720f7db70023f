using LocalIdentityCenter.Seeding;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.AccountAssignments;

/// <summary>The operator runs in a member account that Identity Center is delegated to: AWS shows it less, and keeps the management account from it.</summary>
public sealed class DelegatedStories : AccessStory
{
    private static readonly string Member = Accounts[5];

    private protected override Seed Seed => Organization.Seed() with
    {
        Organization = Organization.Seed().Organization with { DelegatedAdministrator = Member },
        Callers = [new("AKIAOPERATOR", Member)],
    };

    [Fact]
    public async Task Member_accounts_are_assigned_healed_and_revoked()
    {
        var arn = await BeginWithDataAsync(TimeSpan.FromSeconds(20));
        await Aws.Access.RevokeAsync(arn, Accounts[1], Group);
        await Aws.Access.UntilAsync(arn, DataHolds(1, 2));
        await Assignments.DeleteAsync("data");
        await Aws.Access.UntilAsync(arn);
        await Assignments.GoneAsync("data");
    }

    [Fact]
    public async Task The_management_account_stalls_its_own_part_and_is_not_asked_for_again_and_again()
    {
        var arn = await BeginAsync();
        var mark = Aws.Mark;
        await Assignments.ApplyAsync("data", For("{group: Data}, {group: Web}", $"accounts: [\"{Management}\", \"{Accounts[0]}\"]"));
        var unreachable = await Assignments.ReasonAsync("data", "ManagementAccountUnreachable");
        Assert.All(unreachable.Assignment.Failures!, failure => Assert.Equal(Management, failure.AccountId));
        Assert.Equal("2/4", unreachable.Assignment.Assignments!.Summary);
        Assert.Equal([.. DataHolds(1), .. Holds(Web, 1)], await Aws.Access.HeldAsync(arn));
        Assert.InRange(ChangesSince(mark).Count(change => change.Contains(Management, StringComparison.Ordinal)), 1, 2);
    }
}
