using System.Text.Json;

namespace LocalIdentityCenter.Models;

/// <summary>A service as AWS's own model describes it: operations, shapes, constraints.</summary>
internal sealed class ServiceModel
{
    private readonly Dictionary<string, Shape> shapes = [];

    private ServiceModel(JsonElement root)
    {
        Name = root.GetProperty("service").GetString()!;
        TargetPrefix = root.GetProperty("targetPrefix").GetString()!;
        SigningName = root.GetProperty("signingName").GetString()!;
        var described = root.GetProperty("shapes");
        foreach (var shape in described.EnumerateObject()) shapes[shape.Name] = ReadShape(shape.Name, shape.Value);
        foreach (var shape in described.EnumerateObject()) Connect(shapes[shape.Name], shape.Value);
        Operations = root.GetProperty("operations").EnumerateObject().ToDictionary(o => o.Name, o => ReadOperation(o.Name, o.Value));
    }

    public static ServiceModel SsoAdmin { get; } = Load("sso-admin.json");

    public static ServiceModel IdentityStore { get; } = Load("identitystore.json");

    public static ServiceModel Organizations { get; } = Load("organizations.json");

    /// <summary>Only DescribeKey, which tells whether a replica key exists.</summary>
    public static ServiceModel Kms { get; } = Load("kms.json");

    public static IReadOnlyList<ServiceModel> All { get; } = [SsoAdmin, IdentityStore, Organizations, Kms];

    public string Name { get; }

    public string TargetPrefix { get; }

    public string SigningName { get; }

    public IReadOnlyDictionary<string, OperationModel> Operations { get; }

    public IReadOnlyDictionary<string, Shape> Shapes => shapes;

    private static ServiceModel Load(string resource)
    {
        using var stream = typeof(ServiceModel).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"the model {resource} is not embedded");
        using var document = JsonDocument.Parse(stream);
        return new ServiceModel(document.RootElement);
    }

    private static Shape ReadShape(string name, JsonElement json) => new()
    {
        Name = name,
        Type = TypeOf(json),
        IsUnion = Flag(json, "union"),
        IsSensitive = Flag(json, "sensitive"),
        Min = Number(json, "min"),
        Max = Number(json, "max"),
        Pattern = Text(json, "pattern"),
        Regex = Text(json, "pattern") is { } pattern ? new JavaPattern(pattern) : null,
        Enum = Strings(json, "enum"),
        Required = Strings(json, "required").ToHashSet(),
    };

    private static ShapeType TypeOf(JsonElement json) => json.GetProperty("type").GetString() switch
    {
        "structure" => ShapeType.Structure,
        "document" => ShapeType.Document,
        "list" => ShapeType.List,
        "map" => ShapeType.Map,
        "integer" => ShapeType.Integer,
        "boolean" => ShapeType.Boolean,
        "timestamp" => ShapeType.Timestamp,
        "string" => ShapeType.String,
        var other => throw new InvalidOperationException($"unknown shape type {other}"),
    };

    private void Connect(Shape shape, JsonElement json)
    {
        if (json.TryGetProperty("members", out var members))
            foreach (var member in members.EnumerateObject()) shape.Members[member.Name] = shapes[member.Value.GetString()!];
        if ((Text(json, "member") ?? Text(json, "value")) is { } element) shape.Element = shapes[element];
        if (Text(json, "key") is { } key) shape.Key = shapes[key];
    }

    private OperationModel ReadOperation(string name, JsonElement json) => new(this, name, ShapeNamed(json, "input"), ShapeNamed(json, "output"), Strings(json, "errors"));

    private Shape? ShapeNamed(JsonElement json, string property) => Text(json, property) is { } name ? shapes[name] : null;

    private static string? Text(JsonElement json, string property) => json.TryGetProperty(property, out var value) ? value.GetString() : null;

    private static long? Number(JsonElement json, string property) => json.TryGetProperty(property, out var value) ? value.GetInt64() : null;

    private static bool Flag(JsonElement json, string property) => json.TryGetProperty(property, out var value) && value.GetBoolean();

    private static List<string> Strings(JsonElement json, string property) =>
        json.TryGetProperty(property, out var values) ? [.. values.EnumerateArray().Select(v => v.GetString()!)] : [];
}
