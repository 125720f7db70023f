using System.Net;
using LocalIdentityCenter.Tests.Support;

namespace LocalIdentityCenter.Tests;

public sealed class PageTests
{
    [Fact]
    public async Task The_page_shows_accounts_sets_principals_operations_and_calls()
    {
        await using var center = await Center.StartAsync();
        await center.AssignedSetAsync();
        await center.AssignAsync(await center.CreateSetAsync("Writer"), await center.GroupAsync(), TestSeed.WebProd);
        var page = await center.Http.GetStringAsync("/");
        foreach (var shown in new[] { "data-prod", "Workloads/Prod/", "Reader", "Writer", "Data", "IN_PROGRESS", "SUCCEEDED", "CreateAccountAssignment", "eu-central-1 primary", "SUSPENDED" })
            Assert.Contains(shown, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_people_name_things_cannot_become_markup()
    {
        await using var center = await Center.StartAsync();
        _ = (await center.StoreAsync("CreateGroup", new() { ["DisplayName"] = "<script>alert(1)</script>" })).Ok;
        var page = await center.Http.GetStringAsync("/?notice=%3Cscript%3Ealert(2)%3C/script%3E&account=%22%3E%3Cscript%3Ealert(3)");
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_filters_narrow_accounts_and_sets()
    {
        await using var center = await Center.StartAsync();
        await center.CreateSetAsync("Reader");
        await center.CreateSetAsync("Writer");
        var page = await center.Http.GetStringAsync("/?account=Prod&set=writ");
        Assert.Contains("showing 2 of 5 accounts, 1 of 2 permission sets", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Buttons_make_the_calls_of_the_console_under_its_name()
    {
        await using var center = await Center.StartAsync();
        var set = await center.AssignedSetAsync();
        center.Server.Calls.Clear();
        await PressAsync(center, "attach", ("set", set), ("policy", "ReadOnlyAccess"));
        await PressAsync(center, "detach", ("policy", $"{set} {TestSeed.ReadOnly}"));
        await PressAsync(center, "assign", ("set", set), ("account", TestSeed.WebProd), ("principal", $"GROUP {await center.GroupAsync("Web")}"));
        await PressAsync(center, "unassign", ("set", set), ("account", TestSeed.DataProd), ("principal", $"GROUP {await center.GroupAsync()}"));
        await PressAsync(center, "delete-group", ("principal", $"GROUP {await center.GroupAsync("Web")}"));
        Assert.Equal(
            ["AttachManagedPolicyToPermissionSet OK", "ProvisionPermissionSet OK", "DetachManagedPolicyFromPermissionSet OK", "ProvisionPermissionSet OK", "CreateAccountAssignment OK", "DeleteAccountAssignment OK", "DeleteGroup OK"],
            center.Server.Calls.All.Where(c => c.AccessKeyId == "console").Select(c => $"{c.Operation} {c.Outcome}"));
    }

    [Fact]
    public async Task Buttons_change_accounts_faults_and_the_whole_state()
    {
        await using var center = await Center.StartAsync();
        await center.CreateSetAsync();
        await PressAsync(center, "account-state", ("account", TestSeed.DataProd), ("state", "SUSPENDED"));
        Assert.Equal("SUSPENDED", (string)(await center.CallAsync("DescribeAccount", new() { ["AccountId"] = TestSeed.DataProd })).Ok["Account"]!["State"]!);
        await PressAsync(center, "fault", ("operation", "List*"), ("kind", "Throttle"));
        (await center.SsoAsync("ListPermissionSets")).Fails("ThrottlingException");
        Assert.Single((await center.SsoAsync("ListPermissionSets")).Texts("PermissionSets"));
        await PressAsync(center, "reset");
        Assert.Empty((await center.SsoAsync("ListPermissionSets")).Texts("PermissionSets"));
    }

    [Theory]
    [InlineData("account-state", "state=ASLEEP&account=1")]
    [InlineData("fault", "kind=Earthquake")]
    [InlineData("detach", "policy=")]
    [InlineData("unassign", "")]
    public async Task A_button_that_cannot_work_says_why(string action, string form)
    {
        await using var center = await Center.StartAsync();
        using var content = new StringContent(form, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await center.Http.PostAsync($"/_console/{action}", content);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("role=\"status\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_sites_cannot_press_buttons()
    {
        await using var center = await Center.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_reset");
        request.Headers.Add("Origin", "https://elsewhere.example");
        using var answer = await center.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [ChromiumFact]
    public async Task A_person_detaches_a_policy_and_removes_an_assignment_in_a_browser()
    {
        await using var center = await Center.StartAsync();
        var set = await center.AssignedSetAsync();
        _ = (await center.OfSetAsync("AttachManagedPolicyToPermissionSet", set, new() { ["ManagedPolicyArn"] = TestSeed.ReadOnly })).Ok;
        await using var browser = await Chromium.OpenAsync(center.Server.Endpoint);
        Assert.Equal("Local Identity Center", (string)(await browser.EvaluateAsync("document.title"))!);
        await browser.EvaluateAsync("document.querySelector('#detach button').click()");
        await browser.UntilAsync("document.querySelector('.notice')?.textContent === 'DetachManagedPolicyFromPermissionSet: accepted'");
        Assert.Empty((await center.OfSetAsync("ListManagedPoliciesInPermissionSet", set)).Texts("AttachedManagedPolicies", "Arn"));
        center.Wait();
        await browser.EvaluateAsync("document.querySelector('#matrix form button').click()");
        await browser.UntilAsync("document.querySelector('.notice')?.textContent === 'DeleteAccountAssignment: accepted'");
        center.Wait();
        Assert.Empty((await center.OfSetAsync("ListAccountAssignments", set, new() { ["AccountId"] = TestSeed.DataProd })).Texts("AccountAssignments", "PrincipalId"));
    }

    [ChromiumFact]
    public async Task The_page_follows_what_happens_without_being_asked()
    {
        await using var center = await Center.StartAsync();
        await using var browser = await Chromium.OpenAsync(center.Server.Endpoint);
        await center.CreateSetAsync("Newcomer");
        await browser.UntilAsync("document.querySelector('#matrix thead').textContent.includes('Newcomer')");
    }

    [ChromiumFact]
    public async Task A_person_fails_the_next_call_and_suspends_an_account_in_a_browser()
    {
        await using var center = await Center.StartAsync();
        await using var browser = await Chromium.OpenAsync(center.Server.Endpoint);
        await browser.EvaluateAsync("document.querySelector('#fault [name=kind]').value = 'Denied'; document.querySelector('#fault button').click()");
        await browser.UntilAsync("document.querySelector('#faults').textContent.includes('Denied')");
        (await center.SsoAsync("ListPermissionSets")).Fails("AccessDeniedException");
        await browser.EvaluateAsync($"document.querySelector('#account-state [name=account]').value = '{TestSeed.WebProd}'; document.querySelector('#account-state button').click()");
        await browser.UntilAsync($"document.querySelector('.notice')?.textContent === 'account {TestSeed.WebProd} is SUSPENDED'");
    }

    private static async Task PressAsync(Center center, string action, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await center.Http.PostAsync($"/_console/{action}", form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
