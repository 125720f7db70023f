using System.Text.Json;
using LocalIdentityCenter.Models;

namespace LocalIdentityCenter.Wire;

/// <summary>From bytes to arguments that fit the model.</summary>
internal static class RequestBody
{
    private static readonly JsonDocumentOptions options = new() { AllowDuplicateProperties = false };

    /// <exception cref="AwsException">SerializationException: the bytes are not a JSON object.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            var document = JsonDocument.Parse(body.IsEmpty ? "{}"u8.ToArray() : body, options);
            ReadTexts(document.RootElement);
            return document;
        }
        // InvalidOperationException: a text is no Unicode. The parser does not look into texts; who reads them would stumble.
        catch (Exception e) when (e is JsonException or InvalidOperationException) { throw Malformed("The request body is not valid JSON"); }
    }

    private static void ReadTexts(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String: _ = value.GetString(); break;
            case JsonValueKind.Array: foreach (var element in value.EnumerateArray()) ReadTexts(element); break;
            case JsonValueKind.Object: foreach (var member in value.EnumerateObject()) { _ = member.Name; ReadTexts(member.Value); } break;
        }
    }

    /// <exception cref="AwsException">SerializationException for a wrong type, otherwise what the service says of broken constraints.</exception>
    public static void Check(JsonElement body, OperationModel operation)
    {
        var broken = Broken(body, operation);
        if (broken.Count > 0) throw operation.Service == ServiceModel.Organizations ? InvalidInput(broken[0]) : Invalid(broken);
    }

    private static IReadOnlyList<Violation> Broken(JsonElement body, OperationModel operation)
    {
        try
        {
            if (body.ValueKind != JsonValueKind.Object) throw new MalformedRequestException("Start of structure or map found where not expected");
            return operation.Input is { } shape ? ModelValidator.Validate(body, shape) : [];
        }
        catch (MalformedRequestException e) { throw Malformed(e.Message); }
    }

    private static AwsException Invalid(IReadOnlyList<Violation> broken) => Errors.Validation(
        $"{broken.Count} validation error{(broken.Count == 1 ? "" : "s")} detected: {string.Join("; ", broken)}");

    // organizations names the constraint in a Reason instead.
    private static AwsException InvalidInput(Violation violation)
    {
        var reason = violation.Constraint switch
        {
            Constraint.InputRequired or Constraint.Union => "INPUT_REQUIRED",
            Constraint.MinLength => "MIN_LENGTH_EXCEEDED",
            Constraint.MaxLength => "MAX_LENGTH_EXCEEDED",
            Constraint.MinValue => "MIN_VALUE_EXCEEDED",
            Constraint.MaxValue => "MAX_VALUE_EXCEEDED",
            Constraint.Enum => "INVALID_ENUM",
            _ => "INVALID_PATTERN",
        };
        return new("InvalidInputException", violation.ToString(), 400, ("Reason", reason));
    }

    private static AwsException Malformed(string message) => new("SerializationException", message);
}
