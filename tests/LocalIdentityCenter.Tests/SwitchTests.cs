using System.Text.Json.Nodes;
using LocalIdentityCenter.Tests.Support;

namespace LocalIdentityCenter.Tests;

/// <summary>Where AWS's answer is not verified a switch chooses it: here both settings of each.</summary>
public sealed class SwitchTests
{
    private static Task<Center> With(Behaviour behaviour) => Center.StartAsync(seed => seed with { Behaviour = behaviour });

    [Theory]
    [InlineData(Refusal.Conflict, "ConflictException")]
    [InlineData(Refusal.Validation, "ValidationException")]
    public async Task Adding_a_Region_that_is_there(Refusal refusal, string error)
    {
        await using var center = await With(new() { AddExistingRegion = refusal });
        (await center.SsoAsync("AddRegion", new() { ["RegionName"] = "eu-central-1" })).Fails(error);
    }

    [Theory]
    [InlineData(Refusal.Validation, "ValidationException")]
    [InlineData(Refusal.Conflict, "ConflictException")]
    public async Task Removing_the_primary_Region(Refusal refusal, string error)
    {
        await using var center = await With(new() { RemovePrimaryRegion = refusal });
        (await center.SsoAsync("RemoveRegion", new() { ["RegionName"] = "eu-central-1" })).Fails(error);
    }

    [Theory]
    [InlineData(Refusal.Validation, "ValidationException")]
    [InlineData(Refusal.AccessDenied, "AccessDeniedException")]
    public async Task Adding_a_Region_without_its_replica_key(Refusal refusal, string error)
    {
        await using var center = await With(new() { MissingRegionPrecondition = refusal });
        (await center.SsoAsync("AddRegion", new() { ["RegionName"] = "us-east-1" })).Fails(error);
    }

    [Theory]
    [InlineData(Refusal.AccessDenied, "AccessDeniedException")]
    [InlineData(Refusal.Validation, "ValidationException")]
    public async Task Permission_sets_that_are_not_enabled(Refusal refusal, string error)
    {
        await using var center = await Center.StartAsync(seed => seed with
        {
            Behaviour = new() { PermissionSetsDisabled = refusal },
            Instance = seed.Instance! with { PermissionSetsEnabled = false },
        });
        (await center.SsoAsync("ListPermissionSets")).Fails(error);
    }

    [Theory]
    [InlineData(Refusal.AccessDenied, "AccessDeniedException")]
    [InlineData(Refusal.Validation, "ValidationException")]
    public async Task Access_operations_in_an_additional_Region(Refusal refusal, string error)
    {
        await using var center = await Center.StartAsync(seed => seed with
        {
            Behaviour = new() { AdditionalRegionRefusal = refusal },
            Instance = seed.Instance! with { Regions = ["eu-west-1"] },
        });
        (await center.SsoAsync("ListPermissionSets", region: "eu-west-1")).Fails(error);
    }

    [Theory]
    [InlineData(Refusal.Throttling, "ThrottlingException")]
    [InlineData(Refusal.Conflict, "ConflictException")]
    public async Task Too_many_operations_in_flight(Refusal refusal, string error)
    {
        await using var center = await Center.StartAsync(seed => seed with
        {
            Behaviour = new() { TooManyOperations = refusal },
            Limits = seed.Limits with { OutstandingOperations = 0 },
        });
        var set = await center.CreateSetAsync();
        (await center.OfSetAsync("ProvisionPermissionSet", set, new() { ["TargetType"] = "ALL_PROVISIONED_ACCOUNTS" })).Fails(error);
    }

    [Theory]
    [InlineData(Absence.NotFound, "ResourceNotFoundException")]
    [InlineData(Absence.Succeeds, null)]
    public async Task Deleting_what_is_not_there(Absence absence, string? error)
    {
        await using var center = await With(new()
        {
            DeleteAbsentAssignment = absence,
            DeleteAbsentBoundary = absence,
            DeleteAbsentInlinePolicy = absence,
            ProvisionUnassignedAccount = absence,
        });
        var set = await center.CreateSetAsync();
        Assert.Equal(error, (await center.SsoAsync("DeleteAccountAssignment", Steps.Assignment(set, await center.GroupAsync()))).Error);
        Assert.Equal(error, (await center.OfSetAsync("DeletePermissionsBoundaryFromPermissionSet", set)).Error);
        Assert.Equal(error, (await center.OfSetAsync("DeleteInlinePolicyFromPermissionSet", set)).Error);
        Assert.Equal(error, (await center.OfSetAsync("ProvisionPermissionSet", set, new() { ["TargetType"] = "AWS_ACCOUNT", ["TargetId"] = TestSeed.WebProd })).Error);
        center.Wait(10);
        Assert.Empty(await center.AccountsAsync(set));
    }

