using System.Text.Json.Nodes;
using LocalIdentityCenter.Tests.Support;

namespace LocalIdentityCenter.Tests;

public sealed class PolicyTests
{
    [Fact]
    public async Task Attaching_twice_is_a_conflict_in_the_words_of_AWS()
    {
        await using var center = await Center.StartAsync();
        var set = await center.CreateSetAsync();
        Assert.Equal(200, (await AttachAsync(center, set, "ReadOnlyAccess")).Status);
        (await AttachAsync(center, set, "ReadOnlyAccess")).Fails("ConflictException",
            $"Permission set with id {set[(set.LastIndexOf('/') + 1)..]} already has a typed link attachment to a manged policy with {TestSeed.ReadOnly}");
    }

    [Fact]
    public async Task A_managed_policy_that_does_not_exist_is_not_found()
    {
        await using var center = await Center.StartAsync();
        (await AttachAsync(center, await center.CreateSetAsync(), "Invented")).Fails("ResourceNotFoundException", "Policy does not exist with ARN: arn:aws:iam::aws:policy/Invented");
    }

    [Fact]
    public async Task Detaching_what_is_not_attached_is_not_found()
    {
        await using var center = await Center.StartAsync();
        var set = await center.CreateSetAsync();
        (await center.OfSetAsync("DetachManagedPolicyFromPermissionSet", set, new() { ["ManagedPolicyArn"] = TestSeed.ReadOnly })).Fails("ResourceNotFoundException");
        (await center.OfSetAsync("DetachCustomerManagedPolicyReferenceFromPermissionSet", set, Reference("boundary"))).Fails("ResourceNotFoundException");
    }

    [Fact]
    public async Task Attached_policies_are_listed_and_detached()
    {
        await using var center = await Center.StartAsync();
        var set = await center.CreateSetAsync();
        await AttachAsync(center, set, "ReadOnlyAccess");
        Assert.Equal(["ReadOnlyAccess"], (await center.OfSetAsync("ListManagedPoliciesInPermissionSet", set)).Texts("AttachedManagedPolicies", "Name"));
        _ = (await center.OfSetAsync("DetachManagedPolicyFromPermissionSet", set, new() { ["ManagedPolicyArn"] = TestSeed.ReadOnly })).Ok;
        Assert.Empty((await center.OfSetAsync("ListManagedPoliciesInPermissionSet", set)).Texts("AttachedManagedPolicies", "Name"));
    }

    [Fact]
    public async Task A_reference_without_a_path_is_at_the_root_and_cannot_be_attached_twice()
    {
        await using var center = await Center.StartAsync();
        var set = await center.CreateSetAsync();
        _ = (await center.OfSetAsync("AttachCustomerManagedPolicyReferenceToPermissionSet", set, Reference("boundary"))).Ok;
        (await center.OfSetAsync("AttachCustomerManagedPolicyReferenceToPermissionSet", set, Reference("boundary", "/"))).Fails("ConflictException",
            "Given customer managed policy with name: boundary  and path / already attached");
        var listed = await center.OfSetAsync("ListCustomerManagedPolicyReferencesInPermissionSet", set);
        Assert.Equal(["/"], listed.Texts("CustomerManagedPolicyReferences", "Path"));
    }

    [Fact]
    public async Task Twenty_policies_of_both_kinds_together_are_the_most()
    {
        await using var center = await Center.StartAsync();
        var set = await center.CreateSetAsync();
        for (var i = 0; i < 19; i++) Assert.Equal(200, (await AttachAsync(center, set, $"Policy{i}")).Status);
        _ = (await center.OfSetAsync("AttachCustomerManagedPolicyReferenceToPermissionSet", set, Reference("boundary"))).Ok;
        (await AttachAsync(center, set, "Policy20")).Fails("ServiceQuotaExceededException");
    }

