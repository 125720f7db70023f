using System.Text.Json.Nodes;
using AwsClients;

namespace Aws.Tests;

/// <summary>The service models as plain JSON, read without the generator's help.</summary>
internal static class Models
{
    public static string Aws { get; } = Path.Combine(Repository.Root(AppContext.BaseDirectory), "src", "Aws");

    public static string Folder { get; } = Path.Combine(Aws, "Models");

    /// <summary>A model by the service's .NET name.</summary>
    public static JsonNode Of(string service) => Parsed[service];

    /// <summary>The names in a part of every model, each with its service.</summary>
    public static IEnumerable<(string Service, string Name, JsonNode Value)> All(string part) =>
        from model in Parsed
        from entry in model.Value[part]!.AsObject()
        select (model.Key, entry.Key, entry.Value!);

    private static readonly Dictionary<string, JsonNode> Parsed = new()
    {
        ["SSOAdmin"] = Read("sso-admin.json"),
        ["IdentityStore"] = Read("identitystore.json"),
        ["Organizations"] = Read("organizations.json"),
    };

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, file)))!;
}
