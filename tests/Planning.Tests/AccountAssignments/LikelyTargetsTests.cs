using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Reconciliation;

namespace Planning.Tests.AccountAssignments;

/// <summary>Targets that exist in other letters, slashes or characters that look the same: nothing is assigned there, and the message says what is meant.</summary>
public sealed class LikelyTargetsTests
{
    private static readonly OrganizationSnapshot _organization = new()
    {
        ReadAt = default,
        ManagementAccountId = "100000000001",
        Accounts = new[] { "data-prod", "caf\u00E9", "web\u2011dev", "Log Archive" }.Index()
            .ToDictionary(each => $"40000000000{each.Index}", each => new AccountFacts($"40000000000{each.Index}", each.Item, AccountFacts.Active, [])),
        Units = new[] { "Workloads", "Workloads/Prod", "Workloads/Dev" }.Index().ToDictionary(each => $"ou-{each.Index}", each => new UnitFacts($"ou-{each.Index}", each.Item, [$"ou-{each.Index}"])),
    };

    [Theory]
    [InlineData("/Workloads/Prod", "did you mean \"Workloads/Prod\"?")]
    [InlineData("Workloads/Dev/", "did you mean \"Workloads/Dev\"?")]
    [InlineData("Workloads//Dev", "did you mean \"Workloads/Dev\"?")]
    [InlineData(" Workloads / Dev ", "did you mean \"Workloads/Dev\"?")]
    [InlineData("workloads/prod", "did you mean \"Workloads/Prod\"?")]
    [InlineData("Root/Workloads/Prod", "did you mean \"Workloads/Prod\"?")]
    [InlineData("Workloads/Prdo", "did you mean \"Workloads/Prod\"?")]
    [InlineData("Root", "the root of the organization is no organizational unit: write allAccounts: true for all accounts, or name the units below it.")]
    [InlineData("root/", "the root of the organization is no organizational unit: write allAccounts: true for all accounts, or name the units below it.")]
    [InlineData("/", "the root of the organization is no organizational unit: write allAccounts: true for all accounts, or name the units below it.")]
    [InlineData("Sandbox", null)]
    public void A_path_that_does_not_exist_is_explained(string path, string? hint) =>
        Assert.Equal($"No organizational unit has the path {Quoted.Text(path)}{(hint is null ? "." : $": {hint}")} Correct or remove it; other targets are not affected.", Resolve(new() { OrganizationalUnits = [new() { Path = path }] }));

    [Theory]
    [InlineData("data\u2013prod", "did you mean \"data-prod\"? Character 5 is \"\u2013\" (U+2013), which looks like \"-\" here and \"-\" in AWS.")]
    [InlineData("data-prod\u200B", "did you mean \"data-prod\"? Character 10 is U+200B, which nobody sees here and none in AWS.")]
    [InlineData("Log\u00A0Archive", "did you mean \"Log Archive\"? Character 4 is U+00A0, which looks like a space here and a space in AWS.")]
    [InlineData("cafe\u0301", "did you mean \"caf\u00E9\"? Character 4 is \"e\" here and \"\u00E9\" (U+00E9) in AWS.")]
    [InlineData("web-dev", "did you mean \"web\u2011dev\"? Character 4 is \"-\" here and \"\u2011\" (U+2011), which looks like \"-\" in AWS.")]
    [InlineData("Data-Prod", "did you mean \"data-prod\"?")]
    [InlineData("data-prdo", "did you mean \"data-prod\"?")]
    [InlineData("sandbox", null)]
    public void A_name_that_looks_like_an_accounts_is_explained(string name, string? hint) =>
        Assert.Equal($"No account of the organization is named {Quoted.Text(name)}{(hint is null ? "." : $": {hint}")} Correct or remove it; other targets are not affected.", Resolve(new() { AccountNames = [name] }));

    private static string? Resolve(AccountTargets targets)
    {
        var resolved = Targets.Resolve(targets, _organization);
        Assert.Empty(resolved.Accounts);
        return resolved.Sentence;
    }
}