    [Theory]
    [InlineData(true, "ValidationException")]
    [InlineData(false, null)]
    public async Task An_inline_policy_that_is_not_JSON(bool refused, string? error)
    {
        await using var center = await With(new() { RefuseMalformedInlinePolicy = refused });
        var set = await center.CreateSetAsync();
        Assert.Equal(error, (await center.OfSetAsync("PutInlinePolicyToPermissionSet", set, new() { ["InlinePolicy"] = "{nonsense" })).Error);
        var request = await center.AssignAsync(set, await center.GroupAsync());
        center.Wait();
        Assert.Equal(refused ? "SUCCEEDED" : "FAILED", (string)(await center.CreationAsync(request))["Status"]!);
    }

    [Theory]
    [InlineData("PT59M", true, "ValidationException")]
    [InlineData("PT13H", true, "ValidationException")]
    [InlineData("PT13H", false, null)]
    [InlineData("PT12H", true, null)]
    public async Task A_session_outside_one_to_twelve_hours(string duration, bool refused, string? error)
    {
        await using var center = await With(new() { RefuseSessionDurationOutOfRange = refused });
        Assert.Equal(error, (await center.SsoAsync("CreatePermissionSet", new() { ["Name"] = "X", ["SessionDuration"] = duration })).Error);
    }

    [Theory]
    [InlineData(false, "PT60M")]
    [InlineData(true, "PT1H")]
    public async Task The_form_of_a_session_duration(bool normalized, string shown)
    {
        await using var center = await With(new() { NormalizeSessionDuration = normalized });
        var set = await center.CreateSetAsync("X", new() { ["SessionDuration"] = "PT60M" });
        Assert.Equal(shown, (string)(await center.OfSetAsync("DescribePermissionSet", set)).Ok["PermissionSet"]!["SessionDuration"]!);
    }

    [Theory]
    [InlineData(true, null, "PT1H")]
    [InlineData(false, "old", "PT4H")]
    public async Task What_an_update_leaves_out(bool clears, string? description, string duration)
    {
        await using var center = await With(new() { UpdateClearsOmitted = clears });
        var set = await center.CreateSetAsync("X", new() { ["Description"] = "old", ["SessionDuration"] = "PT4H" });
        _ = (await center.OfSetAsync("UpdatePermissionSet", set)).Ok;
        var shown = (await center.OfSetAsync("DescribePermissionSet", set)).Ok["PermissionSet"]!;
        Assert.Equal((description, duration), ((string?)shown["Description"], (string?)shown["SessionDuration"]));
    }

