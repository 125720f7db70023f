namespace AwsClients;

/// <summary>Writes requests, responses and the structures within them.</summary>
internal sealed class ShapeWriter(Service service, ServiceModel model)
{
    public string BaseRequest() => $$"""
        using Amazon.Runtime;

        namespace {{service.Namespace}};

        /// <summary>What all requests to {{service.Id}} are.</summary>
        public class {{service.Request}} : AmazonWebServiceRequest
        {
        }
        """;

    /// <summary>An operation's request and response.</summary>
    public string Messages(string operation, Operation messages) => $"""
        {Usings(messages.Input, messages.Output)}namespace {service.Namespace}.Model;

        {Class($"{operation}Request", service.Request, $"What <see cref=\"{service.Interface}.{operation}Async\"/> asks.", messages.Input)}

        {Class($"{operation}Response", "AmazonWebServiceResponse", $"What <see cref=\"{service.Interface}.{operation}Async\"/> answers.", messages.Output)}
        """;

    public string Structure(string name) => $"""
        {Usings(name)}namespace {service.Namespace}.Model;

        {Class(name, null, $"{Docs.Sentence(Docs.Words(name))}.{(model.Shapes[name].Union ? " Exactly one member is set." : "")}", name)}
        """;

    private string Class(string name, string? parent, string summary, string? shape) => $$"""
        /// <summary>{{summary}}</summary>
        public sealed class {{name}}{{(parent is null ? "" : $" : {parent}")}}
        {
        {{string.Join("\n\n", shape is null ? [] : Members(model.Shapes[shape]))}}
        }
        """.Replace("{\n\n}", "{\n}");

    private IEnumerable<string> Members(Shape structure)
    {
        foreach (var (name, shape) in structure.Members!)
        {
            yield return $$"""
                    /// <summary>{{Docs.Member(model, name, shape, structure.Required?.Contains(name) == true)}}</summary>
                {{Attribute(shape)}}    public {{Type(shape)}} {{name}} { get; set; }
                """;
        }
    }

    // The SDK's document is a struct that holds null when it is not set.
    private string Type(string shape) => model.TypeOf(shape) is "Document" ? "Document" : $"{model.TypeOf(shape)}?";

    private string Attribute(string shape) =>
        model.TypeOf(shape) is "Document" ? "    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]\n" : "";

    private string Usings(params string?[] shapes)
    {
        var types = shapes.OfType<string>().SelectMany(shape => model.Shapes[shape].Members!.Values).Select(model.TypeOf).ToList();
        var usings = new List<string>();
        if (types.Contains("Document")) usings.Add("using System.Text.Json.Serialization;");
        if (shapes.Length > 1) usings.Add("using Amazon.Runtime;");
        if (types.Any(type => type.Contains("Document", StringComparison.Ordinal))) usings.Add("using Amazon.Runtime.Documents;");
        return usings.Count == 0 ? "" : string.Join('\n', usings) + "\n\n";
    }
}
