using LocalIdentityCenter;
using Operator.Tests.Harness;

namespace Operator.Tests.PermissionSets;

/// <summary>Accounts are suspended or closed while they have a permission set.</summary>
public sealed class ClosedAccountStories : Story
{
    private static readonly string _closed = Organization.Accounts[5];

    // A failed account is tried again within half a minute of the operator.
    private protected override double Speed => 30;

    [Theory]
    [InlineData("SUSPENDED")]
    [InlineData("PENDING_CLOSURE")]
    [InlineData("CLOSED")]
    public async Task A_closed_account_keeps_no_set_from_being_Ready_is_counted_and_is_brought_up_to_date_when_it_is_back(string state)
    {
        var arn = await AssignedAsync();
        Aws.Server.Organization.SetAccountState(_closed, state);
        await Cluster.ApplyAsync("reader", "{managedPolicies: [SecurityAudit]}");
        var ready = await Cluster.UntilAsync("reader", seen => seen.IsReady && seen.Status.Propagation?.Skipped == 1, "is Ready without the closed account");
        Assert.Equal("AWS is as declared. Skipped, since not active: 1 account.", ready.Message);
        Assert.Equal("True", ready.Condition("Propagated")!.Status);
        Assert.Equal($"All 5 accounts have the present version. Skipped until active again: a{_closed} ({_closed}, {state}).", ready.Condition("Propagated")!.Message);
        var told = ready.Status.Propagation!;
        Assert.Equal((6, 5, 0, 1, 0, "5/5"), (told.Accounts, told.Current, told.Outdated, told.Skipped, told.Failed, told.Summary));
        Assert.Equal([$"a{_closed} ({_closed}, {state})"], told.SkippedAccounts);
        Assert.Equal([_closed], await Aws.AccountsAsync(arn, outdated: true));

        // It is not tried: neither by itself, nor by the next edit.
        var mark = Aws.Mark;
        await Cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess]}");
        await Cluster.UntilAsync("reader", seen => seen.IsReady, "is Ready again");
        await RestsAsync();
        Assert.DoesNotContain(Aws.BodiesSince(mark, "ProvisionPermissionSet"), body => body.Contains(_closed, StringComparison.Ordinal) || body.Contains("ALL_PROVISIONED_ACCOUNTS", StringComparison.Ordinal));

        Aws.Server.Organization.SetAccountState(_closed, "ACTIVE");
        await Cluster.Instances.AnnotateAsync("default", "identitycenter.dev/reconcile-at", "back");
        await Until(async () => (await Aws.AccountsAsync(arn, outdated: true)).Count == 0, "the account is brought up to date");
        await Cluster.UntilAsync("reader", seen => seen.IsReady && seen.Status.Propagation is { Summary: "6/6", Skipped: 0, SkippedAccounts: null }, "counts all accounts");
    }

    [Fact]
    public async Task An_account_that_left_the_organization_keeps_no_set_from_being_Ready()
    {
        await AssignedAsync();
        Aws.Server.Organization.RemoveAccount(_closed);
        await Cluster.ApplyAsync("reader", "{managedPolicies: [SecurityAudit]}");
        var ready = await Cluster.UntilAsync("reader", seen => seen.IsReady && seen.Status.Propagation?.Skipped == 1, "is Ready without the account that left");
        Assert.Equal([$"account {_closed} (not in the organization any more)"], ready.Status.Propagation!.SkippedAccounts);
    }

    [Fact]
    public async Task An_account_that_only_AWS_says_to_be_closed_keeps_no_set_from_being_Ready_and_is_tried_again()
    {
        var arn = await AssignedAsync();
        Aws.Server.Organization.SetAccountState(_closed, "SUSPENDED");
        Aws.Fault(FaultKind.Denied, "organizations:*");
        await Cluster.ApplyAsync("reader", "{managedPolicies: [SecurityAudit]}");
        var ready = await Cluster.UntilAsync("reader", seen => seen.IsReady && seen.Status.Propagation?.Skipped == 1, "is Ready without the account");
        Assert.Equal([$"account {_closed} (AWS cannot enter it)"], ready.Status.Propagation!.SkippedAccounts);
        Assert.Equal("AccountUnavailable", ready.Status.Propagation.Failures!.Single().Code);
        Aws.Server.Organization.SetAccountState(_closed, "ACTIVE");
        await Until(async () => (await Aws.AccountsAsync(arn, outdated: true)).Count == 0, "the account is brought up to date");
        await Cluster.UntilAsync("reader", seen => seen.IsReady && seen.Status.Propagation is { Summary: "6/6", Skipped: 0 }, "counts all accounts");
    }

    private async Task<string> AssignedAsync()
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess]}");
        var arn = (await Cluster.ReadyAsync("reader")).Status.Arn!;
        await Aws.AssignAsync(arn, 6);
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/reconcile-at", "assigned");
        await Cluster.UntilAsync("reader", seen => seen.IsReady && seen.Status.Propagation?.Accounts == 6, "knows its accounts");
        return arn;
    }
}
