using LocalIdentityCenter;
using Operator.Tests.Harness;

namespace Operator.Tests.PermissionSets;

/// <summary>AWS fails. What cannot be read is unknown, not absent.</summary>
public sealed class FailureStories : Story
{
    private const string Spec = "{managedPolicies: [ReadOnlyAccess], customerManagedPolicies: [{name: rds-operators, path: /teams/}]}";

    [Theory]
    [InlineData("{managedPolicies: [readonlyaccess]}", "spec.managedPolicies[arn:aws:iam::aws:policy/readonlyaccess]")]
    [InlineData("{description: Reads, managedPolicies: [ReadOnlyAccess, viewonlyaccess], tags: {team: data}}", "spec.managedPolicies[arn:aws:iam::aws:policy/viewonlyaccess]")]
    public async Task A_creation_that_stops_half_way_tells_what_AWS_lacks_and_not_what_it_lacked_before(string spec, string path)
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", spec);
        var stalled = await Cluster.ReasonAsync("reader", "InvalidSpec");
        Assert.NotNull(stalled.Status.Arn);
        Assert.Equal([path], stalled.Status.Drift!.Entries!.Select(entry => entry.Path));
        Assert.Contains($"AWS differs from the spec in {path}.", stalled.Condition("Drifted")!.Message, StringComparison.Ordinal);
        Assert.True(stalled.Status.Owned);
    }

    [Fact]
    public async Task A_step_that_fails_before_any_was_taken_tells_what_was_seen()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{description: Reads}");
        await Cluster.ReadyAsync("reader");
        Aws.Fault(FaultKind.Denied, "UpdatePermissionSet");
        await Cluster.ApplyAsync("reader", "{description: Writes}");
        var denied = await Cluster.ReasonAsync("reader", "AccessDenied");
        Assert.Equal(["spec.description"], denied.Status.Drift!.Entries!.Select(entry => entry.Path));
        Aws.Server.Faults.Clear();
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/reconcile-at", "again");
        Assert.Equal(0, (await Cluster.ReadyAsync("reader")).Status.Drift?.Total);
    }

    [Theory]
    [InlineData(FaultKind.Throttle, "DescribePermissionSet", "Throttled")]
    [InlineData(FaultKind.Throttle, "ListTagsForResource", "Throttled")]
    [InlineData(FaultKind.Error, "GetInlinePolicyForPermissionSet", "AwsUnavailable")]
    [InlineData(FaultKind.DropBefore, "ListManagedPoliciesInPermissionSet", "AwsUnavailable")]
    [InlineData(FaultKind.Malformed, "ListAccountsForProvisionedPermissionSet", "AwsUnavailable")]
    [InlineData(FaultKind.Denied, "DescribePermissionSet", "AccessDenied")]
    [InlineData(FaultKind.Denied, "GetPermissionsBoundaryForPermissionSet", "AccessDenied")]
    public async Task A_read_that_fails_is_not_taken_for_absence(FaultKind fault, string operation, string reason)
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", Spec);
        var arn = (await Cluster.ReadyAsync("reader")).Status.Arn;
        var mark = Aws.Mark;
        Aws.Fault(fault, operation);
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/reconcile-at", "now");
        var failed = await Cluster.ReasonAsync("reader", reason);
        Assert.Contains($"at {operation}", failed.Message, StringComparison.Ordinal);
        Assert.Equal(arn, failed.Status.Arn);
        Assert.Equal(reason == "AccessDenied", failed.Condition("Stalled") is not null);
        Assert.Empty(Aws.WritesSince(mark));
        Aws.Server.Faults.Clear();
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/reconcile-at", "again");
        Assert.Equal(arn, (await Cluster.ReadyAsync("reader")).Status.Arn);
        Assert.Empty(Aws.WritesSince(mark));
    }

    [Theory]
    [InlineData(FaultKind.Throttle)]
    [InlineData(FaultKind.Denied)]
    [InlineData(FaultKind.Error)]
    public async Task A_list_of_names_that_fails_holds_a_deletion_and_loses_nothing(FaultKind fault)
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", Spec);
        await Cluster.ReadyAsync("reader");
        await Operator.StopAsync();
        Aws.Fault(fault, "ListPermissionSets");
        Aws.Fault(fault, "DescribePermissionSet");
        await Cluster.DeleteAsync("reader");
        await LaunchOperatorAsync();
        await Cluster.UntilAsync("reader", seen => seen.Reason is "Throttled" or "AccessDenied" or "AwsUnavailable", "says why it waits");
        Assert.Equal(["reader"], await Aws.NamesAsync());
        Aws.Server.Faults.Clear();
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/reconcile-at", "again");
        await Cluster.GoneAsync("reader");
        Assert.Empty(await Aws.NamesAsync());
    }

    [Fact]
    public async Task What_is_denied_stalls_and_stops_spending_calls()
    {
        await StartOperatorAsync();
        Aws.Fault(FaultKind.Denied, "CreatePermissionSet");
        await Cluster.ApplyAsync("reader", Spec);
        var stalled = await Cluster.ReasonAsync("reader", "AccessDenied");
        Assert.Contains("at CreatePermissionSet", stalled.Message, StringComparison.Ordinal);
        await RestsAsync();
        Assert.Equal(1, Aws.Count("CreatePermissionSet"));
        Aws.Server.Faults.Clear();
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/reconcile-at", "allowed");
        await Cluster.ReadyAsync("reader");
    }

    [Fact]
    public async Task A_policy_that_AWS_does_not_know_stalls_with_its_name()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{managedPolicies: [NoSuchPolicy]}");
        var stalled = await Cluster.ReasonAsync("reader", "InvalidSpec");
        Assert.Contains("NoSuchPolicy", stalled.Message, StringComparison.Ordinal);
        await RestsAsync();
        Assert.Equal(1, Aws.Count("AttachManagedPolicyToPermissionSet"));
        await Cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess]}");
        await Cluster.ReadyAsync("reader");
        Assert.Equal(1, Aws.Count("CreatePermissionSet"));
    }

    [Fact]
    public async Task A_throttled_creation_is_made_again_and_once()
    {
        await StartOperatorAsync();
        Aws.Fault(FaultKind.Throttle, "CreatePermissionSet", times: 2);
        await Cluster.ApplyAsync("reader", Spec);
        await Cluster.ReadyAsync("reader");
        Assert.Equal(3, Aws.Count("CreatePermissionSet"));
        Assert.Equal(["reader"], await Aws.NamesAsync());
    }

    [Fact]
    public async Task An_account_without_a_customer_managed_policy_is_named_and_healed_when_the_policy_appears()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", Spec);
        var arn = (await Cluster.ReadyAsync("reader")).Status.Arn!;
        await Aws.AssignAsync(arn, 4);
        var poor = Organization.Accounts[2];
        Aws.Server.Organization.RemovePolicy(poor, Organization.RdsOperators);
        await Cluster.ApplyAsync("reader", Spec.Replace("ReadOnlyAccess", "SecurityAudit", StringComparison.Ordinal));
        var failing = await Cluster.UntilAsync("reader", seen => seen.Status.Propagation is { Failed: 1, Current: 3 }, "has one failed account");
        var failure = Assert.Single(failing.Status.Propagation!.Failures!, failure => failure.AccountId == poor);
        Assert.Contains("create it with the same name and path", failure.Reason, StringComparison.Ordinal);
        Assert.Contains($"arn:aws:iam::{poor}:policy/teams/rds-operators", failure.Reason, StringComparison.Ordinal);
        Assert.NotNull(failure.RequestId);
        await Cluster.ReasonAsync("reader", "MissingCustomerManagedPolicy");
        Assert.Equal([poor], await Aws.AccountsAsync(arn, outdated: true));
        Aws.Server.Organization.AddPolicy(poor, Organization.RdsOperators);
        var healed = await Cluster.ReadyAsync("reader");
        Assert.Equal(("4/4", null), (healed.Status.Propagation!.Summary, healed.Status.Propagation.Failures));
        Assert.Empty(await Aws.AccountsAsync(arn, outdated: true));
    }

    [Fact]
    public async Task An_account_that_AWS_does_not_provision_is_told_and_holds_no_other_up()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess]}");
        var arn = (await Cluster.ReadyAsync("reader")).Status.Arn!;
        await Aws.AssignAsync(arn, 4);
        await RestsAsync();
        var gone = Organization.Accounts[1];
        Refuse("ALL_PROVISIONED_ACCOUNTS");
        Refuse(gone);
        var mark = Aws.Mark;
        await Cluster.ApplyAsync("reader", "{managedPolicies: [SecurityAudit]}");
        var told = await Cluster.ReasonAsync("reader", "ProvisioningFailed");
        Assert.Contains(gone, told.Message, StringComparison.Ordinal);
        await Until(async () => (await Aws.AccountsAsync(arn, outdated: true)).SequenceEqual([gone]), "all others are up to date");
        await RestsAsync();
        Assert.InRange(Aws.CallsSince(mark).Count(call => call == "ProvisionPermissionSet"), 5, 8);
        Aws.Server.Faults.Clear();
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/reconcile-at", "mended");
        await Cluster.ReadyAsync("reader");
        Assert.Empty(await Aws.AccountsAsync(arn, outdated: true));

        void Refuse(string containing) => Aws.Server.Faults.Add(
            new() { Kind = FaultKind.Error, Operation = "ProvisionPermissionSet", Code = "ResourceNotFoundException", Status = 400, Message = "Not found.", Containing = containing });
    }
}
