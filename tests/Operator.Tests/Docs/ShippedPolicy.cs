using System.Text.Json;
using System.Text.RegularExpressions;

namespace Operator.Tests.Docs;

/// <summary>A policy for the operator's role, as it is shipped, and what IAM would decide by it.</summary>
internal sealed class ShippedPolicy
{
    private const string InstanceArn = "arn:aws:sso:::instance/ssoins-7223a1b2c3d4e5f6";
    private const string StoreArn = "arn:aws:identitystore::100000000001:identitystore/d-99671a2b3c";

    private readonly IReadOnlyList<JsonElement> _statements;

    private ShippedPolicy(IReadOnlyList<JsonElement> statements) => _statements = statements;

    /// <summary>What one service does with the instance's key in the caller's name, for reads and besides for writes.</summary>
    public static IReadOnlyList<string> UsesOfTheKey(bool isWrite) => isWrite ? ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKeyWithoutPlaintext"] : ["kms:Decrypt"];

    /// <summary>Reads one of docs/.</summary>
    public static ShippedPolicy Read(string file) =>
        new([.. JsonDocument.Parse(File.ReadAllText(Testing.Repository.At("docs", file))).RootElement.GetProperty("Statement").EnumerateArray()]);

    /// <summary>Reads statements.</summary>
    public static ShippedPolicy Parse(string statements) => new([.. JsonDocument.Parse(statements).RootElement.EnumerateArray()]);

    /// <summary>What the encryption context says of the data of a service.</summary>
    public static (string Key, string Value) ContextOf(string service) => service == "sso"
        ? ("kms:EncryptionContext:aws:sso:instance-arn", InstanceArn)
        : ("kms:EncryptionContext:aws:identitystore:identitystore-arn", StoreArn);

    /// <summary>What is allowed to the caller itself. Statements with conditions are about what services do in its name.</summary>
    public SortedSet<string> Actions() => new(_statements.Where(statement => !statement.TryGetProperty("Condition", out _)).SelectMany(ActionsOf), StringComparer.Ordinal);

    /// <summary>What is allowed under conditions, with these.</summary>
    public IEnumerable<string> Conditional() =>
        _statements.Where(statement => statement.TryGetProperty("Condition", out _)).Select(statement => string.Join(' ', [.. ActionsOf(statement), .. Conditions(statement).Select(condition => condition.ToString())]));

    /// <summary>Whether the caller may do something itself.</summary>
    public bool MayCall(string action, string resource) => May(action, resource, new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>Whether something may be done with a key through a service, for data with an encryption context.</summary>
    public bool MayUseKey(string action, string key, string? via, (string Key, string Value)? context)
    {
        var request = new Dictionary<string, string>(StringComparer.Ordinal);
        if (via is not null)
            request["kms:ViaService"] = via;
        if (context is var (name, value))
            request[name] = value;
        return May(action, key, request);
    }

    // As IAM decides: some statement has the action and the resource, and each of its conditions finds its key in the request.
    private bool May(string action, string resource, Dictionary<string, string> request) =>
        _statements.Any(statement => ActionsOf(statement).Contains(action) && Fits(statement.GetProperty("Resource").GetString()!, resource)
            && Conditions(statement).All(condition => request.TryGetValue(condition.Name, out var had) && Fits(condition.Value.GetString()!, had)));

    private static IEnumerable<string> ActionsOf(JsonElement statement) => statement.GetProperty("Action").EnumerateArray().Select(action => action.GetString()!);

    private static IEnumerable<JsonProperty> Conditions(JsonElement statement) =>
        statement.TryGetProperty("Condition", out var conditions) ? conditions.EnumerateObject().SelectMany(test => test.Value.EnumerateObject()) : [];

    private static bool Fits(string pattern, string value) => Regex.IsMatch(value, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}$");
}
