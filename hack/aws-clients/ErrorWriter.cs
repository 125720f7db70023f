namespace AwsClients;

/// <summary>Writes a service's exceptions.</summary>
internal sealed class ErrorWriter(Service service, ServiceModel model)
{
    public string BaseException() => $$"""
        using System.Net;
        using Amazon.Runtime;

        namespace {{service.Namespace}};

        /// <summary>An error that {{service.Id}} answered with. Its model's errors have types of their own, below this one.</summary>
        public class {{service.Exception}} : AmazonServiceException
        {
        {{Constructors(service.Exception)}}
        }
        """;

    public string Exception(string name, Shape error) => $$"""
        using System.Net;
        using Amazon.Runtime;

        namespace {{service.Namespace}}.Model;

        /// <summary>{{Docs.Sentence(Docs.Words(name.Replace("Exception", "")))}}: the service's <c>{{name}}</c>.</summary>
        public sealed class {{name}} : {{service.Exception}}
        {
        {{Constructors(name)}}{{string.Concat(Members(error))}}{{Retryable(error)}}
        }
        """;

    /// <summary>The members that the SDK's exceptions do not have already.</summary>
    public static IEnumerable<KeyValuePair<string, string>> OwnMembers(Shape error) =>
        error.Members!.Where(member => member.Key is not ("Message" or "RequestId"));

    private IEnumerable<string> Members(Shape error) => OwnMembers(error).Select(member => $$"""


            /// <summary>{{Docs.Member(model, member.Key, member.Value, required: false)}}</summary>
            public {{model.TypeOf(member.Value)}}? {{member.Key}} { get; set; }
        """);

    private static string Retryable(Shape error) => error.Retryable is not { } retryable ? "" : $$"""


            /// <summary>The same request may succeed later.</summary>
            public override RetryableDetails Retryable { get; } = new(throttling: {{(retryable.Throttling ? "true" : "false")}});
        """;

    private static string Constructors(string name) => string.Join("\n\n",
        Constructor(name, "An error without a message.", "", ""),
        Constructor(name, "An error with a message.", "string message", "message"),
        Constructor(name, "An error with a message and its cause.", "string message, Exception? innerException", "message, innerException"),
        Constructor(name, "An error with its cause.", "Exception innerException", "innerException"),
        Constructor(name, "An error as the service answered it.", "string message, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode", "message, errorType, errorCode, requestId, statusCode"),
        Constructor(name, "An error as the service answered it, and its cause.", "string message, Exception? innerException, ErrorType errorType, string? errorCode, string? requestId, HttpStatusCode statusCode", "message, innerException, errorType, errorCode, requestId, statusCode"));

    private static string Constructor(string name, string summary, string parameters, string arguments) => $$"""
            /// <summary>{{summary}}</summary>
            public {{name}}({{parameters}}) : base({{arguments}})
            {
            }
        """;
}
