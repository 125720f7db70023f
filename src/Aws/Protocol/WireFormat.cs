using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;

namespace Amazon.Protocol;

/// <summary>How AWS JSON 1.1 writes the shapes of a service.</summary>
internal static class WireFormat
{
    /// <summary>The options for a service's shapes: members that are not set are left out, unknown ones ignored.</summary>
    /// <param name="shapes">The service's shapes.</param>
    /// <param name="constants">A converter for each of the service's enums.</param>
    public static JsonSerializerOptions Options(IJsonTypeInfoResolver shapes, params IEnumerable<JsonConverter> constants)
    {
        var options = new JsonSerializerOptions
        {
            TypeInfoResolver = JsonTypeInfoResolver.Combine(shapes.WithAddedModifier(KeepBodyMembersOnly), new DocumentResolver()),
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // A request is read by AWS, never by a browser: policies full of quotes and pluses stay short.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new EpochSecondsConverter() },
        };
        foreach (var constant in constants) options.Converters.Add(constant);
        options.MakeReadOnly();
        return options;
    }

    // The SDK's base class carries what it knows of the HTTP response; a body must not be able to set that.
    private static void KeepBodyMembersOnly(JsonTypeInfo shape)
    {
        for (var i = shape.Properties.Count - 1; i >= 0; i--)
        {
            if (shape.Properties[i].DeclaringType == typeof(AmazonWebServiceResponse)) shape.Properties.RemoveAt(i);
        }
    }
}
