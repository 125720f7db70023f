using Amazon.SSOAdmin;
using Testing;

namespace Operator.Tests.Harness;

/// <summary>Assignments, as somebody with the console open sees and makes them.</summary>
internal sealed class Access(IAmazonSSOAdmin console)
{
    /// <summary>Who holds the set where: account, a space, the principal's id; in order.</summary>
    public async Task<IReadOnlyList<string>> HeldAsync(string arn)
    {
        var accounts = (await console.ListAccountsForProvisionedPermissionSetAsync(new() { InstanceArn = Organization.InstanceArn, PermissionSetArn = arn, MaxResults = 100 })).AccountIds ?? [];
        var held = await Task.WhenAll(accounts.Select(account => HeldAsync(arn, account)));
        return [.. held.SelectMany(rows => rows).Order(StringComparer.Ordinal)];
    }

    /// <summary>Waits until just these hold the set.</summary>
    public Task UntilAsync(string arn, params IEnumerable<string> expected)
    {
        string[] sorted = [.. expected.Order(StringComparer.Ordinal)];
        return Eventually.ValueAsync(async () => string.Join(", ", await HeldAsync(arn)), held => held == string.Join(", ", sorted), $"AWS has the assignments {string.Join(", ", sorted)}");
    }

    /// <summary>Assigns the set by hand, and waits until that is done.</summary>
    public async Task GrantAsync(string arn, string account, string principal, bool user = false)
    {
        await console.CreateAccountAssignmentAsync(new()
        {
            InstanceArn = Organization.InstanceArn,
            PermissionSetArn = arn,
            TargetId = account,
            TargetType = TargetType.AWS_ACCOUNT,
            PrincipalType = user ? PrincipalType.USER : PrincipalType.GROUP,
            PrincipalId = principal,
        });
        await Eventually.TrueAsync(async () => (await HeldAsync(arn)).Contains($"{account} {principal}"), "it is assigned");
    }

    /// <summary>Takes an assignment away by hand, and waits until that is done.</summary>
    public async Task RevokeAsync(string arn, string account, string principal, bool user = false)
    {
        await console.DeleteAccountAssignmentAsync(new()
        {
            InstanceArn = Organization.InstanceArn,
            PermissionSetArn = arn,
            TargetId = account,
            TargetType = TargetType.AWS_ACCOUNT,
            PrincipalType = user ? PrincipalType.USER : PrincipalType.GROUP,
            PrincipalId = principal,
        });
        await Eventually.TrueAsync(async () => !(await HeldAsync(arn)).Contains($"{account} {principal}"), "it is revoked");
    }

    private async Task<IEnumerable<string>> HeldAsync(string arn, string account)
    {
        var rows = await console.ListAccountAssignmentsAsync(new() { InstanceArn = Organization.InstanceArn, PermissionSetArn = arn, AccountId = account, MaxResults = 100 });
        return (rows.AccountAssignments ?? []).Select(row => $"{row.AccountId} {row.PrincipalId}");
    }
}
