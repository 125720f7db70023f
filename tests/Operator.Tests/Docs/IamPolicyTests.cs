using System.Text.Json;
using System.Text.RegularExpressions;

namespace Operator.Tests.Docs;

public sealed partial class IamPolicyTests
{
    private static readonly Dictionary<string, Type> Clients = new()
    {
        ["sso"] = typeof(Amazon.SSOAdmin.IAmazonSSOAdmin),
        ["identitystore"] = typeof(Amazon.IdentityStore.IAmazonIdentityStore),
        ["organizations"] = typeof(Amazon.Organizations.IAmazonOrganizations),
        ["kms"] = typeof(Amazon.KeyManagementService.IAmazonKeyManagementService),
    };

    private const string InstanceKey = "arn:aws:kms:eu-central-1:100000000001:key/mrk-1234abcd12ab34cd56ef1234567890ab";

    private static readonly string[] Reads = ["List", "Describe", "Get"];

    private static readonly string[] Files = ["iam-policy.json", "iam-policy-read-only.json"];

    [Fact]
    public void The_full_policy_allows_just_the_operations_that_the_operator_calls() => Assert.Equal(Called(withCommands: false), Allowed("iam-policy.json"));

    /// <summary>What the service that is called does with the instance's key in the caller's name: it decrypts for each call, and encrypts for those that write.</summary>
    [Theory]
    [InlineData("iam-policy.json", "sso", "kms:Decrypt,kms:Encrypt,kms:GenerateDataKeyWithoutPlaintext")]
    [InlineData("iam-policy.json", "identitystore", "kms:Decrypt")]
    [InlineData("iam-policy-read-only.json", "sso", "kms:Decrypt")]
    [InlineData("iam-policy-read-only.json", "identitystore", "kms:Decrypt")]
    public void A_policy_allows_the_use_of_the_key_through_each_service_that_it_calls_for_what_it_calls(string file, string service, string rights)
    {
        var calls = Allowed(file).Where(action => action.StartsWith($"{service}:", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(calls);
        Assert.Equal(calls.Exists(IsWrite), rights.Contains("Encrypt", StringComparison.Ordinal));
        Assert.Equal(rights.Split(','), new[] { "kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext", "kms:ReEncryptFrom", "kms:CreateGrant" }
            .Where(action => MayUseKey(file, action, InstanceKey, $"{service}.eu-central-1.amazonaws.com", ShippedPolicy.ContextOf(service))));
    }

    /// <summary>The key is in the management account. Whether the role is there too or in a delegated administrator's account, the same statements fit: they name no account.</summary>
    [Theory]
    [InlineData(InstanceKey, true)]
    [InlineData("arn:aws:kms:us-east-1:999999999999:key/1234abcd-12ab-34cd-56ef-1234567890ab", true)]
    [InlineData("arn:aws:kms:eu-central-1:100000000001:alias/identity-center", false)]
    public void The_key_may_be_in_any_account_and_Region(string key, bool isAllowed) => Assert.All(Files, file =>
        Assert.Equal(isAllowed, MayUseKey(file, "kms:Decrypt", key, $"sso.{key.Split(':')[3]}.amazonaws.com", ShippedPolicy.ContextOf("sso"))));

    [Theory]
    [InlineData(null, "kms:EncryptionContext:aws:sso:instance-arn", "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6")]
    [InlineData("s3.eu-central-1.amazonaws.com", "kms:EncryptionContext:aws:sso:instance-arn", "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6")]
    [InlineData("sso.eu-central-1.amazonaws.com", null, null)]
    [InlineData("sso.eu-central-1.amazonaws.com", "kms:EncryptionContext:aws:s3:arn", "arn:aws:s3:::salaries")]
    [InlineData("sso.eu-central-1.amazonaws.com", "kms:EncryptionContext:aws:sso:instance-arn", "arn:aws:s3:::salaries")]
    [InlineData("identitystore.eu-central-1.amazonaws.com", "kms:EncryptionContext:aws:sso:instance-arn", "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6")]
    public void No_key_may_be_used_but_through_these_services_and_for_their_data(string? via, string? context, string? value) => Assert.All(Files, file =>
        Assert.False(MayUseKey(file, "kms:Decrypt", InstanceKey, via, context is null ? null : (context, value!))));

    /// <summary>Across accounts both sides have to allow it: what the documentation adds to the key's policy is what the role's own policy has.</summary>
    [Fact]
    public void The_key_s_policy_allows_a_role_of_another_account_what_its_own_policy_does()
    {
        var block = File.ReadAllText(Testing.Repository.At("docs", "iam.md")).Split("```json\n")[1].Split("```")[0];
        Assert.Equal(ShippedPolicy.Read("iam-policy.json").Conditional(), ShippedPolicy.Parse(block).Conditional());
        Assert.All(JsonDocument.Parse(block).RootElement.EnumerateArray(), statement =>
            Assert.Matches("^arn:aws:iam::[0-9]{12}:role/", statement.GetProperty("Principal").GetProperty("AWS").GetString()));
    }

    [Fact]
    public void The_read_only_policy_allows_just_the_reads_among_them_and_those_of_the_commands() =>
        Assert.Equal(Called(withCommands: true).Where(action => !IsWrite(action)), Allowed("iam-policy-read-only.json"));

    // Every call is an …Async method of one of the four clients, made somewhere in src/Operator.
    private static SortedSet<string> Called(bool withCommands)
    {
        var source = string.Concat(Directory.EnumerateFiles(Testing.Repository.At("src", "Operator"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(file => withCommands || !file.Contains($"{Path.DirectorySeparatorChar}CommandLine{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        var called = AsyncCall().Matches(source).Select(match => (Variable: match.Groups[1].Value, Operation: match.Groups[2].Value)).ToHashSet();
        return new(called.SelectMany(call => Clients.Keys.Where(service => Serves(service, call.Variable, call.Operation)).Select(service => $"{service}:{call.Operation}")), StringComparer.Ordinal);
    }

    // The lambda's parameter is named after the service: (sso, token) => sso.CreatePermissionSetAsync(…).
    private static bool Serves(string service, string variable, string operation) =>
        variable == (service == "identitystore" ? "directory" : service) && Clients[service].GetMethods().Any(method => method.Name == $"{operation}Async");

    private static bool IsWrite(string action) => !Reads.Any(verb => action.Split(':')[1].StartsWith(verb, StringComparison.Ordinal));

    private static SortedSet<string> Allowed(string file) => ShippedPolicy.Read(file).Actions();

    private static bool MayUseKey(string file, string action, string key, string? via, (string Key, string Value)? context) => ShippedPolicy.Read(file).MayUseKey(action, key, via, context);

    [GeneratedRegex(@"\b(\w+)\.([A-Z]\w+)Async\(")]
    private static partial Regex AsyncCall();
}
