using Operator.Tests.Harness;

namespace Operator.Tests.PermissionSets;

/// <summary>From YAML to AWS.</summary>
public sealed class CreationStories : Story
{
    /// <summary>The eight reads of one permission set.</summary>
    internal static readonly string[] Look =
    [
        "DescribePermissionSet", "GetPermissionsBoundaryForPermissionSet", "ListManagedPoliciesInPermissionSet", "ListCustomerManagedPolicyReferencesInPermissionSet",
        "GetInlinePolicyForPermissionSet", "ListTagsForResource", "ListAccountsForProvisionedPermissionSet", "ListAccountsForProvisionedPermissionSet",
    ];

    [Fact]
    public async Task A_full_sample_exists_in_AWS_field_by_field_as_declared()
    {
        await StartOperatorAsync();
        await Cluster.ApplySampleAsync("permissionset-database-admin.yaml");
        var ready = await Cluster.ReadyAsync("database-admin");
        var set = (await Aws.FindAsync("DatabaseAdministrator"))!;
        var expected = new AwsSet
        {
            Arn = ready.Status.Arn!,
            Description = "Operates the databases",
            SessionDuration = "PT4H",
            RelayState = "https://console.aws.amazon.com/rds",
            ManagedPolicies = "arn:aws:iam::aws:policy/ReadOnlyAccess arn:aws:iam::aws:policy/job-function/DatabaseAdministrator",
            CustomerManagedPolicies = "/teams/rds-operators",
            InlinePolicy = """{"Statement":[{"Action":"rds:*","Effect":"Allow","Resource":"*","Sid":"OperateDatabases"},{"Action":["rds:DeleteDBSnapshot","rds:DeleteDBClusterSnapshot"],"Effect":"Deny","Resource":"*","Sid":"KeepBackups"}],"Version":"2012-10-17"}""",
            Boundary = "/boundary",
            Tags = "team=data",
            OwnerUid = ready.Uid,
            OwnerCluster = await Cluster.UidAsync(),
        };
        Assert.Equal(expected, set);
    }

    [Fact]
    public async Task Creating_the_full_sample_takes_its_writes_and_one_look()
    {
        await StartOperatorAsync();
        var mark = Aws.Mark;
        await Cluster.ApplySampleAsync("permissionset-database-admin.yaml");
        await Cluster.ReadyAsync("database-admin");
        string[] writes =
        [
            "CreatePermissionSet", "PutPermissionsBoundaryToPermissionSet", "PutInlinePolicyToPermissionSet", "AttachManagedPolicyToPermissionSet",
            "AttachManagedPolicyToPermissionSet", "AttachCustomerManagedPolicyReferenceToPermissionSet",
        ];
        Assert.Equal([.. writes, .. Look], Aws.CallsSince(mark));
    }

    [Fact]
    public async Task The_status_says_what_there_is_in_AWS()
    {
        await StartOperatorAsync();
        await Cluster.ApplySampleAsync("permissionset-database-admin.yaml");
        var status = (await Cluster.ReadyAsync("database-admin")).Status;
        Assert.Equal(await Aws.ArnAsync("DatabaseAdministrator"), status.Arn);
        Assert.Equal(Organization.InstanceArn, status.InstanceArn);
        Assert.Equal("DatabaseAdministrator", status.Name);
        Assert.Equal(true, status.Owned);
        Assert.Equal(["team"], status.ManagedTagKeys!);
        Assert.Equal(["Ready", "Propagated"], status.Conditions!.Select(condition => condition.Type));
        Assert.Equal("Synced", status.Conditions![0].Reason);
        Assert.Equal("0/0", status.Propagation!.Summary);
        Assert.NotNull(status.LastSyncTime);
        Assert.Equal(0, status.Drift?.Total);
        Assert.Null(status.Plan);
    }

    [Fact]
    public async Task A_set_with_nothing_but_a_name_takes_one_call()
    {
        await StartOperatorAsync();
        var mark = Aws.Mark;
        await Cluster.ApplyAsync("bare", "{}");
        await Cluster.ReadyAsync("bare");
        Assert.Equal(["CreatePermissionSet"], Aws.CallsSince(mark));
        Assert.Equal("PT1H", (await Aws.FindAsync("bare"))!.SessionDuration);
    }

    [Fact]
    public async Task All_samples_become_Ready()
    {
        await StartOperatorAsync();
        var samples = Directory.GetFiles(Testing.Repository.At("config", "samples"), "permissionset-*.yaml");
        foreach (var sample in samples)
            await Cluster.ApplySampleAsync(Path.GetFileName(sample));
        foreach (var seen in await Cluster.ListAsync())
            await Cluster.ReadyAsync(seen.Name);
        Assert.Equal(samples.Length, (await Aws.NamesAsync()).Count);
    }
}
