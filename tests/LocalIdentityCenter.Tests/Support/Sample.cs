using System.Text.Json.Nodes;
using LocalIdentityCenter.Models;

namespace LocalIdentityCenter.Tests.Support;

/// <summary>Makes requests from the models: valid ones, and ones that break exactly one constraint.</summary>
internal static class Sample
{
    /// <summary>Texts of which each fits some shape.</summary>
    public static IReadOnlyList<string> Texts { get; } =
    [
        TestSeed.Instance, "arn:aws:sso:::permissionSet/ssoins-7223a1b2c3d4e5f6/ps-0123456789abcdef", TestSeed.Store, TestSeed.ReadOnly, TestSeed.Key, TestSeed.DataProd,
        "99671a2b3c-0badc0de-0000-4000-8000-00000000dead", "0badc0de-0000-4000-8000-00000000dead", "eu-west-1", "PT1H", "aws:identitystore:enterprise",
        "vpc-12345678", "10.0.0.0/8", "ou-ex01-abcdefgh", "r-ex01", "userName", "7", "/", "Name", "text",
    ];

    /// <summary>A value that fits the shape, with every member.</summary>
    public static JsonNode Valid(Shape shape) => shape.Type switch
    {
        ShapeType.Structure => Structure(shape),
        ShapeType.List => new JsonArray(Valid(shape.Element!)),
        ShapeType.Map => new JsonObject { [Text(shape.Key!)] = Valid(shape.Element!) },
        ShapeType.Integer => shape.Min ?? 1,
        ShapeType.Boolean => true,
        ShapeType.Timestamp => 1.5,
        ShapeType.Document => "value",
        _ => Text(shape),
    };

    /// <summary>Values that break one constraint of the shape or of one that it holds, with its place.</summary>
    public static IEnumerable<(string Place, JsonNode? Value)> Invalid(Shape shape) => shape.Type switch
    {
        ShapeType.Structure => InvalidMembers(shape),
        ShapeType.List => InvalidList(shape),
        ShapeType.String => InvalidText(shape).Select(t => (t.What, (JsonNode?)t.Text)),
        ShapeType.Integer => InvalidNumbers(shape),
        _ => [],
    };

    private static JsonObject Structure(Shape shape)
    {
        var members = shape.IsUnion ? shape.Members.Take(1) : shape.Members;
        return new(members.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)Valid(m.Value))));
    }

    private static string Text(Shape shape) => shape.Enum.Count > 0 ? shape.Enum[0]
        : Texts.Append(new string('a', (int)(shape.Min ?? 1))).First(t => t.Length >= (shape.Min ?? 0) && t.Length <= (shape.Max ?? int.MaxValue) && shape.Regex?.IsMatch(t) != false);

    private static IEnumerable<(string, JsonNode?)> InvalidMembers(Shape shape)
    {
        foreach (var required in shape.Required) yield return ($".{required} missing", With(shape, required, null));
        foreach (var (name, member) in shape.IsUnion ? shape.Members.Take(1) : shape.Members)
            foreach (var (place, value) in Invalid(member)) yield return ($".{name}{place}", With(shape, name, value));
        if (shape.IsUnion) yield return (" empty", new JsonObject());
    }

    private static JsonObject With(Shape shape, string member, JsonNode? value)
    {
        var sample = Structure(shape);
        if (value is null) sample.Remove(member);
        else sample[member] = value;
        return sample;
    }

    private static IEnumerable<(string, JsonNode?)> InvalidList(Shape shape)
    {
        if (shape.Min > 0) yield return (" too short", new JsonArray());
        if (shape.Max is { } max) yield return (" too long", new JsonArray([.. Enumerable.Range(0, (int)max + 1).Select(_ => Valid(shape.Element!))]));
        foreach (var (place, value) in Invalid(shape.Element!)) yield return ($"[]{place}", new JsonArray(value));
    }

    private static IEnumerable<(string What, string Text)> InvalidText(Shape shape)
    {
        if (shape.Enum.Count > 0) yield return (" outside its values", "NONSENSE");
        if (shape.Min > 0) yield return (" too short", "");
        if (shape.Max is { } max) yield return (" too long", new string('a', (int)max + 1));
        if (shape.Regex?.IsMatch("\u0001") == false) yield return (" outside its pattern", new string('\u0001', (int)Math.Max(1, shape.Min ?? 1)));
    }

    private static IEnumerable<(string, JsonNode?)> InvalidNumbers(Shape shape)
    {
        if (shape.Min is { } min) yield return (" too small", min - 1);
        if (shape.Max is { } max) yield return (" too large", max + 1);
    }
}
