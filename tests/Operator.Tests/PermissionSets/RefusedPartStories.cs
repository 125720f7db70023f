using LocalIdentityCenter;
using Operator.Tests.Harness;

namespace Operator.Tests.PermissionSets;

/// <summary>AWS takes a part of what is declared and refuses another.</summary>
public sealed class RefusedPartStories : Story
{
    private const string Deny = "inlinePolicy: {Version: \"2012-10-17\", Statement: [{Effect: Deny, Action: \"iam:CreateAccessKey\", Resource: \"*\"}]}";

    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    // Ten minutes of the operator are twenty seconds.
    private protected override double Speed => 30;

    [Fact]
    public async Task A_Deny_and_a_detach_reach_the_accounts_although_an_attachment_is_refused()
    {
        var arn = await AssignedAsync("{managedPolicies: [ReadOnlyAccess, job-function/ViewOnlyAccess]}");
        var mark = Aws.Mark;
        await Cluster.ApplyAsync("reader", $"{{managedPolicies: [ReadOnlyAccess, AWSBackupServiceRolePolicyForBackup, SecurityAudit], sessionDuration: PT8H, {Deny}}}");
        var told = await Cluster.ReasonAsync("reader", "InvalidSpec");
        Assert.StartsWith("spec.managedPolicies[arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForBackup]: AWS does not know a managed policy.", told.Message, StringComparison.Ordinal);
        Assert.Contains("AWS keeps policies of service roles under a path, most under service-role/", told.Message, StringComparison.Ordinal);
        Assert.Contains("All else is in AWS as declared.", told.Message, StringComparison.Ordinal);
        Assert.NotNull(told.Condition("Stalled"));
        Assert.Equal("True", told.Condition("Propagated")!.Status);
        Assert.Equal(["spec.managedPolicies[arn:aws:iam::aws:policy/AWSBackupServiceRolePolicyForBackup]"], told.Status.Drift!.Entries!.Select(entry => entry.Path));
        var set = (await Aws.FindAsync("reader"))!;
        Assert.Contains("iam:CreateAccessKey", set.InlinePolicy, StringComparison.Ordinal);
        Assert.Equal(("arn:aws:iam::aws:policy/ReadOnlyAccess arn:aws:iam::aws:policy/SecurityAudit", "PT8H"), (set.ManagedPolicies, set.SessionDuration));
        Assert.Empty(await Aws.AccountsAsync(arn, outdated: true));
        Assert.Equal(1, Aws.CallsSince(mark).Count(call => call == "ProvisionPermissionSet"));
    }

