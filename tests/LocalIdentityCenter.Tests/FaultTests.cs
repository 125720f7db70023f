using System.Text.Json;
using LocalIdentityCenter.Tests.Support;

namespace LocalIdentityCenter.Tests;

public sealed class FaultTests
{
    [Theory]
    [InlineData(FaultKind.Throttle, "ThrottlingException", 400)]
    [InlineData(FaultKind.Denied, "AccessDeniedException", 400)]
    [InlineData(FaultKind.Error, "InternalServerException", 500)]
    public async Task An_error_is_answered_and_nothing_happens(FaultKind kind, string error, int status)
    {
        await using var center = await Center.StartAsync();
        center.Server.Faults.Add(new() { Kind = kind, Times = 1 });
        var reply = await center.SsoAsync("CreatePermissionSet", new() { ["Name"] = "Reader" });
        Assert.Equal((error, status), (reply.Error, reply.Status));
        await center.CreateSetAsync();
    }

    [Fact]
    public async Task An_error_may_have_any_code_and_status()
    {
        await using var center = await Center.StartAsync();
        center.Server.Faults.Add(new() { Kind = FaultKind.Error, Code = "ExpiredTokenException", Message = "The security token is expired", Status = 403 });
        var reply = await center.SsoAsync("ListPermissionSets");
        Assert.Equal(("ExpiredTokenException", "The security token is expired", 403), (reply.Error, reply.Message, reply.Status));
    }

    [Fact]
    public async Task An_error_may_carry_its_reason_and_what_it_is_about()
    {
        await using var center = await Center.StartAsync();
        center.Server.Faults.Add(new() { Kind = FaultKind.Error, Operation = "sso-admin:*", Code = "ResourceNotFoundException", Status = 400, Reason = "KMS_NotFoundException" });
        center.Server.Faults.Add(new() { Kind = FaultKind.Denied, Operation = "DescribeUser", Reason = "KMS_ACCESS_DENIED" });
        center.Server.Faults.Add(new()
        {
            Kind = FaultKind.Error,
            Operation = "DescribeGroup",
            Code = "ResourceNotFoundException",
            Status = 400,
            ResourceType = "GROUP",
            ResourceId = "99671a2b3c-0badc0de-0000-4000-8000-00000000dead",
        });
        Assert.Equal("KMS_NotFoundException", (string?)(await center.SsoAsync("ListPermissionSets"))["Reason"]);
        var id = "99671a2b3c-0badc0de-0000-4000-8000-00000000dead";
        Assert.Equal("KMS_ACCESS_DENIED", (string?)(await center.StoreAsync("DescribeUser", new() { ["UserId"] = id }))["Reason"]);
        var group = await center.StoreAsync("DescribeGroup", new() { ["GroupId"] = id });
        Assert.Equal(("GROUP", id, null), ((string?)group["ResourceType"], (string?)group["ResourceId"], (string?)group["Reason"]));
    }

    [Fact]
    public async Task Organizations_throttles_with_an_error_of_its_own()
    {
        await using var center = await Center.StartAsync();
        center.Server.Faults.Add(new() { Kind = FaultKind.Throttle, Operation = "organizations:*" });
        (await center.CallAsync("ListRoots")).Fails("TooManyRequestsException");
        Assert.Equal(200, (await center.SsoAsync("ListPermissionSets")).Status);
    }

