using System.Globalization;
using LocalIdentityCenter.Tests.Support;
using Policies.Inputs;

namespace LocalIdentityCenter.Tests;

/// <summary>The inputs by which the operator's own check is tested, put here and provisioned: IAM's part is played by code that knows nothing of the operator's.</summary>
public sealed class PolicyInputTests
{
    // What IAM was seen to take although the documentation calls it wrong; it is the reason for the switch.
    private static readonly string[] _takenWithoutSwitch = ["s3: GetObject", "arn:aws:fdsasf", "\"SourceIp\"", "203.0.113.0/33"];

    [Fact]
    public async Task A_policy_by_the_grammar_reaches_accounts_and_no_other_does()
    {
        await using var center = await Center.StartAsync(seed => seed with { Limits = Limits.None });
        var set = await center.AssignedSetAsync();
        var wrong = new List<string>();
        foreach (var input in PolicyInput.All)
        {
            var reason = await RefusalAsync(center, set, input.Text);
            if (reason is null != input.Fault is null) wrong.Add($"{input}\n  {reason ?? "taken"}");
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"invalid","Resource":"*"}""", "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.")]
    [InlineData("""{"Effect":"Allow","Action":"s3:List:Bucket","Resource":"*"}""", "Actions/Condition can contain only one colon.")]
    [InlineData("""{"Effect":"Allow","Action":"a a:ListBucket","Resource":"*"}""", "Vendor a a is not valid")]
    [InlineData("""{"Effect":"Allow","Action":"s3:*","Resource":"bucket"}""", "Resource bucket must be in ARN format or \"*\".")]
    [InlineData("""{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws-cn:s3:::b"}""", "Partition \"aws-cn\" is not valid for resource \"arn:aws-cn:s3:::b\".")]
    [InlineData("""{"Effect":"Allow","Action":"s3:*","Resource":"a:b:cadfsdf"}""", "Partition \"b\" is not valid for resource \"arn:b:cadfsdf:*:*:*\".")]
    [InlineData("""{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:*:*:*:*"}""", "Resource vendor must be fully qualified and cannot contain regexes.")]
    [InlineData("""{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:iam:us-east-1::role/x"}""", "IAM resource arn:aws:iam:us-east-1::role/x cannot contain region information.")]
    [InlineData("""{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3::b"}""", "The policy failed legacy parsing")]
    [InlineData("""{"Effect":"allow","Action":"s3:*","Resource":"*"}""", "The policy failed legacy parsing")]
    [InlineData("""{"Effect":"Allow","Resource":"*"}""", "Policy statement must contain actions.")]
    [InlineData("""{"Effect":"Allow","Action":"s3:*"}""", "Policy statement must contain resources.")]
    [InlineData("""{"Sid":"a b","Effect":"Allow","Action":"s3:*","Resource":"*"}""", "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*")]
    [InlineData("""{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"stringEquals":{"aws:username":"x"}}}""", "Invalid Condition type : stringEquals")]
    [InlineData("""{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"sdfdsf"}}}""", "The policy failed legacy parsing")]
    public async Task IAM_says_so_in_the_words_that_were_reported(string statement, string words)
    {
        await using var center = await Center.StartAsync();
        var set = await center.AssignedSetAsync();
        Assert.Equal(
            $"Received a 400 status error: {words} (Service: AmazonIdentityManagement; Status Code: 400; Error Code: MalformedPolicyDocument)",
            await RefusalAsync(center, set, $$"""{"Version":"2012-10-17","Statement":{{statement}}}"""));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_only_the_documentation_calls_wrong_is_refused_by_a_switch(bool refused)
    {
        await using var center = await Center.StartAsync(seed => seed with { Limits = Limits.None, Behaviour = new() { RefuseDocumentedPolicyFaults = refused } });
        var set = await center.AssignedSetAsync();
        foreach (var part in _takenWithoutSwitch)
        {
            var input = PolicyInput.All.First(each => each.Text.Contains(part, StringComparison.Ordinal) && each.Fault is not null);
            Assert.Equal(refused, await RefusalAsync(center, set, input.Text) is not null);
        }
    }

    // Null where the policy reached the account.
    private static async Task<string?> RefusalAsync(Center center, string set, string policy)
    {
        var put = await center.OfSetAsync("PutInlinePolicyToPermissionSet", set, new() { ["InlinePolicy"] = Latin1(policy) });
        if (put.Error is { } error) return error;
        var reply = await center.OfSetAsync("ProvisionPermissionSet", set, new() { ["TargetType"] = "AWS_ACCOUNT", ["TargetId"] = TestSeed.DataProd });
        center.Wait();
        var status = (await center.SsoAsync("DescribePermissionSetProvisioningStatus", new() { ["ProvisionPermissionSetRequestId"] = (string)reply.Ok["PermissionSetProvisioningStatus"]!["RequestId"]! })).Ok["PermissionSetProvisioningStatus"]!;
        return (string)status["Status"]! == "SUCCEEDED" ? null : (string)status["FailureReason"]!;
    }

    // As the operator sends it: the service takes no other characters.
    private static string Latin1(string text) => string.Concat(text.Select(c => c <= '\u00FF' ? $"{c}" : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")));
}
