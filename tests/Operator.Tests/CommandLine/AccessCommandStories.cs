using LocalIdentityCenter;
using LocalIdentityCenter.Seeding;
using Operator.Tests.CommandLine.Support;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.CommandLine;

/// <summary>Who can enter an account, and where a person can go.</summary>
public sealed class AccessCommandStories : CommandStory
{
    private protected override Seed Seed
    {
        get
        {
            var seed = Organization.Seed();
            return seed with
            {
                Users = [.. seed.Users, new() { UserName = "bob@example.com", Disabled = true }],
                Groups = [new() { Id = Group, Name = "Data", Members = ["alice@example.com", "bob@example.com"] }, new() { Id = Web, Name = "Web" }, new() { Id = Audit, Name = "Audit" }],
                PermissionSets = [new() { Name = "reader" }, new() { Name = "writer" }],
                Assignments =
                [
                    new() { PermissionSet = "reader", Group = "Data", Accounts = [Accounts[0], Accounts[1]] },
                    new() { PermissionSet = "writer", User = "alice@example.com", Accounts = [Accounts[1]] },
                    new() { PermissionSet = "writer", Group = "Web", Accounts = [Accounts[1]] },
                ],
            };
        }
    }

    [Fact]
    public async Task Who_can_enter_an_account_by_name_and_by_id()
    {
        const string expected = """
            PERMISSION SET   TYPE    PRINCIPAL           GRANTED BY
            reader           group   Data                -
            writer           user    alice@example.com   -
            writer           group   Web                 -

            """;
        Assert.Equal(expected, await AnswerAsync("who-can", "a400000000002"), ignoreLineEndingDifferences: true);
        Assert.Equal(expected, await AnswerAsync("who-can", Accounts[1]), ignoreLineEndingDifferences: true);
        Assert.Equal("PERMISSION SET   TYPE   PRINCIPAL   GRANTED BY\n", await AnswerAsync("who-can", Accounts[5]));
    }

    [Fact]
    public async Task Members_stand_for_their_groups_where_asked() => Assert.Equal("""
        PERMISSION SET   USER                         VIA                         GRANTED BY
        reader           alice@example.com            group Data                  -
        reader           bob@example.com (disabled)   group Data                  -
        writer           alice@example.com            direct                      -
        writer           -                            group Web, which is empty   -

        """, await AnswerAsync("who-can", Accounts[1], "--members"), ignoreLineEndingDifferences: true);

    [Theory]
    [InlineData("user:alice@example.com")]
    [InlineData(Alice)]
    public async Task Where_a_user_can_go_also_through_groups(string principal) => Assert.Equal("""
        ACCOUNT        NAME            PERMISSION SET   VIA          GRANTED BY
        400000000001   a400000000001   reader           group Data   -
        400000000002   a400000000002   reader           group Data   -
        400000000002   a400000000002   writer           direct       -

        """, await AnswerAsync("where-can", principal), ignoreLineEndingDifferences: true);