    [Theory]
    [InlineData(true, "{ \"a\" : 1 }")]
    [InlineData(false, """{"a":1}""")]
    public async Task The_text_of_an_inline_policy(bool verbatim, string shown)
    {
        await using var center = await With(new() { InlinePolicyVerbatim = verbatim });
        var set = await center.CreateSetAsync();
        _ = (await center.OfSetAsync("PutInlinePolicyToPermissionSet", set, new() { ["InlinePolicy"] = "{ \"a\" : 1 }" })).Ok;
        Assert.Equal(shown, (string)(await center.OfSetAsync("GetInlinePolicyForPermissionSet", set)).Ok["InlinePolicy"]!);
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, null)]
    public async Task No_inline_policy_at_all(bool isText, string? shown)
    {
        await using var center = await With(new() { EmptyInlinePolicyIsText = isText });
        Assert.Equal(shown, (string?)(await center.OfSetAsync("GetInlinePolicyForPermissionSet", await center.CreateSetAsync())).Ok["InlinePolicy"]);
    }

    [Theory]
    [InlineData(true, "ValidationException")]
    [InlineData(false, null)]
    public async Task A_group_that_is_called_a_user(bool refused, string? error)
    {
        await using var center = await With(new() { RefuseWrongPrincipalType = refused });
        var reply = await center.SsoAsync("CreateAccountAssignment", Steps.Assignment(await center.CreateSetAsync(), await center.GroupAsync(), type: "USER"));
        Assert.Equal(error, reply.Error);
        if (refused) return;
        center.Wait();
        Assert.Equal("FAILED", (string)(await center.CreationAsync((string)reply["AccountAssignmentCreationStatus"]!["RequestId"]!))["Status"]!);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task The_assignments_of_a_user_with_groups(bool includesGroups, int count)
    {
        await using var center = await With(new() { UserListingIncludesGroups = includesGroups });
        var (set, user) = (await center.AssignedSetAsync(), await center.UserAsync());
        await center.AssignAsync(set, user, type: "USER");
        center.Wait();
        var listed = new List<string>();
        JsonObject request = new() { ["PrincipalId"] = user, ["PrincipalType"] = "USER", ["MaxResults"] = 1 };
        for (var token = ""; token is not null;)
        {
            if (token.Length > 0) request["NextToken"] = token;
            var page = await center.SsoAsync("ListAccountAssignmentsForPrincipal", request.DeepClone().AsObject());
            listed.AddRange(page.Texts("AccountAssignments", "PrincipalId"));
            token = (string?)page["NextToken"];
        }
        Assert.Equal(count, listed.Distinct().Count());
    }

    [Theory]
    [InlineData(true, "FAILED")]
    [InlineData(false, "SUCCEEDED")]
    public async Task Deleting_the_assignment_of_a_group_that_is_gone(bool fails, string status)
    {
        await using var center = await With(new() { DeletingOrphanFails = fails });
        var (set, group) = (await center.AssignedSetAsync(), await center.GroupAsync());
        _ = (await center.StoreAsync("DeleteGroup", new() { ["GroupId"] = group })).Ok;
        var request = await center.UnassignAsync(set, group);
        center.Wait();
        Assert.Equal(status, (string)(await center.DeletionAsync(request))["Status"]!);
    }

    [Theory]
    [InlineData(true, "LATEST_PERMISSION_SET_PROVISIONED")]
    [InlineData(false, "LATEST_PERMISSION_SET_NOT_PROVISIONED")]
    public async Task A_further_assignment_in_an_outdated_account(bool refreshes, string status)
    {
        await using var center = await With(new() { AssignmentRefreshesRole = refreshes });
        var set = await center.AssignedSetAsync();
        _ = (await center.OfSetAsync("UpdatePermissionSet", set)).Ok;
        await center.AssignAsync(set, await center.GroupAsync("Web"));
        center.Wait();
        Assert.Equal([TestSeed.DataProd], await center.AccountsAsync(set, status));
    }

    [Theory]
    [InlineData(true, "ResourceNotFoundException")]
    [InlineData(false, null)]
    public async Task An_account_outside_the_organization(bool refused, string? error)
    {
        await using var center = await With(new() { RefuseUnknownAccount = refused });
        var reply = await center.SsoAsync("CreateAccountAssignment", Steps.Assignment(await center.CreateSetAsync(), await center.GroupAsync(), "999999999999"));
        Assert.Equal(error, reply.Error);
        if (refused) return;
        center.Wait();
        Assert.Equal("FAILED", (string)(await center.CreationAsync((string)reply["AccountAssignmentCreationStatus"]!["RequestId"]!))["Status"]!);
    }

    [Theory]
    [InlineData(60, "ResourceNotFoundException")]
    [InlineData(null, null)]
    public async Task The_status_of_an_operation_long_done(int? seconds, string? error)
    {
        await using var center = await With(new() { StatusRetention = seconds is { } s ? TimeSpan.FromSeconds(s) : null });
        var request = await center.AssignAsync(await center.CreateSetAsync(), await center.GroupAsync());
        center.Wait(100);
        Assert.Equal(error, (await center.SsoAsync("DescribeAccountAssignmentCreationStatus", new() { ["AccountAssignmentCreationRequestId"] = request })).Error);
    }

    [Theory]
    [InlineData(true, "InvalidSignatureException")]
    [InlineData(false, null)]
    public async Task Organizations_signed_for_another_Region(bool strict, string? error)
    {
        await using var center = await With(new() { StrictOrganizationsRegion = strict });
        Assert.Equal(error, (await center.CallAsync("ListRoots", region: "eu-central-1")).Error);
        Assert.Null((await center.CallAsync("ListRoots", region: "us-east-1")).Error);
    }

    [Fact]
    public async Task Reads_lag_behind_writes_for_a_while_when_they_shall()
    {
        await using var center = await With(new() { StaleReads = TimeSpan.FromSeconds(5) });
        var set = await center.CreateSetAsync();
        (await center.OfSetAsync("DescribePermissionSet", set)).Fails("ResourceNotFoundException");
        (await center.SsoAsync("CreatePermissionSet", new() { ["Name"] = "Reader" })).Fails("ConflictException");
        center.Wait(5);
        Assert.Equal(200, (await center.OfSetAsync("DescribePermissionSet", set)).Status);
    }

    [Theory]
    [InlineData(5, 0)]
    [InlineData(0, 1)]
    public async Task Lists_after_an_operation_has_ended(int lag, int listed)
    {
        await using var center = await With(new() { ListsLag = TimeSpan.FromSeconds(lag) });
        var (set, group) = (await center.CreateSetAsync(), await center.GroupAsync());
        center.Wait(10);
        var request = await center.AssignAsync(set, group);
        center.Wait();
        Assert.Equal("SUCCEEDED", (string)(await center.CreationAsync(request))["Status"]!);
        Assert.Empty((await center.SsoAsync("ListAccountAssignmentCreationStatus", new() { ["Filter"] = new JsonObject { ["Status"] = "IN_PROGRESS" } })).Ok["AccountAssignmentsCreationStatus"]!.AsArray());
        Assert.Equal(listed, await CountAsync());
        center.Wait(lag);
        Assert.Equal(1, await CountAsync());

        async Task<int> CountAsync() => (await center.OfSetAsync("ListAccountAssignments", set, new() { ["AccountId"] = TestSeed.DataProd })).Ok["AccountAssignments"]!.AsArray().Count;
    }

    [Theory]
    [InlineData(Absence.Succeeds, null)]
    [InlineData(Absence.NotFound, "ResourceNotFoundException")]
    public async Task The_assignments_of_a_group_that_is_gone(Absence absence, string? error)
    {
        await using var center = await With(new() { ListDeletedPrincipal = absence });
        var (_, group) = (await center.AssignedSetAsync(), await center.GroupAsync());
        JsonObject request = new() { ["PrincipalId"] = group, ["PrincipalType"] = "GROUP" };
        Assert.Single((await center.SsoAsync("ListAccountAssignmentsForPrincipal", request.DeepClone().AsObject())).Ok["AccountAssignments"]!.AsArray());
        _ = (await center.StoreAsync("DeleteGroup", new() { ["GroupId"] = group })).Ok;
        Assert.Equal(error, (await center.SsoAsync("ListAccountAssignmentsForPrincipal", request)).Error);
    }

    [Theory]
    [InlineData("CreateGroup", true)]
    [InlineData("CreateGroup", false)]
    [InlineData("CreateUser", true)]
    [InlineData("CreateUser", false)]
    public async Task Names_in_other_letters(string create, bool ignoreCase)
    {
        await using var center = await With(new() { NamesIgnoreCase = ignoreCase });
        var (get, path, name, other, id) = create == "CreateGroup" ? ("GetGroupId", "displayName", "Data", "dATA", "GroupId") : ("GetUserId", "userName", "alice", "aLICE", "UserId");
        var first = (string)(await center.StoreAsync(get, Steps.UniqueAttribute(path, name))).Ok[id]!;
        Assert.Equal(ignoreCase ? first : null, (string?)(await center.StoreAsync(get, Steps.UniqueAttribute(path, other)))[id]);
        var created = await center.StoreAsync(create, Named(create, other));
        Assert.Equal(ignoreCase ? "ConflictException" : null, created.Error);
        Assert.Equal(ignoreCase ? first : (string)created.Ok[id]!, (string)(await center.StoreAsync(get, Steps.UniqueAttribute(path, other))).Ok[id]!);
        Assert.Equal(first, (string)(await center.StoreAsync(get, Steps.UniqueAttribute(path, name))).Ok[id]!);
    }

    [Fact]
    public async Task A_name_that_is_there_in_two_spellings_is_found_in_both_when_case_stops_to_matter()
    {
        await using var center = await With(new() { NamesIgnoreCase = false });
        var second = (string)(await center.StoreAsync("CreateGroup", Named("CreateGroup", "dATA"))).Ok["GroupId"]!;
        center.Server.Behaviour = center.Server.Behaviour with { NamesIgnoreCase = true };
        Assert.NotEqual(second, await center.GroupAsync());
        Assert.Equal(second, await center.GroupAsync("dATA"));
        _ = (await center.StoreAsync("DeleteGroup", new() { ["GroupId"] = second })).Ok;
        Assert.Equal(await center.GroupAsync(), await center.GroupAsync("dATA"));
    }

    [Fact]
    public async Task A_share_of_the_reads_lags_behind()
    {
        await using var center = await With(new() { StaleReads = TimeSpan.FromSeconds(5), StaleShare = 0.5 });
        var set = await center.CreateSetAsync();
        var found = 0;
        for (var i = 0; i < 40; i++) found += (await center.OfSetAsync("DescribePermissionSet", set)).Status == 200 ? 1 : 0;
        Assert.InRange(found, 1, 39);
    }

    private static JsonObject Named(string create, string name) => create == "CreateGroup"
        ? new() { ["DisplayName"] = name }
        : new() { ["UserName"] = name, ["DisplayName"] = name, ["Name"] = new JsonObject { ["GivenName"] = name, ["FamilyName"] = name } };
}
