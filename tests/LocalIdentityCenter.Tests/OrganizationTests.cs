using LocalIdentityCenter.Tests.Support;

namespace LocalIdentityCenter.Tests;

public sealed class OrganizationTests
{
    [Fact]
    public async Task The_organization_names_its_management_account()
    {
        await using var center = await Center.StartAsync();
        var organization = (await center.CallAsync("DescribeOrganization", caller: TestSeed.MemberCaller)).Ok["Organization"]!;
        Assert.Equal(("o-exampleorg", TestSeed.Management), ((string)organization["Id"]!, (string)organization["MasterAccountId"]!));
    }

    [Fact]
    public async Task An_account_tells_its_state_and_its_path()
    {
        await using var center = await Center.StartAsync();
        var account = (await center.CallAsync("DescribeAccount", new() { ["AccountId"] = TestSeed.DataProd })).Ok["Account"]!;
        Assert.Equal(("ACTIVE", "ACTIVE"), ((string)account["State"]!, (string)account["Status"]!));
        Assert.Matches($"^o-exampleorg/r-ex01/ou-[^/]+/ou-[^/]+/{TestSeed.DataProd}/$", (string)account["Paths"]![0]!);
    }

    [Fact]
    public async Task The_retired_status_can_be_left_out()
    {
        await using var center = await Center.StartAsync(seed => seed with { Behaviour = new() { AccountStatus = false } });
        var account = (await center.CallAsync("DescribeAccount", new() { ["AccountId"] = TestSeed.DataProd })).Ok["Account"]!;
        Assert.Equal((null, "ACTIVE"), ((string?)account["Status"], (string)account["State"]!));
    }

    [Fact]
    public async Task The_tree_is_walked_from_the_root_with_direct_children_only()
    {
        await using var center = await Center.StartAsync();
        var root = (await center.CallAsync("ListRoots")).Texts("Roots", "Id").Single();
        var units = await center.CallAsync("ListOrganizationalUnitsForParent", new() { ["ParentId"] = root });
        Assert.Equal(["Sandbox", "Workloads"], units.Texts("OrganizationalUnits", "Name").Order());
        var workloads = units.Ok["OrganizationalUnits"]!.AsArray().Single(u => (string)u!["Name"]! == "Workloads")!;
        Assert.Empty((await center.CallAsync("ListAccountsForParent", new() { ["ParentId"] = (string)workloads["Id"]! })).Texts("Accounts", "Id"));
        var children = await center.CallAsync("ListChildren", new() { ["ParentId"] = (string)workloads["Id"]!, ["ChildType"] = "ORGANIZATIONAL_UNIT" });
        var prod = children.Texts("Children", "Id").Single();
        Assert.Equal(["400000000001", "400000000002"], (await center.CallAsync("ListAccountsForParent", new() { ["ParentId"] = prod })).Texts("Accounts", "Id"));
        Assert.Equal([prod], (await center.CallAsync("ListParents", new() { ["ChildId"] = TestSeed.DataProd })).Texts("Parents", "Id"));
        Assert.Equal("Prod", (string)(await center.CallAsync("DescribeOrganizationalUnit", new() { ["OrganizationalUnitId"] = prod })).Ok["OrganizationalUnit"]!["Name"]!);
    }

    [Fact]
    public async Task Tags_of_an_account_are_read()
    {
        await using var center = await Center.StartAsync();
        Assert.Equal(["prod"], (await center.CallAsync("ListTagsForResource", new() { ["ResourceId"] = TestSeed.DataProd }, service: "organizations")).Texts("Tags", "Value"));
    }

    [Theory]
    [InlineData("DescribeAccount", "AccountId", "999999999999", "AccountNotFoundException")]
    [InlineData("ListAccountsForParent", "ParentId", "ou-ex01-00000000", "ParentNotFoundException")]
    [InlineData("ListParents", "ChildId", "999999999999", "ChildNotFoundException")]
    [InlineData("DescribeOrganizationalUnit", "OrganizationalUnitId", "ou-ex01-00000000", "OrganizationalUnitNotFoundException")]
    [InlineData("ListTagsForResource", "ResourceId", "999999999999", "TargetNotFoundException")]
    public async Task What_does_not_exist_has_an_error_of_its_own(string operation, string member, string value, string error)
    {
        await using var center = await Center.StartAsync();
        (await center.CallAsync(operation, new() { [member] = value }, service: "organizations")).Fails(error);
    }

    [Fact]
    public async Task Lists_may_come_with_empty_pages_before_full_ones()
    {
        await using var center = await Center.StartAsync(seed => seed with { Behaviour = new() { EmptyOrganizationPages = true } });
        var empty = await center.CallAsync("ListAccounts", new() { ["MaxResults"] = 2 });
        Assert.Empty(empty.Texts("Accounts", "Id"));
        var full = await center.CallAsync("ListAccounts", new() { ["MaxResults"] = 2, ["NextToken"] = (string)empty["NextToken"]! });
        Assert.Equal(2, full.Texts("Accounts", "Id").Count);
    }

    [Fact]
    public async Task The_delegated_administrator_of_a_service_is_listed()
    {
        await using var center = await Center.StartAsync();
        Assert.Equal([TestSeed.Delegated], (await center.CallAsync("ListDelegatedAdministrators", new() { ["ServicePrincipal"] = "sso.amazonaws.com" })).Texts("DelegatedAdministrators", "Id"));
        Assert.Empty((await center.CallAsync("ListDelegatedAdministrators", new() { ["ServicePrincipal"] = "other.amazonaws.com" })).Texts("DelegatedAdministrators", "Id"));
    }

    [Fact]
    public async Task Accounts_come_go_move_and_are_tagged()
    {
        await using var center = await Center.StartAsync();
        var organization = center.Server.Organization;
        organization.AddAccount("700000000001", "new", "r-ex01");
        organization.TagAccount("700000000001", "env", "dev");
        organization.SetAccountState(TestSeed.WebProd, "CLOSED");
        organization.RemoveAccount(TestSeed.DataProd);
        Assert.Equal(["dev"], (await center.CallAsync("ListTagsForResource", new() { ["ResourceId"] = "700000000001" }, service: "organizations")).Texts("Tags", "Value"));
        var closed = (await center.CallAsync("DescribeAccount", new() { ["AccountId"] = TestSeed.WebProd })).Ok["Account"]!;
        Assert.Equal(("CLOSED", "SUSPENDED"), ((string)closed["State"]!, (string)closed["Status"]!));
        (await center.CallAsync("DescribeAccount", new() { ["AccountId"] = TestSeed.DataProd })).Fails("AccountNotFoundException");
        organization.MoveAccount(TestSeed.WebProd, "r-ex01");
        Assert.Equal(["r-ex01"], (await center.CallAsync("ListParents", new() { ["ChildId"] = TestSeed.WebProd })).Texts("Parents", "Id"));
        Assert.Throws<ArgumentException>(() => organization.TagAccount("999999999999", "a", "b"));
    }
}