    [Fact]
    public async Task A_connection_breaks_before_the_effect()
    {
        await using var center = await Center.StartAsync();
        center.Server.Faults.Add(new() { Kind = FaultKind.DropBefore, Times = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => center.CreateSetAsync());
        Assert.Empty((await center.SsoAsync("ListPermissionSets")).Texts("PermissionSets"));
        Assert.Equal("Dropped", center.Server.Calls.All[0].Outcome);
    }

    [Fact]
    public async Task A_connection_breaks_after_the_effect()
    {
        await using var center = await Center.StartAsync();
        center.Server.Faults.Add(new() { Kind = FaultKind.DropAfter, Times = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => center.CreateSetAsync());
        Assert.Single((await center.SsoAsync("ListPermissionSets")).Texts("PermissionSets"));
    }

    [Fact]
    public async Task A_body_breaks_in_the_middle()
    {
        await using var center = await Center.StartAsync();
        center.Server.Faults.Add(new() { Kind = FaultKind.Malformed, Times = 1 });
        await Assert.ThrowsAnyAsync<JsonException>(() => center.CreateSetAsync());
        Assert.Single((await center.SsoAsync("ListPermissionSets")).Texts("PermissionSets"));
    }

    [Fact]
    public async Task A_call_hangs_until_the_caller_gives_up_or_the_connection_is_closed()
    {
        await using var center = await Center.StartAsync();
        center.Server.Faults.Add(new() { Kind = FaultKind.Hang, Delay = TimeSpan.FromSeconds(30), Times = 1 });
        var call = center.CreateSetAsync();
        await Testing.Eventually.TrueAsync(() => center.Time.PendingTimers > 0, "the server waits");
        Assert.False(call.IsCompleted);
        center.Wait(30);
        await Assert.ThrowsAsync<HttpRequestException>(() => call);
        Assert.Empty((await center.SsoAsync("ListPermissionSets")).Texts("PermissionSets"));
    }

    [Fact]
    public async Task A_slow_call_is_answered_when_its_time_has_come()
    {
        await using var center = await Center.StartAsync();
        center.Server.Faults.Add(new() { Kind = FaultKind.Slow, Delay = TimeSpan.FromSeconds(30), Times = 1 });
        var call = center.CreateSetAsync();
        await Testing.Eventually.TrueAsync(() => center.Time.PendingTimers > 0, "the server waits");
        center.Wait(30);
        await call;
    }

    [Fact]
    public async Task An_operation_fails_later_with_the_given_reason_and_without_effect()
    {
        await using var center = await Center.StartAsync();
        center.Server.Faults.Add(new() { Kind = FaultKind.FailOperation, Message = "An unexpected internal service exception was encountered", Times = 1 });
        var set = await center.CreateSetAsync();
        center.Server.Faults.Clear();
        center.Server.Faults.Add(new() { Kind = FaultKind.FailOperation, Operation = "CreateAccountAssignment", Message = "because" });
        var request = await center.AssignAsync(set, await center.GroupAsync());
        center.Wait();
        Assert.Equal(("FAILED", "because"), ((string)(await center.CreationAsync(request))["Status"]!, (string)(await center.CreationAsync(request))["FailureReason"]!));
        Assert.Empty(await center.AccountsAsync(set));
    }

    [Fact]
    public async Task A_stuck_operation_holds_its_account_until_it_is_released()
    {
        await using var center = await Center.StartAsync();
        center.Server.Faults.Add(new() { Kind = FaultKind.StickOperation, Operation = "CreateAccountAssignment", Times = 1 });
        var group = await center.GroupAsync();
        var stuck = await center.AssignAsync(await center.CreateSetAsync("A"), group);
        var behind = await center.AssignAsync(await center.CreateSetAsync("B"), group);
        center.Wait(100_000);
        Assert.Equal(("IN_PROGRESS", "IN_PROGRESS"), ((string)(await center.CreationAsync(stuck))["Status"]!, (string)(await center.CreationAsync(behind))["Status"]!));
        center.Server.ReleaseStuck();
        center.Wait();
        Assert.Equal(("SUCCEEDED", "SUCCEEDED"), ((string)(await center.CreationAsync(stuck))["Status"]!, (string)(await center.CreationAsync(behind))["Status"]!));
    }

    [Fact]
    public async Task A_list_ends_early_as_if_there_were_no_more()
    {
        await using var center = await Center.StartAsync();
        foreach (var name in new[] { "A", "B", "C" }) await center.CreateSetAsync(name);
        center.Server.Faults.Add(new() { Kind = FaultKind.Shorten, Operation = "ListPermissionSets", Keep = 1, Times = 1 });
        var shortened = await center.SsoAsync("ListPermissionSets", new() { ["MaxResults"] = 2 });
        Assert.Single(shortened.Texts("PermissionSets"));
        Assert.Null(shortened["NextToken"]);
        center.Server.Faults.Add(new() { Kind = FaultKind.Shorten, Operation = "ListPermissionSets", Times = 1 });
        Assert.Empty((await center.SsoAsync("ListPermissionSets")).Texts("PermissionSets"));
        Assert.Equal(3, (await center.SsoAsync("ListPermissionSets")).Texts("PermissionSets").Count);
    }

    [Fact]
    public async Task Only_the_nth_matching_call_is_hit()
    {
        await using var center = await Center.StartAsync();
        center.Server.Faults.Add(new() { Kind = FaultKind.Throttle, Operation = "ListP*", Nth = 2 });
        var statuses = new List<int>();
        for (var i = 0; i < 4; i++) statuses.Add((await center.SsoAsync("ListPermissionSets")).Status);
        Assert.Equal([200, 400, 200, 200], statuses);
        Assert.Empty(center.Server.Faults.All);
    }

    [Fact]
    public async Task Only_one_caller_or_one_account_is_hit()
    {
        await using var center = await Center.StartAsync();
        center.Server.Faults.Add(new() { Kind = FaultKind.Denied, AccessKeyId = TestSeed.DelegatedCaller });
        center.Server.Faults.Add(new() { Kind = FaultKind.Throttle, Containing = TestSeed.WebProd });
        (await center.SsoAsync("ListPermissionSets", caller: TestSeed.DelegatedCaller)).Fails("AccessDeniedException");
        var (set, group) = (await center.CreateSetAsync(), await center.GroupAsync());
        (await center.SsoAsync("CreateAccountAssignment", Steps.Assignment(set, group, TestSeed.WebProd))).Fails("ThrottlingException");
        await center.AssignAsync(set, group);
    }

    [Fact]
    public async Task A_share_of_the_calls_is_hit()
    {
        await using var center = await Center.StartAsync();
        center.Server.Faults.Add(new() { Kind = FaultKind.Throttle, Share = 0.3 });
        var hit = 0;
        for (var i = 0; i < 100; i++) hit += (await center.SsoAsync("ListPermissionSets")).Status == 400 ? 1 : 0;
        Assert.InRange(hit, 10, 55);
    }
}
