using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using LocalIdentityCenter.Seeding;
using LocalIdentityCenter.Tests.Support;

namespace LocalIdentityCenter.Tests;

public sealed class ControlTests
{
    [Fact]
    public async Task Calls_are_told_in_their_order_and_since_one_of_them()
    {
        await using var center = await Center.StartAsync();
        await center.SsoAsync("ListPermissionSets");
        await center.CreateSetAsync();
        var calls = (await center.Http.GetFromJsonAsync<JsonArray>("_calls"))!;
        Assert.Equal(["ListPermissionSets", "CreatePermissionSet"], calls.Select(c => (string)c!["operation"]!));
        Assert.Equal("Reader", (string)JsonNode.Parse((string)calls[1]!["body"]!)!["Name"]!);
        Assert.Equal(["CreatePermissionSet"], (await center.Http.GetFromJsonAsync<JsonArray>("_calls?since=1"))!.Select(c => (string)c!["operation"]!));
        await center.Http.DeleteAsync("_calls");
        Assert.Empty((await center.Http.GetFromJsonAsync<JsonArray>("_calls"))!);
    }

    [Fact]
    public async Task Faults_are_set_seen_and_ended()
    {
        await using var center = await Center.StartAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(center, "_faults", """{"kind":"Slow","operation":"List*","times":2,"delay":"250ms"}""")).StatusCode);
        Assert.Equal(new Fault { Kind = FaultKind.Slow, Operation = "List*", Times = 2, Delay = TimeSpan.FromMilliseconds(250) }, center.Server.Faults.All.Single());
        Assert.Equal("250ms", (string)(await center.Http.GetFromJsonAsync<JsonArray>("_faults"))!.Single()!["delay"]!);
        await center.Http.DeleteAsync("_faults");
        Assert.Empty(center.Server.Faults.All);
    }

    [Theory]
    [InlineData("_faults", """{"operation":"List*"}""")]
    [InlineData("_faults", """{"kind":"Earthquake"}""")]
    [InlineData("_behaviour", """{"latencie":"2s"}""")]
    [InlineData("_limits", "[]")]
    public async Task A_mistake_is_refused_with_a_reason(string path, string body)
    {
        await using var center = await Center.StartAsync();
        using var answer = await PostAsync(center, path, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty(await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Behaviour_and_limits_change_member_by_member()
    {
        await using var center = await Center.StartAsync();
        await PostAsync(center, "_behaviour", """{"latency":"7s","removePrimaryRegion":"Conflict"}""");
        await PostAsync(center, "_limits", """{"outstandingOperations":null,"burst":5}""");
        Assert.Equal(new Behaviour { Latency = TimeSpan.FromSeconds(7), RemovePrimaryRegion = Refusal.Conflict }, center.Server.Behaviour);
        Assert.Equal(new Limits { SsoAdminRequestsPerSecond = null, OutstandingOperations = null, Burst = 5 }, center.Server.Limits);
        Assert.Equal("7s", (string)(await center.Http.GetFromJsonAsync<JsonObject>("_behaviour"))!["latency"]!);
        Assert.Equal(5, (int)(await center.Http.GetFromJsonAsync<JsonObject>("_limits"))!["burst"]!);
    }

    [Fact]
    public async Task Accounts_join_move_are_tagged_renamed_and_suspended_return_and_leave()
    {
        await using var center = await Center.StartAsync();
        var sandbox = (string)(await center.CallAsync("ListOrganizationalUnitsForParent", new() { ["ParentId"] = "r-ex01" })).Ok["OrganizationalUnits"]!.AsArray().Single(unit => (string)unit!["Name"]! == "Sandbox")!["Id"]!;
        foreach (var change in new[]
        {
            """{"change":"join","account":"700000000001","name":"new","parent":"r-ex01"}""",
            $$"""{"change":"move","account":"700000000001","parent":"{{sandbox}}"}""",
            """{"change":"tag","account":"700000000001","key":"env","value":"test"}""",
            """{"change":"rename","account":"700000000001","name":"newer"}""",
            """{"change":"state","account":"700000000001","state":"SUSPENDED"}""",
        })
            Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(center, "_organization", change)).StatusCode);
        var account = (await center.CallAsync("DescribeAccount", new() { ["AccountId"] = "700000000001" })).Ok["Account"]!;
        Assert.Equal(("newer", "SUSPENDED"), ((string)account["Name"]!, (string)account["State"]!));
        Assert.Contains(sandbox, (string)account["Paths"]![0]!, StringComparison.Ordinal);
        Assert.Equal("test", (string)(await center.CallAsync("ListTagsForResource", new() { ["ResourceId"] = "700000000001" }, service: "organizations")).Ok["Tags"]![0]!["Value"]!);
        await PostAsync(center, "_organization", """{"change":"state","account":"700000000001","state":"ACTIVE"}""");
        await PostAsync(center, "_organization", """{"change":"tag","account":"700000000001","key":"env"}""");
        await PostAsync(center, "_organization", $$"""{"change":"leave","account":"{{TestSeed.WebProd}}"}""");
        var accounts = (await center.CallAsync("ListAccounts")).Ok["Accounts"]!.AsArray();
        Assert.Contains(accounts, each => (string)each!["Id"]! == "700000000001" && (string)each["State"]! == "ACTIVE");
        Assert.DoesNotContain(accounts, each => (string)each!["Id"]! == TestSeed.WebProd);
        Assert.Empty((await center.CallAsync("ListTagsForResource", new() { ["ResourceId"] = "700000000001" }, service: "organizations")).Ok["Tags"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"account":"400000000001"}""", "change")]
    [InlineData("""{"change":"explode","account":"400000000001"}""", "explode")]
    [InlineData("""{"change":"join","account":"400000000001","name":"x","parent":"r-ex01"}""", "400000000001")]
    [InlineData("""{"change":"join","account":"700000000001","name":"x","parent":"ou-ex01-nowhere00"}""", "ou-ex01-nowhere00")]
    [InlineData("""{"change":"leave","account":"999999999999"}""", "999999999999")]
    [InlineData("""{"change":"state","account":"400000000001","state":"ASLEEP"}""", "ASLEEP")]
    public async Task A_change_of_the_organization_that_cannot_be_is_refused_with_a_reason(string change, string named)
    {
        await using var center = await Center.StartAsync();
        using var answer = await PostAsync(center, "_organization", change);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(named, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_begins_again_with_the_seed()
    {
        await using var center = await Center.StartAsync();
        await center.CreateSetAsync();
        await PostAsync(center, "_reset", "");
        Assert.Empty((await center.SsoAsync("ListPermissionSets")).Texts("PermissionSets"));
        Assert.Single(center.Server.Calls.All);
    }

    [Fact]
    public async Task A_saved_state_goes_on_where_it_was_even_in_the_middle_of_operations()
    {
        await using var first = await Center.StartAsync();
        var (set, group) = (await first.AssignedSetAsync(), await first.GroupAsync());
        var running = await first.AssignAsync(set, group, TestSeed.WebProd);
        var waiting = await first.AssignAsync(await first.CreateSetAsync("Second"), group, TestSeed.WebProd);
        _ = (await first.OfSetAsync("AttachCustomerManagedPolicyReferenceToPermissionSet", set, new() { ["CustomerManagedPolicyReference"] = new JsonObject { ["Name"] = "boundary" } })).Ok;
        first.Server.Organization.AddPolicy(TestSeed.WebProd, "boundary");
        await using var second = await Center.StartAsync();
        second.Time.Advance(first.Time.GetUtcNow() - second.Time.GetUtcNow());
        using var saved = new ByteArrayContent(await first.Http.GetByteArrayAsync("_state"));
        Assert.Equal(HttpStatusCode.NoContent, (await second.Http.PutAsync("_state", saved)).StatusCode);
        Assert.Equal(Encoding.UTF8.GetString(first.Server.Save()), Encoding.UTF8.GetString(second.Server.Save()));
        Assert.Equal("IN_PROGRESS", (string)(await second.CreationAsync(running))["Status"]!);
        second.Wait();
        Assert.Equal(("SUCCEEDED", "IN_PROGRESS"), ((string)(await second.CreationAsync(running))["Status"]!, (string)(await second.CreationAsync(waiting))["Status"]!));
        second.Wait();
        Assert.Equal("SUCCEEDED", (string)(await second.CreationAsync(waiting))["Status"]!);
        Assert.Equal(group, await second.GroupAsync());
        Assert.Equal([TestSeed.DataProd, TestSeed.WebProd], await second.AccountsAsync(set, "LATEST_PERMISSION_SET_NOT_PROVISIONED"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"organization\":7}")]
    public async Task What_is_no_saved_state_is_refused_and_changes_nothing(string saved)
    {
        await using var center = await Center.StartAsync();
        using var content = new StringContent(saved);
        Assert.Equal(HttpStatusCode.BadRequest, (await center.Http.PutAsync("_state", content)).StatusCode);
        Assert.Equal(200, (await center.SsoAsync("ListPermissionSets")).Status);
    }

    [Fact]
    public async Task A_state_file_is_written_at_the_end_and_read_at_the_start()
    {
        var folder = Directory.CreateTempSubdirectory();
        var file = Path.Combine(folder.FullName, "state.json");
        string set;
        await using (var first = await Center.StartAsync(host: o => o with { StateFile = file })) set = await first.CreateSetAsync();
        await using (var second = await Center.StartAsync(host: o => o with { StateFile = file }))
            Assert.Equal([set], (await second.SsoAsync("ListPermissionSets")).Texts("PermissionSets"));
        await File.WriteAllTextAsync(file, "nonsense");
        await Assert.ThrowsAsync<SeedException>(() => Center.StartAsync(host: o => o with { StateFile = file }));
        folder.Delete(recursive: true);
    }

    private static async Task<HttpResponseMessage> PostAsync(Center center, string path, string body)
    {
        using var content = new StringContent(body);
        return await center.Http.PostAsync(path, content);
    }
}
