namespace LocalIdentityCenter.Models;

/// <summary>What kind of JSON a shape is.</summary>
internal enum ShapeType { Structure, List, Map, String, Integer, Boolean, Timestamp, Document }

/// <summary>One named shape of a service model with its constraints.</summary>
internal sealed class Shape
{
    public required string Name { get; init; }

    public required ShapeType Type { get; init; }

    public bool IsUnion { get; init; }

    public bool IsSensitive { get; init; }

    public long? Min { get; init; }

    public long? Max { get; init; }

    public string? Pattern { get; init; }

    /// <summary>The pattern, anchored to the whole value as the services do.</summary>
    public JavaPattern? Regex { get; init; }

    public IReadOnlyList<string> Enum { get; init; } = [];

    public IReadOnlySet<string> Required { get; init; } = new HashSet<string>();

    /// <summary>Members of a structure; filled once all shapes are known.</summary>
    public Dictionary<string, Shape> Members { get; } = [];

    /// <summary>What a list holds, or the values of a map.</summary>
    public Shape? Element { get; set; }

    /// <summary>The keys of a map.</summary>
    public Shape? Key { get; set; }
}