    [Fact]
    public async Task The_resource_that_grants_it_is_named_from_the_cluster()
    {
        await Cluster.Plane.ApplyAsync("""
            apiVersion: identitycenter.dev/v1alpha1
            kind: AccountAssignment
            metadata: {name: data, namespace: trusted}
            spec: {permissionSetName: reader, principals: [{group: Data}], targets: {accounts: ["400000000001", "400000000002"]}}
            """);
        await StartOperatorAsync();
        await Cluster.Assignments.ReadyAsync("data");
        var rows = (await RunAsync(["where-can", "group:Data", "--output", "json", .. InCluster])).Json.AsArray();
        Assert.Equal(["400000000001 reader trusted/data", "400000000002 reader trusted/data"], rows.Select(row => $"{row!["account"]} {row["permissionSet"]} {row["grantedBy"]}"));
        var yaml = await AnswerAsync(["who-can", Accounts[1], "--output", "yaml", .. InCluster]);
        Assert.StartsWith("- permissionSet: reader\n  type: group\n  principal: Data\n  grantedBy: trusted/data\n- permissionSet: writer\n", yaml, StringComparison.Ordinal);
        Assert.Contains("grantedBy: null\n", yaml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_object_that_is_gone_left_is_named_as_such()
    {
        await Cluster.Plane.ApplyAsync("""
            apiVersion: identitycenter.dev/v1alpha1
            kind: AccountAssignment
            metadata: {name: data, namespace: trusted}
            spec: {permissionSetName: reader, principals: [{group: Data}], targets: {accounts: ["400000000001"]}, deletionPolicy: Retain}
            """);
        await StartOperatorAsync();
        await Cluster.Assignments.ReadyAsync("data");
        await Cluster.Assignments.DeleteAsync("data");
        await Cluster.Assignments.GoneAsync("data");
        Assert.Equal("""
            PERMISSION SET   TYPE    PRINCIPAL   GRANTED BY
            reader           group   Data        trusted/data (gone, Retained)

            """, await AnswerAsync(["who-can", Accounts[0], .. InCluster]), ignoreLineEndingDifferences: true);
        var rows = (await RunAsync(["where-can", "group:Data", "--output", "json", .. InCluster])).Json.AsArray();
        Assert.Equal(["400000000001 trusted/data (gone, Retained)", "400000000002 "], rows.Select(row => $"{row!["account"]} {row["grantedBy"]}"));
    }

    [Fact]
    public async Task Who_observes_is_named_where_it_is_meant_and_nowhere_else()
    {
        await Cluster.Plane.ApplyAsync("""
            apiVersion: identitycenter.dev/v1alpha1
            kind: AccountAssignment
            metadata: {name: data, namespace: trusted}
            spec: {permissionSetName: reader, principals: [{group: Data}], targets: {accounts: ["400000000001"]}, managementPolicy: Observe}
            """);
        await StartOperatorAsync();
        await Cluster.Assignments.ReadyAsync("data");
        var rows = (await RunAsync(["where-can", "group:Data", "--output", "json", .. InCluster])).Json.AsArray();
        Assert.Equal(["400000000001 trusted/data (observes)", "400000000002 "], rows.Select(row => $"{row!["account"]} {row["grantedBy"]}"));
        Assert.DoesNotContain("trusted/data", await AnswerAsync(["who-can", Accounts[1], .. InCluster]), StringComparison.Ordinal);
        Assert.Contains("trusted/data (observes)", await AnswerAsync(["who-can", Accounts[0], .. InCluster]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_costs_few_calls()
    {
        var mark = Aws.Mark;
        await AnswerAsync("who-can", Accounts[1]);
        Assert.Equal(
            ["DescribeOrganization", "DescribePermissionSet", "DescribePermissionSet", "DescribeUser", "ListAccountAssignments", "ListAccountAssignments", "ListAccounts", "ListGroups", "ListInstances", "ListPermissionSetsProvisionedToAccount"],
            CommandCalls(mark).Select(call => call.Operation).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_AWS_denies_is_one_sentence_with_the_policy_to_compare()
    {
        Aws.Server.Faults.Add(new() { Kind = FaultKind.Denied, Operation = "ListPermissionSetsProvisionedToAccount" });
        var result = await RunAsync("who-can", Accounts[1]);
        Assert.Equal((1, ""), (result.ExitCode, result.Out));
        var last = result.Error.TrimEnd().Split('\n')[^1];
        Assert.StartsWith("AWS denied these credentials at ListPermissionSetsProvisionedToAccount. It said: AccessDeniedException", last, StringComparison.Ordinal);
        Assert.EndsWith("Compare the role's policy with docs/iam-policy-read-only.json.", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_line_to_AWS_is_one_sentence()
    {
        Aws.Server.Faults.Add(new() { Kind = FaultKind.DropBefore, Operation = "ListInstances" });
        var result = await RunAsync("where-can", "group:Data");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("AWS could not be reached at ListInstances:", result.Error.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("who-can nowhere", "The organization has no account with the id or the name \"nowhere\": correct it; names are case-sensitive.")]
    [InlineData("where-can group:Nobody", "The identity store has no group \"Nobody\"")]
    [InlineData("where-can somebody", "\"somebody\" is no principal: write group:NAME, user:NAME, or an id of the identity store.")]
    [InlineData("where-can 99671a2b3c-00000000-2222-3333-4444-555555555555", "The identity store has neither a group nor a user with the id")]
    public async Task What_does_not_exist_is_said_so(string arguments, string sentence)
    {
        var result = await RunAsync(arguments.Split(' '));
        Assert.Equal((1, ""), (result.ExitCode, result.Out));
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }
}