    [Theory]
    [InlineData("{managedPolicies: [ReadOnlyAccess], permissionsBoundary: {managedPolicy: ViewOnlyAccess}}", "PutPermissionsBoundaryToPermissionSet", "spec.permissionsBoundary (arn:aws:iam::aws:policy/ViewOnlyAccess): AWS does not know the policy of the boundary.", "job-function/ViewOnlyAccess")]
    [InlineData("{managedPolicies: [ReadOnlyAccess, NoSuchPolicy, NorThis]}", "AttachManagedPolicyToPermissionSet", "spec.managedPolicies[arn:aws:iam::aws:policy/NoSuchPolicy]: AWS does not know a managed policy.", "NorThis")]
    public async Task A_policy_that_does_not_exist_stalls_with_its_field_and_is_tried_once_in_five_minutes(string spec, string operation, string sentence, string also)
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", spec);
        var stalled = await Cluster.ReasonAsync("reader", "InvalidSpec");
        Assert.NotNull(stalled.Condition("Stalled"));
        Assert.Contains(sentence, stalled.Message, StringComparison.Ordinal);
        Assert.Contains(also, stalled.Message, StringComparison.Ordinal);
        var (mark, bodies) = (Aws.Mark, Aws.BodiesSince(0, operation).Distinct().Count());
        await PassAsync(TenMinutes);
        // Each refused part once at five minutes and once at ten; all looks at the set included.
        Assert.InRange(Aws.CallsSince(mark).Count(call => call == operation), 1, 2 * bodies);
        Assert.InRange(Aws.CallsSince(mark).Count, 1, 40);
        Assert.Empty(Aws.WritesSince(mark).Except([operation]));
        Assert.Equal(stalled.Message, (await Cluster.GetAsync("reader")).Message);
        Assert.Single((await Cluster.EventsAsync("reader")).Split('\n'), line => line.Contains("InvalidSpec", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_given_while_its_boundary_is_refused_and_all_of_it_once_the_boundary_can_be_had()
    {
        await StartOperatorAsync();
        Refuse("PutPermissionsBoundaryToPermissionSet", "Policy does not exist with ARN: arn:aws:iam::aws:policy/SecurityAudit");
        await Cluster.ApplyAsync("reader", $"{{managedPolicies: [AdministratorAccess], permissionsBoundary: {{managedPolicy: SecurityAudit}}, {Deny}}}");
        var stalled = await Cluster.ReasonAsync("reader", "InvalidSpec");
        Assert.Contains("What it would give waits until then: 1 step.", stalled.Message, StringComparison.Ordinal);
        Assert.Equal("", (await Aws.FindAsync("reader"))!.ManagedPolicies);
        Assert.Contains("iam:CreateAccessKey", (await Aws.FindAsync("reader"))!.InlinePolicy, StringComparison.Ordinal);
        Aws.Server.Faults.Clear();
        // Nobody asks: it heals by itself.
        await Cluster.ReadyAsync("reader");
        Assert.Equal("arn:aws:iam::aws:policy/AdministratorAccess", (await Aws.FindAsync("reader"))!.ManagedPolicies);
        Assert.Equal(1, Aws.CallsSince(0).Count(call => call == "AttachManagedPolicyToPermissionSet"));
    }

    [Theory]
    [InlineData("TagResource", "AccessDeniedException", "spec.tags (\"team\")")]
    [InlineData("UntagResource", "AccessDeniedException", "spec.tags, to which \"stage\" does not belong")]
    [InlineData("UpdatePermissionSet", "ValidationException", "spec.description, spec.sessionDuration and spec.relayState, which go together")]
    [InlineData("PutInlinePolicyToPermissionSet", "ValidationException", "spec.inlinePolicy")]
    [InlineData("PutPermissionsBoundaryToPermissionSet", "ValidationException", "spec.permissionsBoundary (customer-managed policy /boundary)")]
    [InlineData("AttachManagedPolicyToPermissionSet", "ServiceQuotaExceededException", "spec.managedPolicies[arn:aws:iam::aws:policy/SecurityAudit]")]
    [InlineData("AttachCustomerManagedPolicyReferenceToPermissionSet", "ResourceNotFoundException", "spec.customerManagedPolicies[/teams/rds-operators]")]
    [InlineData("DetachCustomerManagedPolicyReferenceFromPermissionSet", "AccessDeniedException", "spec.customerManagedPolicies, to which /boundary does not belong")]
    public async Task Whatever_part_is_refused_what_takes_rights_away_reaches_the_accounts_and_the_part_is_named(string operation, string code, string field)
    {
        var arn = await AssignedAsync("{managedPolicies: [ReadOnlyAccess, job-function/ViewOnlyAccess], customerManagedPolicies: [{name: boundary}], tags: {stage: prod}}");
        Refuse(operation, "No.", code);
        var mark = Aws.Mark;
        await Cluster.ApplyAsync("reader", $"{{description: Reads, managedPolicies: [ReadOnlyAccess, SecurityAudit], customerManagedPolicies: [{{name: rds-operators, path: /teams/}}], permissionsBoundary: {{customerManagedPolicy: {{name: boundary}}}}, tags: {{team: data}}, {Deny}}}");
        var told = await Cluster.UntilAsync("reader", seen => seen.Condition("Stalled") is not null && seen.Generation == seen.Status.ObservedGeneration, "is stalled");
        Assert.Contains($"{field}: A", told.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ViewOnlyAccess", (await Aws.FindAsync("reader"))!.ManagedPolicies, StringComparison.Ordinal);
        Assert.Empty(await Aws.AccountsAsync(arn, outdated: true));
        await RestsAsync();
        Assert.Equal(1, Aws.CallsSince(mark).Count(call => call == operation));
        Aws.Server.Faults.Clear();
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/reconcile-at", "now");
        await Cluster.ReadyAsync("reader");
        Assert.Empty(await Aws.AccountsAsync(arn, outdated: true));
    }

    [Fact]
    public async Task What_AWS_fails_at_again_and_again_keeps_a_Deny_from_no_account()
    {
        var arn = await AssignedAsync("{managedPolicies: [ReadOnlyAccess, job-function/ViewOnlyAccess]}");
        Aws.Fault(FaultKind.Error, "AttachManagedPolicyToPermissionSet");
        await Cluster.ApplyAsync("reader", $"{{managedPolicies: [ReadOnlyAccess, SecurityAudit], {Deny}}}");
        await Cluster.ReasonAsync("reader", "AwsUnavailable");
        await Until(async () => (await Aws.FindAsync("reader"))!.InlinePolicy.Contains("iam:CreateAccessKey", StringComparison.Ordinal) && (await Aws.AccountsAsync(arn, outdated: true)).Count == 0, "the Deny has reached all accounts");
        Aws.Server.Faults.Clear();
        await Cluster.ReadyAsync("reader");
    }

    [Fact]
    public async Task A_set_that_AWS_refuses_to_create_is_tried_once_in_five_minutes_and_at_once_after_an_edit()
    {
        await StartOperatorAsync();
        Refuse("CreatePermissionSet", "The relay state is no URL.", "ValidationException");
        await Cluster.ApplyAsync("reader", "{description: Reads}");
        var stalled = await Cluster.ReasonAsync("reader", "InvalidSpec");
        Assert.StartsWith("spec.name, spec.description, spec.sessionDuration, spec.relayState and spec.tags, which go together: AWS refused a value at CreatePermissionSet.", stalled.Message, StringComparison.Ordinal);
        var mark = Aws.Mark;
        await PassAsync(TenMinutes);
        Assert.InRange(Aws.CallsSince(mark).Count(call => call == "CreatePermissionSet"), 1, 2);
        Aws.Server.Faults.Clear();
        await Cluster.ApplyAsync("reader", "{description: Reads everything}");
        await Cluster.ReadyAsync("reader");
    }

    [Fact]
    public async Task A_customer_managed_policy_that_no_account_has_stalls_and_is_tried_once_in_five_minutes()
    {
        var arn = await AssignedAsync("{managedPolicies: [ReadOnlyAccess]}", accounts: 1);
        await Cluster.ApplyAsync("reader", "{managedPolicies: [ReadOnlyAccess], customerManagedPolicies: [{name: Rds-Operators, path: /teams/}]}");
        var told = await Cluster.ReasonAsync("reader", "MissingCustomerManagedPolicy");
        Assert.NotNull(told.Condition("Stalled"));
        Assert.StartsWith($"spec.customerManagedPolicies[/teams/Rds-Operators]: 1 of 1 accounts could not be updated and are tried again. In a400000000001 (400000000001): A customer-managed policy", told.Message, StringComparison.Ordinal);
        Assert.Equal("MissingCustomerManagedPolicy", told.Status.Propagation!.Failures!.Single().Code);
        var mark = Aws.Mark;
        await PassAsync(TenMinutes);
        Assert.InRange(Aws.CallsSince(mark).Count(call => call == "ProvisionPermissionSet"), 1, 2);
        Aws.Server.Organization.AddPolicy(Organization.Accounts[0], "/teams/Rds-Operators");
        await Cluster.ReadyAsync("reader");
        Assert.Empty(await Aws.AccountsAsync(arn, outdated: true));
    }

    [Fact]
    public async Task Manual_provisioning_names_what_was_refused_and_brings_what_is_there()
    {
        var arn = await AssignedAsync("{managedPolicies: [ReadOnlyAccess], provisioning: Manual}");
        await Cluster.ApplyAsync("reader", $"{{managedPolicies: [NoSuchPolicy], provisioning: Manual, {Deny}}}");
        var held = await Cluster.ReasonAsync("reader", "PendingApproval");
        Assert.Contains("spec.managedPolicies[arn:aws:iam::aws:policy/NoSuchPolicy]: AWS does not know a managed policy.", held.Message, StringComparison.Ordinal);
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/approve", held.Status.Plan!.Hash);
        await Cluster.ReasonAsync("reader", "InvalidSpec");
        Assert.Empty(await Aws.AccountsAsync(arn, outdated: true));
    }

    private async Task<string> AssignedAsync(string spec, int accounts = 4)
    {
        await StartOperatorAsync();
        await Cluster.ApplyAsync("reader", spec);
        var arn = (await Cluster.ReadyAsync("reader")).Status.Arn!;
        await Aws.AssignAsync(arn, accounts);
        await Cluster.AnnotateAsync("reader", "identitycenter.dev/reconcile-at", "assigned");
        await Cluster.UntilAsync("reader", seen => seen.IsReady && seen.Status.Propagation?.Accounts == accounts, "knows its accounts");
        return arn;
    }

    private void Refuse(string operation, string message, string code = "ResourceNotFoundException") =>
        Aws.Server.Faults.Add(new() { Kind = FaultKind.Error, Operation = operation, Code = code, Status = 400, Message = message });

    private async Task PassAsync(TimeSpan time)
    {
        var end = Time.GetUtcNow() + time;
        await Until(() => Task.FromResult(Time.GetUtcNow() > end), $"{time} have passed");
    }
}
