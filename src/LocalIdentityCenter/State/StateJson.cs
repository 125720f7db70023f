using System.Text.Json;
using System.Text.Json.Serialization;

namespace LocalIdentityCenter.State;

/// <summary>How the world is saved: enums by name, assignments and policies as one line of text each.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(AssignmentConverter), typeof(CustomerManagedPolicyConverter)])]
[JsonSerializable(typeof(WorldState))]
internal sealed partial class StateJson : JsonSerializerContext;

internal sealed class AssignmentConverter : JsonConverter<Assignment>
{
    public override Assignment Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Assignment.Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, Assignment value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}

internal sealed class CustomerManagedPolicyConverter : JsonConverter<CustomerManagedPolicy>
{
    public override CustomerManagedPolicy Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        CustomerManagedPolicy.Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, CustomerManagedPolicy value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
