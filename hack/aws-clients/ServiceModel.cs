using System.Text.Json;

namespace AwsClients;

/// <summary>A service's model: its operations and the shapes they exchange.</summary>
internal sealed record ServiceModel(string ApiVersion, string TargetPrefix, string SigningName, Dictionary<string, Operation> Operations, Dictionary<string, Shape> Shapes)
{
    public static ServiceModel Read(string path) => JsonSerializer.Deserialize<ServiceModel>(File.ReadAllText(path), JsonSerializerOptions.Web)!;

    /// <summary>A structure without members that no operation takes or returns is a document: any JSON value.</summary>
    public bool IsDocument(string shape) =>
        Shapes[shape] is { Type: "structure", Members.Count: 0 } && !Operations.Values.Any(o => o.Input == shape || o.Output == shape);

    /// <summary>Structures that are neither messages, errors nor documents, by name.</summary>
    public IEnumerable<string> Structures() =>
        from shape in Shapes
        where shape.Value is { Type: "structure", Exception: false } && !IsDocument(shape.Key)
        where !Operations.Values.Any(o => o.Input == shape.Key || o.Output == shape.Key)
        orderby shape.Key
        select shape.Key;

    public IEnumerable<KeyValuePair<string, Shape>> Enums() => Shapes.Where(s => s.Value.Enum is not null).OrderBy(s => s.Key, StringComparer.Ordinal);

    public IEnumerable<KeyValuePair<string, Shape>> Errors() => Shapes.Where(s => s.Value.Exception).OrderBy(s => s.Key, StringComparer.Ordinal);

    /// <summary>The .NET type of a shape as the SDK writes it, without nullability.</summary>
    public string TypeOf(string name) => Shapes[name] switch
    {
        { Enum: not null } => name,
        { Type: "string" } => "string",
        { Type: "integer" } => "int",
        { Type: "boolean" } => "bool",
        { Type: "timestamp" } => "DateTime",
        { Type: "list" } list => $"List<{TypeOf(list.Member!)}>",
        { Type: "map" } map => $"Dictionary<{TypeOf(map.Key!)}, {TypeOf(map.Value!)}>",
        { Type: "structure" } => IsDocument(name) ? "Document" : name,
        var other => throw new NotSupportedException($"shape {name} is a {other.Type}"),
    };
}

/// <summary>An operation; one without input takes an empty object.</summary>
internal sealed record Operation(string? Input, string Output, string[] Errors);

/// <summary>A type of the model with its constraints.</summary>
internal sealed record Shape(
    string Type,
    Dictionary<string, string>? Members = null,
    string[]? Required = null,
    long? Min = null,
    long? Max = null,
    string? Pattern = null,
    string[]? Enum = null,
    string? Member = null,
    string? Key = null,
    string? Value = null,
    bool Exception = false,
    bool Sensitive = false,
    bool Union = false,
    Retryable? Retryable = null);

/// <summary>An error after which the same request may succeed.</summary>
internal sealed record Retryable(bool Throttling);
