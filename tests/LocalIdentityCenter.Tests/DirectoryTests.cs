using System.Text.Json.Nodes;
using LocalIdentityCenter.Tests.Support;

namespace LocalIdentityCenter.Tests;

public sealed class DirectoryTests
{
    [Theory]
    [InlineData("userName", "alice")]
    [InlineData("emails.value", "alice@example.com")]
    public async Task A_user_is_found_by_its_unique_attributes(string path, string value)
    {
        await using var center = await Center.StartAsync();
        var found = await center.StoreAsync("GetUserId", Steps.UniqueAttribute(path, value));
        Assert.Equal("alice", (string)(await center.StoreAsync("DescribeUser", new() { ["UserId"] = (string)found.Ok["UserId"]! })).Ok["UserName"]!);
    }

    [Fact]
    public async Task A_group_is_found_by_its_external_id()
    {
        await using var center = await Center.StartAsync();
        var external = new JsonObject { ["Issuer"] = "https://idp.example.com", ["Id"] = "idp-data" };
        var found = await center.StoreAsync("GetGroupId", new() { ["AlternateIdentifier"] = new JsonObject { ["ExternalId"] = external } });
        Assert.Equal(await center.GroupAsync(), (string)found.Ok["GroupId"]!);
    }

    [Fact]
    public async Task A_name_nobody_has_is_not_found_and_says_of_what_type()
    {
        await using var center = await Center.StartAsync();
        var reply = await center.StoreAsync("GetGroupId", Steps.UniqueAttribute("displayName", "Nobody"));
        reply.Fails("ResourceNotFoundException", "GROUP not found.");
        Assert.Equal("GROUP", (string)reply["ResourceType"]!);
        Assert.Equal(reply.Headers["x-amzn-RequestId"], (string)reply["RequestId"]!);
    }

    [Fact]
    public async Task Other_attributes_are_not_unique()
    {
        await using var center = await Center.StartAsync();
        (await center.StoreAsync("GetUserId", Steps.UniqueAttribute("nickName", "x"))).Fails("ValidationException", "The attribute nickName is not a unique attribute");
        (await center.StoreAsync("GetUserId", Steps.UniqueAttribute("userName", 7))).Fails("ValidationException");
    }

    [Fact]
    public async Task An_alternate_identifier_is_exactly_one_of_two()
    {
        await using var center = await Center.StartAsync();
        (await center.StoreAsync("GetUserId", new() { ["AlternateIdentifier"] = new JsonObject() })).Fails("ValidationException");
    }

    [Fact]
    public async Task Names_are_unique_and_some_are_reserved()
    {
        await using var center = await Center.StartAsync();
        var group = await center.StoreAsync("CreateGroup", new() { ["DisplayName"] = "Data" });
        group.Fails("ConflictException", "Duplicate GroupDisplayName");
        Assert.Equal("UNIQUENESS_CONSTRAINT_VIOLATION", (string)group["Reason"]!);
        (await center.StoreAsync("CreateUser", NewUser("alice"))).Fails("ConflictException", "Duplicate UserName");
        (await center.StoreAsync("CreateGroup", new() { ["DisplayName"] = "AWSAdministrators" })).Fails("ValidationException");
        (await center.StoreAsync("CreateUser", NewUser("Administrator"))).Fails("ValidationException");
    }

    [Theory]
    [InlineData("UserName")]
    [InlineData("DisplayName")]
    [InlineData("Name")]
    public async Task A_user_needs_its_names(string missing)
    {
        await using var center = await Center.StartAsync();
        var user = NewUser("carol");
        user.Remove(missing);
        (await center.StoreAsync("CreateUser", user)).Fails("ValidationException");
    }

    [Fact]
    public async Task A_filter_finds_by_exact_name()
    {
        await using var center = await Center.StartAsync();
        Assert.Equal(["Data"], (await center.StoreAsync("ListGroups", Filter("DisplayName", "Data"))).Texts("Groups", "DisplayName"));
        Assert.Empty((await center.StoreAsync("ListUsers", Filter("UserName", "ali"))).Texts("Users", "UserName"));
        (await center.StoreAsync("ListUsers", Filter("NickName", "x"))).Fails("ValidationException");
    }

