using System.Text.Json;
using System.Text.Json.Nodes;
using LocalIdentityCenter.Models;

namespace LocalIdentityCenter.Wire;

/// <summary>Holds an answer against the model, so that tests find what an SDK would trip over.</summary>
internal static class AnswerCheck
{
    /// <exception cref="AwsException">The operation's own error; InternalServerException when the answer or the error does not fit the model.</exception>
    public static JsonObject Checked(OperationModel operation, Func<JsonObject> run)
    {
        try
        {
            var answer = run();
            if (operation.Output is { } shape) Check(answer, shape);
            return answer;
        }
        catch (AwsException e) when (e.Status < 500) { throw Problem(operation, e) is { } problem ? Unfit(problem) : e; }
    }

    private static string? Problem(OperationModel operation, AwsException error)
    {
        if (!operation.Errors.Contains(error.Code)) return $"{operation.Name} has no {error.Code}: {error.Message}";
        if (!operation.Service.Shapes.TryGetValue(error.Code, out var shape)) return null;
        using var members = JsonDocument.Parse(Json.Object([.. error.Members.Select(m => (m.Name, m.Value?.DeepClone()))]).ToJsonString(Json.Relaxed));
        return UnknownMember(members.RootElement, shape) ?? (ModelValidator.Validate(members.RootElement, shape) is [var broken, ..] ? broken.ToString() : null);
    }

    private static void Check(JsonObject answer, Shape shape)
    {
        using var document = JsonDocument.Parse(answer.ToJsonString(Json.Relaxed));
        var problem = UnknownMember(document.RootElement, shape) ?? Broken(document.RootElement, shape);
        if (problem is not null) throw Unfit(problem);
    }

    private static AwsException Unfit(string problem) => new("InternalServerException", $"The answer does not fit the model: {problem}", 500);

    // GetInlinePolicyForPermissionSet answers an empty text where its shape has a minimum: the service's documentation says so.
    private static string? Broken(JsonElement answer, Shape shape) =>
        ModelValidator.Validate(answer, shape).FirstOrDefault(v => v is not { Path: "inlinePolicy", Value: "" })?.ToString();

    private static string? UnknownMember(JsonElement value, Shape shape) => shape.Type switch
    {
        ShapeType.Structure => value.EnumerateObject().Select(m => shape.Members.TryGetValue(m.Name, out var member)
            ? UnknownMember(m.Value, member) : $"{shape.Name} has no member {m.Name}").FirstOrDefault(p => p is not null),
        ShapeType.List => value.EnumerateArray().Select(e => UnknownMember(e, shape.Element!)).FirstOrDefault(p => p is not null),
        _ => null,
    };
}
