using System.Text.Json.Nodes;
using IdentityCenterOperator.AccountAssignments;
using IdentityCenterOperator.CommandLine.Access;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.IdentityCenter;
using IdentityCenterOperator.Kubernetes.Yaml;
using IdentityCenterOperator.Records;

namespace Operator.Tests.CommandLine;

/// <summary>Nobody is named as the giver of what they do not declare.</summary>
public sealed class GrantsTests
{
    private const string Arn = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-1";
    private const string Group = "99671a2b3c-11111111-2222-3333-4444-555555555555";
    private const string Observed = "principals: [{group: Auditors}], managementPolicy: Observe, permissionSetName: SecurityAudit";

    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly OrganizationSnapshot Organization = new()
    {
        ReadAt = Now,
        ManagementAccountId = "100000000001",
        Accounts = new[] { new AccountFacts("100000000001", "management", "ACTIVE", []), new("400000000001", "log-archive", "ACTIVE", ["ou-sec"]), new("400000000002", "web-dev", "ACTIVE", ["ou-web"]), new("400000000003", "old", "SUSPENDED", ["ou-web"]) }
            .ToDictionary(account => account.Id),
        Units = new Dictionary<string, UnitFacts> { ["ou-sec"] = new("ou-sec", "Security", ["ou-sec"]), ["ou-web"] = new("ou-web", "Web", ["ou-web"]) },
    };

    [Theory]
    [InlineData("accounts: [\"400000000001\"]", "log-archive")]
    [InlineData("accountNames: [web-dev]", "web-dev")]
    [InlineData("organizationalUnits: [{path: Web}]", "web-dev old")]
    [InlineData("allAccounts: true", "log-archive web-dev old")]
    [InlineData("allAccounts: true, exclude: {accounts: [\"400000000002\"]}", "log-archive old")]
    [InlineData("allAccounts: true, exclude: {accountNames: [renamed]}", "")]
    public void Who_observes_is_named_in_the_accounts_that_are_meant_and_in_no_other(string targets, string accounts) =>
        Assert.Equal(accounts, NamedIn($"{{{Observed}, targets: {{{targets}}}}}"));

    [Theory]
    [InlineData("expiresAt: \"2025-12-31T00:00:00Z\"", "")]
    [InlineData("notBefore: \"2026-12-31T00:00:00Z\"", "")]
    [InlineData("expiresAt: \"2026-12-31T00:00:00Z\"", "log-archive")]
    [InlineData("managementPolicy: Enforce", "")]
    public void Who_declares_nothing_now_is_not_named(string field, string accounts) =>
        Assert.Equal(accounts, NamedIn($"{{permissionSetName: SecurityAudit, principals: [{{group: Auditors}}], targets: {{accounts: [\"400000000001\"]}}, {(field.StartsWith("managementPolicy", StringComparison.Ordinal) ? "" : "managementPolicy: Observe, ")}{field}}}"));

    [Theory]
    [InlineData("""{"observedGeneration": 1}""")]
    [InlineData("""{"conditions": [{"type": "Ready", "status": "False", "reason": "NamespaceNotAllowed", "message": "No.", "lastTransitionTime": "2026-01-01T00:00:00Z"}]}""")]
    public void Who_was_edited_since_or_may_not_is_not_named(string status) =>
        Assert.Equal("", NamedIn($"{{{Observed}, targets: {{allAccounts: true}}}}", JsonNode.Parse(status)!.AsObject()));

    [Fact]
    public void Who_has_it_in_the_ledger_is_named_once()
    {
        var record = new AccessRecordEntry
        {
            Metadata = new() { Name = "both" },
            Owner = new() { Uid = "both", Namespace = "sec", Name = "both" },
            State = AccessRecordState.Live,
            Ledger = AccessLedger.From([new RecordedAccess { PermissionSetArn = Arn, PrincipalType = "GROUP", PrincipalId = Group, Accounts = ["400000000002"] }]),
        };
        var grants = Grants.Of([record], [Object("both", $"{{{Observed}, targets: {{allAccounts: true}}}}")], Now);
        Assert.Equal("sec/both", grants.Of(In("400000000002"), Organization));
        Assert.Equal("sec/both (observes)", grants.Of(In("400000000001"), Organization));
    }

    [Fact]
    public void Only_what_targets_need_is_asked_of_the_organization()
    {
        Assert.Equal(OrganizationParts.Accounts, Grants.Of([], [Object("a", $"{{{Observed}, targets: {{allAccounts: true}}}}")], Now).Needs([In("400000000001")]));
        Assert.Equal(OrganizationParts.Accounts | OrganizationParts.Units, Grants.Of([], [Object("a", $"{{{Observed}, targets: {{organizationalUnits: [{{path: Web}}]}}}}")], Now).Needs([In("400000000001")]));
        Assert.Equal(OrganizationParts.Accounts, Grants.Of([], [], Now).Needs([In("400000000001")]));
    }

    private static string NamedIn(string spec, JsonObject? status = null)
    {
        var grants = Grants.Of([], [Object("audit", spec, status)], Now);
        return string.Join(' ', Organization.Accounts.Values.Where(account => grants.Of(In(account.Id), Organization) is not null).Select(account => account.Name));
    }

    private static Assignment In(string account) => new(account, Arn, new(PrincipalKind.Group, Group));

    private static AccountAssignment Object(string name, string spec, JsonObject? status = null)
    {
        var json = new JsonObject
        {
            ["apiVersion"] = AccountAssignment.Definition.ApiVersion,
            ["kind"] = AccountAssignment.Definition.Kind,
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "sec", ["uid"] = name, ["resourceVersion"] = "1", ["generation"] = 2 },
            ["spec"] = YamlReader.ReadAll(spec)[0],
            ["status"] = new JsonObject { ["observedGeneration"] = 2, ["permissionSetArn"] = Arn, ["principals"] = new JsonArray(new JsonObject { ["type"] = "GROUP", ["id"] = Group, ["name"] = "Auditors" }) },
        };
        foreach (var (field, value) in status ?? [])
            json["status"]![field] = value?.DeepClone();
        return System.Text.Json.JsonSerializer.Deserialize(json, EntitiesJson.Default.AccountAssignment)!;
    }
}