    [Fact]
    public async Task A_boundary_is_put_replaced_read_and_deleted()
    {
        await using var center = await Center.StartAsync();
        var set = await center.CreateSetAsync();
        (await center.OfSetAsync("GetPermissionsBoundaryForPermissionSet", set)).Fails("ResourceNotFoundException");
        _ = (await PutBoundaryAsync(center, set, new() { ["ManagedPolicyArn"] = TestSeed.ReadOnly })).Ok;
        _ = (await PutBoundaryAsync(center, set, Reference("boundary"))).Ok;
        var boundary = (await center.OfSetAsync("GetPermissionsBoundaryForPermissionSet", set)).Ok["PermissionsBoundary"]!;
        Assert.Equal(("boundary", null), ((string)boundary["CustomerManagedPolicyReference"]!["Name"]!, (string?)boundary["ManagedPolicyArn"]));
        _ = (await center.OfSetAsync("DeletePermissionsBoundaryFromPermissionSet", set)).Ok;
        (await center.OfSetAsync("GetPermissionsBoundaryForPermissionSet", set)).Fails("ResourceNotFoundException");
    }

    [Fact]
    public async Task A_boundary_is_exactly_one_policy()
    {
        await using var center = await Center.StartAsync();
        var set = await center.CreateSetAsync();
        (await PutBoundaryAsync(center, set, [])).Fails("ValidationException");
        var both = Reference("boundary");
        both["ManagedPolicyArn"] = TestSeed.ReadOnly;
        (await PutBoundaryAsync(center, set, both)).Fails("ValidationException");
    }

    [Fact]
    public async Task An_inline_policy_has_at_most_10240_bytes_that_are_not_white_space()
    {
        await using var center = await Center.StartAsync();
        var set = await center.CreateSetAsync();
        static string Policy(int length) => $$"""{"a":"{{new string('x', length - 8)}}"}""";
        Assert.Equal(200, (await PutInlineAsync(center, set, Policy(10_240) + new string(' ', 10_000))).Status);
        (await PutInlineAsync(center, set, Policy(10_241))).Fails("ServiceQuotaExceededException");
        (await PutInlineAsync(center, set, Policy(32_769))).Fails("ValidationException");
    }

    [Fact]
    public async Task An_inline_policy_is_replaced_and_removed()
    {
        await using var center = await Center.StartAsync();
        var set = await center.CreateSetAsync();
        _ = (await PutInlineAsync(center, set, """{"a": 1}""")).Ok;
        _ = (await PutInlineAsync(center, set, """{"b": 2}""")).Ok;
        Assert.Equal("""{"b": 2}""", (string)(await center.OfSetAsync("GetInlinePolicyForPermissionSet", set)).Ok["InlinePolicy"]!);
        _ = (await center.OfSetAsync("DeleteInlinePolicyFromPermissionSet", set)).Ok;
        Assert.Equal("", (string)(await center.OfSetAsync("GetInlinePolicyForPermissionSet", set)).Ok["InlinePolicy"]!);
    }

    private static Task<Reply> AttachAsync(Center center, string set, string policy) =>
        center.OfSetAsync("AttachManagedPolicyToPermissionSet", set, new() { ["ManagedPolicyArn"] = $"arn:aws:iam::aws:policy/{policy}" });

    private static Task<Reply> PutBoundaryAsync(Center center, string set, JsonObject boundary) =>
        center.OfSetAsync("PutPermissionsBoundaryToPermissionSet", set, new() { ["PermissionsBoundary"] = boundary });

    private static Task<Reply> PutInlineAsync(Center center, string set, string policy) =>
        center.OfSetAsync("PutInlinePolicyToPermissionSet", set, new() { ["InlinePolicy"] = policy });

    private static JsonObject Reference(string name, string? path = null)
    {
        var reference = new JsonObject { ["Name"] = name };
        if (path is not null) reference["Path"] = path;
        return new() { ["CustomerManagedPolicyReference"] = reference };
    }
}
