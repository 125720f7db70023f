namespace AwsClients;

/// <summary>Writes a service's interface, client and configuration.</summary>
internal static class ClientWriter
{
    public static string Interface(Service service, ServiceModel model) => $$"""
        using Amazon.{{service.Name}}.Model;
        using Amazon.Runtime;
        using Endpoint = Amazon.Runtime.Endpoints.Endpoint;

        namespace {{service.Namespace}};

        /// <summary>The operations of {{service.Id}}, version {{model.ApiVersion}}.</summary>
        /// <remarks>Besides the errors named with each operation, all throw <see cref="{{service.Exception}}"/> for an error that the service's model does not have.</remarks>
        public interface {{service.Interface}} : IAmazonService, IDisposable
        {
        {{string.Join("\n", model.Operations.Select(o => InterfaceMethod(service, o.Key, o.Value)))}}
            /// <summary>The endpoint that a request goes to.</summary>
            /// <param name="request">The request.</param>
            Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

            static ClientConfig IAmazonService.CreateDefaultClientConfig() => new {{service.Config}}();

            static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
                new {{service.Client}}(awsCredentials, ({{service.Config}})clientConfig);
        }
        """;

    public static string Client(Service service, ServiceModel model) => $$"""
        using Amazon.{{service.Name}}.Internal;
        using Amazon.{{service.Name}}.Model;
        using Amazon.Protocol;
        using Amazon.Runtime;
        using Amazon.Runtime.Endpoints;
        using Amazon.Runtime.Internal;

        namespace {{service.Namespace}};

        /// <summary>Calls {{service.Id}}. Safe for use by many threads; one client for the life of a process is enough.</summary>
        public sealed class {{service.Client}} : AmazonServiceClient, {{service.Interface}}
        {
        {{string.Join("\n", Constructors(service))}}
            /// <inheritdoc/>
            protected override IServiceMetadata ServiceMetadata => {{service.Name}}Service.Instance;

        {{string.Join("\n", model.Operations.Select(ClientMethod(service)))}}
            /// <inheritdoc/>
            public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
                (({{service.Config}})Config).DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

            /// <inheritdoc/>
            protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => ServicePipeline.Customize(pipeline);
        }
        """;

    public static string Config(Service service, ServiceModel model) => $$"""
        using Amazon.Protocol;

        namespace {{service.Namespace}};

        /// <summary>Configuration of <see cref="{{service.Client}}"/>. Its environment variable for another endpoint is <c>AWS_ENDPOINT_URL_{{service.Id.Replace(' ', '_').ToUpperInvariant()}}</c>.</summary>
        public sealed class {{service.Config}} : JsonServiceConfig
        {
            /// <summary>The configuration of the environment and of the profile.</summary>
            public {{service.Config}}() : base(ServiceId, "{{model.SigningName}}", new ServiceEndpointProvider("{{service.Host}}"{{(service.IsGlobal ? ", isGlobal: true" : "")}}))
            {
            }

            /// <summary>The service's id, <c>{{service.Id}}</c>.</summary>
            public static new string ServiceId => "{{service.Id}}";

            /// <summary>How the service's endpoints begin.</summary>
            public override string RegionEndpointServiceName => "{{service.Host}}";

            /// <summary>The version of the service's API, {{model.ApiVersion}}.</summary>
            public override string ServiceVersion => "{{model.ApiVersion}}";
        }
        """;

    private static string InterfaceMethod(Service service, string name, Operation operation) => $"""
            /// <summary>{Docs.Sentence(Docs.Words(name))}: the <c>{name}</c> operation.</summary>
            /// <param name="request">What to ask.</param>
            /// <param name="cancellationToken">Ends the call early.</param>
            /// <returns>The service's answer.</returns>
        {string.Concat(operation.Errors.Order(StringComparer.Ordinal).Select(error => $"    /// <exception cref=\"{error}\"/>\n"))}    /// <seealso href="{service.Reference}{name}.html">{name} in AWS's API reference</seealso>
            Task<{name}Response> {name}Async({name}Request request, CancellationToken cancellationToken = default);

        """;

    private static Func<KeyValuePair<string, Operation>, string> ClientMethod(Service service) => operation => $"""
            /// <inheritdoc/>
            public Task<{operation.Key}Response> {operation.Key}Async({operation.Key}Request request, CancellationToken cancellationToken = default) =>
                InvokeAsync<{operation.Key}Response>(request, {service.Name}Service.Instance.Operation<{operation.Key}Request, {operation.Key}Response>("{operation.Key}"), cancellationToken);

        """;

    private static IEnumerable<string> Constructors(Service service)
    {
        const string found = "Calls with the credentials that the SDK finds: environment, web identity, container, profile, instance";
        const string keys = "string awsAccessKeyId, string awsSecretAccessKey";
        const string session = keys + ", string awsSessionToken";
        yield return Constructor(service, $"{found}; region likewise.", "", $"new {service.Config}()");
        yield return Constructor(service, $"{found}.", "RegionEndpoint region", $"new {service.Config} {{ RegionEndpoint = region }}");
        yield return Constructor(service, $"{found}.", $"{service.Config} config", "config");
        foreach (var (words, parameters, arguments) in new[]
        {
            ("these credentials", "AWSCredentials credentials", "credentials"),
            ("this access key", keys, "awsAccessKeyId, awsSecretAccessKey"),
            ("this session's access key", session, "awsAccessKeyId, awsSecretAccessKey, awsSessionToken"),
        })
        {
            yield return Constructor(service, $"Calls with {words}, in the region that the SDK finds.", parameters, $"{arguments}, new {service.Config}()");
            yield return Constructor(service, $"Calls with {words}.", $"{parameters}, RegionEndpoint region", $"{arguments}, new {service.Config} {{ RegionEndpoint = region }}");
            yield return Constructor(service, $"Calls with {words}.", $"{parameters}, {service.Config} clientConfig", $"{arguments}, clientConfig");
        }
    }

    private static string Constructor(Service service, string summary, string parameters, string arguments) => $$"""
            /// <summary>{{summary}}</summary>
            public {{service.Client}}({{parameters}}) : base({{arguments}})
            {
            }

        """;
}
