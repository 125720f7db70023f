using LocalIdentityCenter.Tests.Support;

namespace LocalIdentityCenter.Tests;

public sealed class PermissionSetTests
{
    [Fact]
    public async Task A_created_set_is_described_as_it_was_asked_for()
    {
        await using var center = await Center.StartAsync();
        var arn = await center.CreateSetAsync("Reader", new() { ["Description"] = "Reads", ["SessionDuration"] = "PT4H", ["RelayState"] = "https://x.example" });
        var set = (await center.OfSetAsync("DescribePermissionSet", arn)).Ok["PermissionSet"]!;
        Assert.Equal(("Reader", "Reads", "PT4H", "https://x.example"), ((string)set["Name"]!, (string)set["Description"]!, (string)set["SessionDuration"]!, (string)set["RelayState"]!));
        Assert.Equal(center.Time.GetUtcNow().ToUnixTimeSeconds(), (double)set["CreatedDate"]!);
    }

    [Fact]
    public async Task A_name_that_exists_is_a_conflict()
    {
        await using var center = await Center.StartAsync();
        await center.CreateSetAsync();
        (await center.SsoAsync("CreatePermissionSet", new() { ["Name"] = "Reader" })).Fails("ConflictException", "PermissionSet with name Reader already exists.");
    }

    [Fact]
    public async Task An_update_clears_a_relay_state_that_it_does_not_name()
    {
        await using var center = await Center.StartAsync();
        var arn = await center.CreateSetAsync("Reader", new() { ["RelayState"] = "https://x.example" });
        _ = (await center.OfSetAsync("UpdatePermissionSet", arn, new() { ["Description"] = "Reads", ["SessionDuration"] = "PT2H" })).Ok;
        Assert.Null((await center.OfSetAsync("DescribePermissionSet", arn)).Ok["PermissionSet"]!["RelayState"]);
    }

    [Fact]
    public async Task A_set_is_not_deleted_while_an_account_holds_it()
    {
        await using var center = await Center.StartAsync();
        var set = await center.AssignedSetAsync();
        var group = await center.GroupAsync();
        (await center.OfSetAsync("DeletePermissionSet", set)).Fails("ConflictException");
        await center.UnassignAsync(set, group);
        center.Wait();
        (await center.OfSetAsync("DeletePermissionSet", set)).Fails("ConflictException");
        center.Wait();
        Assert.Equal(200, (await center.OfSetAsync("DeletePermissionSet", set)).Status);
        (await center.OfSetAsync("DescribePermissionSet", set)).Fails("ResourceNotFoundException");
    }

    [Fact]
    public async Task Absent_sets_are_not_found()
    {
        await using var center = await Center.StartAsync();
        var absent = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0000000000000000";
        (await center.OfSetAsync("DescribePermissionSet", absent)).Fails("ResourceNotFoundException");
        (await center.OfSetAsync("DeletePermissionSet", absent)).Fails("ResourceNotFoundException");
    }

    [Fact]
    public async Task Lists_come_in_pages_that_hold_each_set_once()
    {
        await using var center = await Center.StartAsync();
        var created = new List<string>();
        for (var i = 0; i < 7; i++) created.Add(await center.CreateSetAsync($"Set{i}"));
        var listed = new List<string>();
        string? token = null;
        do
        {
            var page = await center.SsoAsync("ListPermissionSets", token is null ? new() { ["MaxResults"] = 3 } : new() { ["MaxResults"] = 3, ["NextToken"] = token });
            Assert.True(page.Texts("PermissionSets").Count <= 3);
            listed.AddRange(page.Texts("PermissionSets"));
            token = (string?)page["NextToken"];
        }
        while (token is not null);
        Assert.Equal(created.Order(StringComparer.Ordinal), listed);
    }
}
