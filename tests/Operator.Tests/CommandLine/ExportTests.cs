using IdentityCenterOperator.CommandLine.Exporting;
using IdentityCenterOperator.IdentityCenter;

namespace Operator.Tests.CommandLine;

public sealed class ExportTests
{
    private const string Set = "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-1";

    [Theory]
    [InlineData("AWSReadOnlyAccess", "aws-read-only-access")]
    [InlineData("database_admin+prod@eu", "database-admin-prod-eu")]
    [InlineData("S3Reader", "s3-reader")]
    [InlineData("___", "unnamed")]
    [InlineData("reader", "reader")]
    public void A_name_is_made_of_the_words_of_another(string text, string expected) => Assert.Equal(expected, ResourceNames.Slug(text));

    [Fact]
    public void No_two_names_are_alike_and_the_order_makes_no_difference()
    {
        string[] texts = ["Data-Admin", "dataAdmin", "DATA_ADMIN", "other", new('x', 80), new('x', 81)];
        var names = ResourceNames.Unique(texts.Select(text => (text, text)));
        Assert.Equal(texts.Length, names.Values.Distinct().Count());
        Assert.All(names.Values, name => Assert.Matches("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", name));
        Assert.Equal("other", names["other"]);
        Assert.Equal(names, ResourceNames.Unique(texts.Reverse().Select(text => (text, text))).OrderBy(name => Array.IndexOf(texts, name.Key)));
    }

    [Theory]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"a:b","Action":"c:d","Resource":"*"}]}""")]
    [InlineData("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get\ud800*","Resource":"*"}]}""")]
    [InlineData("""{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}""")]
    [InlineData("""{"Statement":[{"Condition":{"StringEquals":{"a":"b","a":"c"}}}]}""")]
    [InlineData("no JSON at all")]
    [InlineData("null")]
    [InlineData("7")]
    public void What_one_set_has_that_no_resource_says_keeps_no_other_from_being_written(string policy)
    {
        PermissionSetFacts[] sets = [Facts("odd", policy), Facts("reader", null)];
        var files = Export.Of(new() { Instance = new(Instance, "d-1", "111122223333"), Regions = [], Sets = sets, Assignments = [], Principals = new Dictionary<Principal, string?>(), Accounts = new Dictionary<string, AccountFacts>() }, new("access", true)).Files().ToList();
        Assert.StartsWith("# The permission set \"odd\" cannot be declared as AWS has it: ", files[0].Text, StringComparison.Ordinal);
        Assert.All(files[0].Text.TrimEnd().Split('\n'), line => Assert.StartsWith("#", line, StringComparison.Ordinal));
        Assert.Contains("name: reader", files[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_there_twice_is_named() => Assert.Contains(
        "twice", SetManifest.Of(Facts("odd", """{"Statement":[{"Effect":"Allow","Action":"a:b","Action":"c:d","Resource":"*"}]}"""), "odd", new("access", true), "aws").Objection, StringComparison.Ordinal);

    private const string Instance = "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6";

    private static PermissionSetFacts Facts(string name, string? policy) => new()
    {
        Arn = $"{Set}-{name}",
        Name = name,
        InlinePolicy = policy,
        ManagedPolicies = [],
        CustomerManagedPolicies = [],
        Tags = new Dictionary<string, string>(),
        CurrentAccounts = [],
        OutdatedAccounts = [],
    };

    [Fact]
    public void No_resource_has_more_than_it_may()
    {
        var accounts = Enumerable.Range(0, 15_000).Select(i => $"{i:D12}").ToList();
        var assignments = accounts.SelectMany(account => new[] { "a", "b", "c" }.Select(id => new Assignment(account, Set, new(PrincipalKind.Group, id)))).ToList();
        var blocks = AccessBlock.Of(assignments, principal => principal.Id).ToList();
        Assert.All(blocks, block => Assert.True(block.Principals.Count * block.Accounts.Count <= 20_000 && block.Accounts.Count <= 10_000));
        Assert.Equal(45_000, blocks.Sum(block => block.Principals.Count * block.Accounts.Count));
        Assert.Equal(assignments.ToHashSet(), blocks.SelectMany(block => block.Principals.SelectMany(principal => block.Accounts.Select(account => new Assignment(account, Set, principal)))).ToHashSet());
    }
}
