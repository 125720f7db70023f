using LocalIdentityCenter.Seeding;
using Operator.Tests.CommandLine.Support;
using Operator.Tests.Harness;
using static Operator.Tests.Harness.Organization;

namespace Operator.Tests.CommandLine;

/// <summary>What people made in the console over the years becomes YAML, and the operator takes it over without a change.</summary>
public sealed class ExportStories : CommandStory
{
    private const string Ghost = "99671a2b3c-99999999-2222-3333-4444-555555555555";

    private protected override Seed Seed
    {
        get
        {
            var seed = Organization.Seed();
            return seed with
            {
                Instance = seed.Instance! with { Regions = ["eu-west-1"] },
                PermissionSets =
                [
                    new() { Name = "reader", ManagedPolicies = ["ReadOnlyAccess"] },
                    new()
                    {
                        Name = "DatabaseAdmin",
                        Description = "Operates: the databases #1\nand more",
                        SessionDuration = "PT4H",
                        RelayState = "https://console.aws.amazon.com/rds",
                        ManagedPolicies = ["ReadOnlyAccess", "job-function/DatabaseAdministrator"],
                        CustomerManagedPolicies = [RdsOperators],
                        InlinePolicy = """{"Version":"2012-10-17","Statement":{"Sid":"Yes","Effect":"Allow","Action":["rds:*","S3:Get*"],"Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"true"},"NumericLessThan":{"aws:MultiFactorAuthAge":3600}}}}""",
                        Boundary = "/boundary",
                        Tags = new Dictionary<string, string> { ["team"] = "data", ["no"] = "007" },
                    },
                    new() { Name = "databaseADMIN", SessionDuration = "PT90M" },
                ],
                Assignments =
                [
                    new() { PermissionSet = "reader", Group = "Data", Accounts = [Accounts[0], Accounts[1], Accounts[2]] },
                    new() { PermissionSet = "reader", Group = "Web", Accounts = [Accounts[0], Accounts[1], Accounts[2]] },
                    new() { PermissionSet = "reader", User = "alice@example.com", Accounts = [Accounts[0]] },
                    new() { PermissionSet = "reader", PrincipalId = Ghost, Accounts = [Accounts[1]] },
                    new() { PermissionSet = "DatabaseAdmin", Group = "Data", Accounts = [Accounts[0], Management] },
                ],
            };
        }
    }

    [Fact]
    public async Task What_is_exported_and_applied_is_Ready_and_nothing_in_AWS_was_written()
    {
        using var folder = new TemporaryFolder();
        var result = await RunAsync("export", "--directory", folder.Path);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("3 permission sets, 9 assignments in 3 AccountAssignments of namespace access, 1 additional Region. Left out: 1 assignment; comments in the files say why.", result.Error, StringComparison.Ordinal);
        await ApplyAsync(folder.Path);
        await StartOperatorAsync();
        await AllAreReadyAsync();
        Assert.Empty(Aws.WritesSince(0));
    }

    [Fact]
    public async Task To_take_it_over_the_operator_tags_each_permission_set_and_does_no_more()
    {
        using var folder = new TemporaryFolder();
        await AnswerAsync("export", "--directory", folder.Path, "--management-policy", "Enforce");
        await ApplyAsync(folder.Path);
        await StartOperatorAsync();
        await AllAreReadyAsync();
        Assert.Equal(["TagResource", "TagResource", "TagResource"], OperatorChanges(0).Select(call => call.Operation));
        Assert.Equal("Retain", (string?)(await Cluster.GetAsync("reader")).Json["spec"]!["deletionPolicy"]);
    }

    [Fact]
    public async Task A_permission_set_is_written_with_all_its_parts()
    {
        using var folder = new TemporaryFolder();
        await AnswerAsync("export", "--directory", folder.Path);
        var file = Directory.EnumerateFiles(Path.Combine(folder.Path, "permission-sets"), "database-admin*").Select(File.ReadAllText).Single(text => text.Contains("name: DatabaseAdmin\n", StringComparison.Ordinal));
        Assert.Equal("""
              name: DatabaseAdmin
              description: >-
                Operates: the databases #1

                and more
              sessionDuration: PT4H
              relayState: https://console.aws.amazon.com/rds
              managedPolicies:
              - ReadOnlyAccess
              - job-function/DatabaseAdministrator
              customerManagedPolicies:
              - name: rds-operators
                path: /teams/
              inlinePolicy:
                Version: '2012-10-17'
                Statement:
                  Sid: 'Yes'
                  Effect: Allow
                  Action:
                  - rds:*
                  - S3:Get*
                  Resource: '*'
                  Condition:
                    Bool:
                      aws:SecureTransport: 'true'
                    NumericLessThan:
                      aws:MultiFactorAuthAge: 3600
              permissionsBoundary:
                customerManagedPolicy:
                  name: boundary
              tags:
                'no': '007'
                team: data
              managementPolicy: Observe
              deletionPolicy: Retain
              assignableFrom:
                namespaces:
                - access

            """, file[(file.IndexOf("spec:", StringComparison.Ordinal) + 6)..], ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Principals_with_the_same_accounts_share_a_resource_and_orphans_are_comments()
    {
        var export = await AnswerAsync("export", "--namespace", "platform");
        Assert.Contains("""
            apiVersion: identitycenter.dev/v1alpha1
            kind: AccountAssignment
            metadata:
              name: reader-data
              namespace: platform
            spec:
              permissionSetRef:
                name: reader
              principals:
              - group: Data
              - group: Web
              targets:
                accounts:
                - '400000000001' # a400000000001
                - '400000000002' # a400000000002
                - '400000000003' # a400000000003
              managementPolicy: Observe
              deletionPolicy: Retain
            ---
            """, export, StringComparison.Ordinal);
        Assert.Contains("name: reader-alice-example-com\n", export, StringComparison.Ordinal);
        Assert.Contains($"# Not declared, since the group {Ghost} does not exist any more: group {Ghost} in a400000000002 (400000000002)\n", export, StringComparison.Ordinal);
        Assert.Contains("kind: ReplicaRegion\nmetadata:\n  name: eu-west-1\n", export, StringComparison.Ordinal);
        Assert.Equal(export, await AnswerAsync("export", "--namespace", "platform"));
    }

    [Fact]
    public async Task What_was_exported_plans_to_nothing()
    {
        var export = await RunAsync("export");
        var plan = await RunAsync(export.Out, ["plan", "--filename", "-"]);
        Assert.True(plan.ExitCode == 0, plan.ToString());
        Assert.EndsWith("Plan: No changes; AWS is as these 7 objects declare.\n", plan.Out, StringComparison.Ordinal);
    }

    private async Task ApplyAsync(string folder)
    {
        await Cluster.NamespaceAsync("access");
        await Cluster.Plane.ApplyFolderAsync(folder);
    }

    private async Task AllAreReadyAsync()
    {
        await Until(async () => (await Cluster.AllAsync()).All(seen => seen.IsReady), "all objects are Ready");
        await RestsAsync();
        Assert.Equal(7, (await Cluster.AllAsync()).Count);
    }
}
