using LocalIdentityCenter.Seeding;
using Operator.Tests.CommandLine.Support;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.CommandLine;

/// <summary>Commands of people in the delegated administrator's account, where AWS lists no assignments by principal.</summary>
public sealed class DelegatedAdministratorStories : CommandStory
{
    private protected override Seed Seed
    {
        get
        {
            var seed = Organization.Seed();
            return seed with
            {
                Organization = seed.Organization with { DelegatedAdministrator = Accounts[5] },
                Callers = [new("AKIACOMMAND", Accounts[5])],
                PermissionSets = [new() { Name = "reader" }],
                Assignments = [new() { PermissionSet = "reader", Group = "Data", Accounts = [Accounts[0], Accounts[1]] }, new() { PermissionSet = "reader", Group = "Web", Accounts = [Accounts[2]] }],
            };
        }
    }

    [Fact]
    public async Task All_assignments_are_read_where_AWS_does_not_list_those_of_a_principal()
    {
        Assert.Equal("""
            ACCOUNT        NAME            PERMISSION SET   VIA      GRANTED BY
            400000000001   a400000000001   reader           direct   -
            400000000002   a400000000002   reader           direct   -

            """, await AnswerAsync("where-can", "group:Data"), ignoreLineEndingDifferences: true);
        Assert.Contains("name: reader-web\n", await AnswerAsync("export"), StringComparison.Ordinal);
    }
}