    [Fact]
    public async Task An_update_changes_nested_attributes_and_counts_revisions()
    {
        await using var center = await Center.StartAsync();
        var user = await center.UserAsync();
        _ = (await center.StoreAsync("UpdateUser", Update(user, ("name.familyName", "Curie"), ("title", "Dr")))).Ok;
        var described = (await center.StoreAsync("DescribeUser", new() { ["UserId"] = user })).Ok;
        Assert.Equal(("Curie", "Dr", "2"), ((string)described["Name"]!["FamilyName"]!, (string)described["Title"]!, (string)described["Revision"]!));
        _ = (await center.StoreAsync("UpdateUser", Update(user, ("title", null)))).Ok;
        Assert.Null((await center.StoreAsync("DescribeUser", new() { ["UserId"] = user })).Ok["Title"]);
    }

    [Fact]
    public async Task An_update_of_an_older_revision_is_a_conflict()
    {
        await using var center = await Center.StartAsync();
        var update = Update(await center.UserAsync(), ("title", "Dr"));
        update["Revision"] = "7";
        var reply = await center.StoreAsync("UpdateUser", update);
        reply.Fails("ConflictException");
        Assert.Equal("CONCURRENT_MODIFICATION", (string)reply["Reason"]!);
    }

    [Theory]
    [InlineData("userId", "x")]
    [InlineData("nonsense", "x")]
    [InlineData("userName.x", "x")]
    [InlineData("userStatus", "ASLEEP")]
    [InlineData("displayName", null)]
    public async Task An_update_that_makes_no_sense_is_refused(string path, string? value)
    {
        await using var center = await Center.StartAsync();
        (await center.StoreAsync("UpdateUser", Update(await center.UserAsync(), (path, value)))).Fails("ValidationException");
    }

    [Fact]
    public async Task A_group_is_renamed_and_found_by_its_new_name_only()
    {
        await using var center = await Center.StartAsync();
        var group = await center.GroupAsync();
        var operations = new JsonArray(new JsonObject { ["AttributePath"] = "displayName", ["AttributeValue"] = "Databases" });
        _ = (await center.StoreAsync("UpdateGroup", new() { ["GroupId"] = group, ["Operations"] = operations })).Ok;
        Assert.Equal(group, await center.GroupAsync("Databases"));
        (await center.StoreAsync("GetGroupId", Steps.UniqueAttribute("displayName", "Data"))).Fails("ResourceNotFoundException");
    }

    [Fact]
    public async Task Memberships_are_created_found_listed_and_deleted()
    {
        await using var center = await Center.StartAsync();
        var (group, user) = (await center.GroupAsync("Web"), await center.UserAsync("bob"));
        var relation = new JsonObject { ["GroupId"] = group, ["MemberId"] = new JsonObject { ["UserId"] = user } };
        var id = (string)(await center.StoreAsync("CreateGroupMembership", Copy(relation))).Ok["MembershipId"]!;
        (await center.StoreAsync("CreateGroupMembership", Copy(relation))).Fails("ConflictException");
        Assert.Equal(id, (string)(await center.StoreAsync("GetGroupMembershipId", Copy(relation))).Ok["MembershipId"]!);
        Assert.Equal(group, (string)(await center.StoreAsync("DescribeGroupMembership", new() { ["MembershipId"] = id })).Ok["GroupId"]!);
        Assert.Equal([id], (await center.StoreAsync("ListGroupMemberships", new() { ["GroupId"] = group })).Texts("GroupMemberships", "MembershipId"));
        Assert.Equal([id], (await center.StoreAsync("ListGroupMembershipsForMember", new() { ["MemberId"] = new JsonObject { ["UserId"] = user } })).Texts("GroupMemberships", "MembershipId"));
        _ = (await center.StoreAsync("DeleteGroupMembership", new() { ["MembershipId"] = id })).Ok;
        (await center.StoreAsync("GetGroupMembershipId", Copy(relation))).Fails("ResourceNotFoundException");
        (await center.StoreAsync("DeleteGroupMembership", new() { ["MembershipId"] = id })).Fails("ResourceNotFoundException");
    }

    [Fact]
    public async Task Membership_is_told_for_each_group_asked()
    {
        await using var center = await Center.StartAsync();
        var groups = new JsonArray(await center.GroupAsync("Web"), await center.GroupAsync());
        var reply = await center.StoreAsync("IsMemberInGroups", new() { ["MemberId"] = new JsonObject { ["UserId"] = await center.UserAsync() }, ["GroupIds"] = groups });
        Assert.Equal([false, true], reply.Ok["Results"]!.AsArray().Select(r => (bool)r!["MembershipExists"]!));
    }

    [Fact]
    public async Task Deleting_a_user_ends_its_memberships()
    {
        await using var center = await Center.StartAsync();
        _ = (await center.StoreAsync("DeleteUser", new() { ["UserId"] = await center.UserAsync() })).Ok;
        Assert.Empty((await center.StoreAsync("ListGroupMemberships", new() { ["GroupId"] = await center.GroupAsync() })).Texts("GroupMemberships", "MembershipId"));
    }

