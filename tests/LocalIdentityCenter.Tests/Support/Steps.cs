using System.Text.Json.Nodes;

namespace LocalIdentityCenter.Tests.Support;

/// <summary>What many tests do, in a word.</summary>
public static class Steps
{
    public static async Task<string> CreateSetAsync(this Center center, string name = "Reader", JsonObject? more = null)
    {
        var request = more ?? [];
        request["Name"] = name;
        return (string)(await center.SsoAsync("CreatePermissionSet", request)).Ok["PermissionSet"]!["PermissionSetArn"]!;
    }

    public static Task<Reply> OfSetAsync(this Center center, string operation, string set, JsonObject? more = null, string? caller = null, string region = "eu-central-1")
    {
        var request = more ?? [];
        request["PermissionSetArn"] = set;
        return center.SsoAsync(operation, request, caller, region);
    }

    public static async Task<string> GroupAsync(this Center center, string name = "Data") =>
        (string)(await center.StoreAsync("GetGroupId", UniqueAttribute("displayName", name))).Ok["GroupId"]!;

    public static async Task<string> UserAsync(this Center center, string name = "alice") =>
        (string)(await center.StoreAsync("GetUserId", UniqueAttribute("userName", name))).Ok["UserId"]!;

    public static JsonObject UniqueAttribute(string path, JsonNode value) => new()
    {
        ["AlternateIdentifier"] = new JsonObject { ["UniqueAttribute"] = new JsonObject { ["AttributePath"] = path, ["AttributeValue"] = value } },
    };

    public static JsonObject Assignment(string set, string principal, string account = TestSeed.DataProd, string type = "GROUP") => new()
    {
        ["PermissionSetArn"] = set,
        ["TargetId"] = account,
        ["TargetType"] = "AWS_ACCOUNT",
        ["PrincipalType"] = type,
        ["PrincipalId"] = principal,
    };

    /// <summary>Asks for an assignment and answers the id of the request.</summary>
    public static async Task<string> AssignAsync(this Center center, string set, string principal, string account = TestSeed.DataProd, string type = "GROUP") =>
        (string)(await center.SsoAsync("CreateAccountAssignment", Assignment(set, principal, account, type))).Ok["AccountAssignmentCreationStatus"]!["RequestId"]!;

    public static async Task<JsonObject> CreationAsync(this Center center, string requestId) =>
        (await center.SsoAsync("DescribeAccountAssignmentCreationStatus", new() { ["AccountAssignmentCreationRequestId"] = requestId })).Ok["AccountAssignmentCreationStatus"]!.AsObject();

    public static async Task<string> UnassignAsync(this Center center, string set, string principal, string account = TestSeed.DataProd, string type = "GROUP") =>
        (string)(await center.SsoAsync("DeleteAccountAssignment", Assignment(set, principal, account, type))).Ok["AccountAssignmentDeletionStatus"]!["RequestId"]!;

    public static async Task<JsonObject> DeletionAsync(this Center center, string requestId) =>
        (await center.SsoAsync("DescribeAccountAssignmentDeletionStatus", new() { ["AccountAssignmentDeletionRequestId"] = requestId })).Ok["AccountAssignmentDeletionStatus"]!.AsObject();

    public static async Task<string> ProvisionAsync(this Center center, string set, string? account = null)
    {
        var request = new JsonObject { ["TargetType"] = account is null ? "ALL_PROVISIONED_ACCOUNTS" : "AWS_ACCOUNT" };
        if (account is not null) request["TargetId"] = account;
        return (string)(await center.OfSetAsync("ProvisionPermissionSet", set, request)).Ok["PermissionSetProvisioningStatus"]!["RequestId"]!;
    }

    public static async Task<JsonObject> ProvisioningAsync(this Center center, string requestId) =>
        (await center.SsoAsync("DescribePermissionSetProvisioningStatus", new() { ["ProvisionPermissionSetRequestId"] = requestId })).Ok["PermissionSetProvisioningStatus"]!.AsObject();

    public static async Task<IReadOnlyList<string>> AccountsAsync(this Center center, string set, string? status = null)
    {
        var request = new JsonObject();
        if (status is not null) request["ProvisioningStatus"] = status;
        return (await center.OfSetAsync("ListAccountsForProvisionedPermissionSet", set, request)).Texts("AccountIds");
    }

    /// <summary>A set that the group holds in the account, all done.</summary>
    public static async Task<string> AssignedSetAsync(this Center center, string name = "Reader", string account = TestSeed.DataProd)
    {
        var set = await center.CreateSetAsync(name);
        await center.AssignAsync(set, await center.GroupAsync(), account);
        center.Wait();
        return set;
    }
}
