using Amazon.SSOAdmin.Model;
using Operator.Tests.Harness;
using Testing;

namespace Operator.Tests.Security;

/// <summary>Somebody deletes the CRDs, and with them every object: the finalizers hold them, and what they hold in AWS is the guard's to let go.</summary>
[Collection(OwnPlaneTests.Name)]
public sealed class CrdDeletionTests(OwnPlane own) : IAsyncLifetime
{
    private static readonly WorstDay Company = new(1, 3, 60);
    private static readonly string[] Crds = [.. new[] { "permissionsets", "accountassignments", "identitycenters", "replicaregions" }.Select(kind => $"{kind}.identitycenter.dev")];
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private Aws _aws = null!;
    private Cluster _cluster = null!;

    public async Task InitializeAsync()
    {
        _cluster = await own.InstallAsync();
        _aws = await own.AwsAsync(Company.Seed);
    }

    public async Task DisposeAsync()
    {
        await own.EndAsync();
        // A test that failed in the middle may have left them on their way out.
        _cluster = await own.InstallAsync();
        await _cluster.CleanAsync();
    }

    [Fact]
    public async Task Deleting_all_CRDs_empties_nothing_and_Retain_lets_them_go_and_come_back()
    {
        await own.StartAsync(_aws);
        await DeclareAsync();
        var uid = (await _cluster.Assignments.GetAsync("set-1-group-1")).Uid;
        await KubectlAsync(["delete", "crd", "--wait=false", .. Crds]);
        foreach (var name in Company.ObjectNames)
            Assert.Equal(["identitycenter.dev/finalizer"], (await _cluster.Assignments.ReasonAsync(name, "GuardTripped")).Finalizers);
        await _cluster.ReasonAsync("set-1", "StillAssigned");
        await Eventually.TrueAsync(async () => !(await KubectlAsync("get", "crd", "-o", "name")).Contains("identitycenters.", StringComparison.Ordinal), "the CRD of IdentityCenter, which nothing holds, is gone");
        Assert.Contains("accountassignments.", await KubectlAsync("get", "crd", "-o", "name"), StringComparison.Ordinal);
        Assert.Equal(Company.Assignments, await HeldAsync());

        await RetainAsync();
        await Eventually.TrueAsync(AreGoneAsync, "all of them are gone", Deadline);
        Assert.Equal(Company.Assignments, await HeldAsync());

        await own.InstallAsync();
        await DeclareAsync();
        Assert.NotEqual(uid, (await _cluster.Assignments.GetAsync("set-1-group-1")).Uid);
        Assert.Equal((0, Company.Assignments, 1), (_aws.Count("DeleteAccountAssignment"), _aws.Count("CreateAccountAssignment"), _aws.Count("CreatePermissionSet")));
    }

    [Fact]
    public async Task CRDs_that_are_deleted_while_no_operator_runs_wait_for_one_and_for_the_guard()
    {
        var first = await own.StartAsync(_aws);
        await DeclareAsync();
        await first.StopAsync();
        await KubectlAsync(["delete", "crd", "--wait=false", Crds[1]]);
        await own.StartAsync(_aws);
        foreach (var name in Company.ObjectNames)
            await _cluster.Assignments.ReasonAsync(name, "GuardTripped");
        Assert.Equal(Company.Assignments, await HeldAsync());
        await RetainAsync("assign");
        await Eventually.TrueAsync(async () => !(await KubectlAsync("get", "crd", "-o", "name")).Contains(Crds[1], StringComparison.Ordinal), "the CRD is gone", Deadline);
        await own.InstallAsync();
        await DeclareAsync();
        Assert.Equal(0, _aws.Count("DeleteAccountAssignment"));
    }

    [Fact]
    public async Task Objects_whose_finalizers_are_torn_off_leave_AWS_as_it_is_and_take_it_over_when_they_come_back()
    {
        await own.StartAsync(_aws);
        await DeclareAsync();
        await KubectlAsync(["delete", "crd", "--wait=false", .. Crds]);
        foreach (var name in Company.ObjectNames)
        {
            await _cluster.Assignments.ReasonAsync(name, "GuardTripped");
            await _cluster.Assignments.RemoveFinalizersAsync(name);
        }

        await _cluster.Sets.RemoveFinalizersAsync("set-1");
        await Eventually.TrueAsync(AreGoneAsync, "all of them are gone", Deadline);
        Assert.Equal(Company.Assignments, await HeldAsync());
        await own.InstallAsync();
        await DeclareAsync();
        Assert.Equal((0, Company.Assignments, 1), (_aws.Count("DeleteAccountAssignment"), _aws.Count("CreateAccountAssignment"), _aws.Count("CreatePermissionSet")));
    }

    private async Task<bool> AreGoneAsync()
    {
        var left = await KubectlAsync("get", "crd", "-o", "name");
        return !Crds.Any(crd => left.Contains($"/{crd}", StringComparison.Ordinal));
    }

    private async Task DeclareAsync()
    {
        await own.Plane.KubectlWithInputAsync(Company.Yaml(), "apply", "-f", "-");
        await Eventually.TrueAsync(
            async () => (await _cluster.Assignments.ListAsync()) is var all && all.Count == Company.ObjectNames.Count() && all.All(seen => seen.IsReady), "everything is Ready", Deadline);
    }

    private async Task RetainAsync(params string[] kinds)
    {
        foreach (var name in Company.ObjectNames)
            await KubectlAsync("patch", "accountassignments.identitycenter.dev", name, "-n", Cluster.TrustedNamespace, "--type=merge", "-p", """{"spec":{"deletionPolicy":"Retain"}}""");
        if (kinds.Length == 0)
            await KubectlAsync("patch", "permissionsets.identitycenter.dev", "set-1", "--type=merge", "-p", """{"spec":{"deletionPolicy":"Retain"}}""");
    }

    private async Task<int> HeldAsync()
    {
        var arn = (await _aws.ArnAsync("set-1"))!;
        var held = await Task.WhenAll(Company.AccountIds.Select(account => _aws.Console.ListAccountAssignmentsAsync(
            new ListAccountAssignmentsRequest { InstanceArn = Organization.InstanceArn, PermissionSetArn = arn, AccountId = account, MaxResults = 100 })));
        return held.Sum(answer => answer.AccountAssignments?.Count ?? 0);
    }

    private Task<string> KubectlAsync(params string[] arguments) => own.Plane.KubectlAsync(arguments);
}