    [Fact]
    public async Task Extensions_are_shown_only_when_they_are_asked_for()
    {
        await using var center = await Center.StartAsync();
        var user = NewUser("carol");
        user["Extensions"] = new JsonObject { ["aws:identitystore:enterprise"] = new JsonObject { ["department"] = "R&D" } };
        var id = (string)(await center.StoreAsync("CreateUser", user)).Ok["UserId"]!;
        Assert.Null((await center.StoreAsync("DescribeUser", new() { ["UserId"] = id })).Ok["Extensions"]);
        var asked = await center.StoreAsync("DescribeUser", new() { ["UserId"] = id, ["Extensions"] = new JsonArray("aws:identitystore:enterprise") });
        Assert.Equal("R&D", (string)asked.Ok["Extensions"]!["aws:identitystore:enterprise"]!["department"]!);
    }

    [Fact]
    public async Task Stores_groups_and_users_can_be_named_by_ARN()
    {
        await using var center = await Center.StartAsync();
        var group = await center.GroupAsync();
        var reply = await center.StoreAsync("DescribeGroup", new()
        {
            ["IdentityStoreId"] = $"arn:aws:identitystore::{TestSeed.Management}:identitystore/{TestSeed.Store}",
            ["GroupId"] = $"arn:aws:identitystore:::group/{group}",
        });
        Assert.Equal("Data", (string)reply.Ok["DisplayName"]!);
    }

    [Fact]
    public async Task An_unknown_store_is_not_found()
    {
        await using var center = await Center.StartAsync();
        var reply = await center.CallAsync("ListGroups", new() { ["IdentityStoreId"] = "d-0000000000" });
        reply.Fails("ResourceNotFoundException");
        Assert.Equal("IDENTITY_STORE", (string)reply["ResourceType"]!);
        // By the model the id of a store is none that this member may have.
        Assert.Null(reply["ResourceId"]);
    }

    [Fact]
    public async Task Names_may_have_characters_beyond_the_first_plane()
    {
        await using var center = await Center.StartAsync();
        var group = (string)(await center.StoreAsync("CreateGroup", new() { ["DisplayName"] = "Rockets\U0001F680" })).Ok["GroupId"]!;
        Assert.Equal(group, await center.GroupAsync("Rockets\U0001F680"));
        _ = (await center.StoreAsync("UpdateGroup", new()
        {
            ["GroupId"] = group,
            ["Operations"] = new JsonArray(new JsonObject { ["AttributePath"] = "displayName", ["AttributeValue"] = "\U0001F512Vault" }),
        })).Ok;
        Assert.Equal("\U0001F512Vault", (string)(await center.StoreAsync("DescribeGroup", new() { ["GroupId"] = group })).Ok["DisplayName"]!);
        var user = (string)(await center.StoreAsync("CreateUser", NewUser("\U0001D49Clice"))).Ok["UserId"]!;
        Assert.Equal(user, await center.UserAsync("\U0001D49Clice"));
    }

    [Fact]
    public async Task The_store_itself_is_listed_described_and_configured()
    {
        await using var center = await Center.StartAsync();
        Assert.Equal([TestSeed.Store], (await center.CallAsync("ListIdentityStores")).Texts("IdentityStores", "IdentityStoreId"));
        _ = (await center.StoreAsync("UpdateIdentityStore", new() { ["NetworkConfiguration"] = new JsonObject { ["VpceAccessRequired"] = true } })).Ok;
        Assert.True((bool)(await center.StoreAsync("DescribeIdentityStore")).Ok["NetworkConfiguration"]!["VpceAccessRequired"]!);
    }

    public static JsonObject NewUser(string name) => new()
    {
        ["UserName"] = name,
        ["DisplayName"] = name,
        ["Name"] = new JsonObject { ["GivenName"] = name, ["FamilyName"] = name },
    };

    private static JsonObject Filter(string path, string value) => new() { ["Filters"] = new JsonArray(new JsonObject { ["AttributePath"] = path, ["AttributeValue"] = value }) };

    private static JsonObject Update(string user, params (string Path, string? Value)[] changes) => new()
    {
        ["UserId"] = user,
        ["Operations"] = new JsonArray([.. changes.Select(c => c.Value is null
            ? new JsonObject { ["AttributePath"] = c.Path }
            : new JsonObject { ["AttributePath"] = c.Path, ["AttributeValue"] = c.Value })]),
    };

    private static JsonObject Copy(JsonObject body) => body.DeepClone().AsObject();
}
