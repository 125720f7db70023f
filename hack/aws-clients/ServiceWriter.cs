namespace AwsClients;

/// <summary>Writes what the protocol code must know of a service.</summary>
internal static class ServiceWriter
{
    public static string Service(Service service, ServiceModel model) => $$"""
        using Amazon.{{service.Name}}.Model;
        using Amazon.Protocol;
        using Amazon.Runtime;

        namespace {{service.Namespace}}.Internal;

        /// <summary>{{service.Id}} for the protocol code.</summary>
        internal static class {{service.Name}}Service
        {
            public static JsonService Instance { get; } = new()
            {
                ServiceId = "{{service.Id}}",
                Namespace = "{{service.Namespace}}",
                TargetPrefix = "{{model.TargetPrefix}}",
                ApiVersion = "{{model.ApiVersion}}",
                Json = WireFormat.Options({{service.Name}}JsonContext.Default{{string.Concat(model.Enums().Select(e => Constant(e.Key)))}}),
                Exception = Exception,
            };

            static AmazonServiceException Exception(ServiceError error) => error.Code switch
            {
        {{string.Join("\n", model.Errors().Select(error => Arm(model, error)))}}
                _ => new {{service.Exception}}({{Facts}}),
            };
        }
        """;

    public static string JsonContext(Service service, ServiceModel model) => $$"""
        using System.Text.Json.Serialization;
        using Amazon.{{service.Name}}.Model;

        namespace {{service.Namespace}}.Internal;

        {{string.Join("\n", model.Operations.Keys.Select(Serializable))}}
        [JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
        internal sealed partial class {{service.Name}}JsonContext : JsonSerializerContext;
        """;

    private const string Facts = "error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode";

    private static string Constant(string name) => $",\n            new ConstantClassConverter<{name}>({name}.FindValue)";

    private static string Serializable(string operation) => $"[JsonSerializable(typeof({operation}Request))]\n[JsonSerializable(typeof({operation}Response))]";

    private static string Arm(ServiceModel model, KeyValuePair<string, Shape> error) =>
        $"        \"{error.Key}\" => new {error.Key}({Facts}){Members(model, error.Value)},";

    private static string Members(ServiceModel model, Shape error)
    {
        var members = ErrorWriter.OwnMembers(error).Select(member => $"{member.Key} = error.{Reader(model.TypeOf(member.Value))}(\"{member.Key}\")").ToList();
        return members.Count == 0 ? "" : $" {{ {string.Join(", ", members)} }}";
    }

    private static string Reader(string type) => type == "int" ? "Number" : "Text";
}
