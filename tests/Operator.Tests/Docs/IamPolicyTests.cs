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

    private static readonly string[] Reads = ["List", "Describe", "Get"];

    [Fact]
    public void The_full_policy_allows_just_the_operations_that_the_operator_calls() => Assert.Equal(Called(withCommands: false), Allowed("iam-policy.json"));

    [Fact]
    public void The_read_only_policy_allows_just_the_reads_among_them_and_those_of_the_commands() =>
        Assert.Equal(Called(withCommands: true).Where(action => Reads.Any(verb => action.Split(':')[1].StartsWith(verb, StringComparison.Ordinal))), Allowed("iam-policy-read-only.json"));

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

    private static SortedSet<string> Allowed(string file)
    {
        using var policy = JsonDocument.Parse(File.ReadAllText(Testing.Repository.At("docs", file)));
        return new(policy.RootElement.GetProperty("Statement").EnumerateArray().SelectMany(statement => statement.GetProperty("Action").EnumerateArray()).Select(action => action.GetString()!), StringComparer.Ordinal);
    }

    [GeneratedRegex(@"\b(\w+)\.([A-Z]\w+)Async\(")]
    private static partial Regex AsyncCall();
}
