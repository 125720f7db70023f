using System.Reflection;
using System.Text.Json.Nodes;
using Amazon.Runtime;

namespace Aws.Tests.Contract;

/// <summary>Holds the clients against the service models: every operation, member, enum and error.</summary>
public sealed class ContractTests
{
    public static TheoryData<string, string> Operations => Names(Models.All("operations"));

    public static TheoryData<string, string> Enums => Names(Models.All("shapes").Where(s => s.Value["enum"] is not null));

    public static TheoryData<string, string> Errors => Names(Models.All("shapes").Where(s => s.Value["exception"] is not null));

    public static TheoryData<string> Services => ["SSOAdmin", "IdentityStore", "Organizations"];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_operation_has_the_SDKs_method(string service, string operation)
    {
        var contract = new Contract(service);

        var method = contract.Method(operation);

        Assert.Equal(typeof(Task<>).MakeGenericType(contract.Shape($"{operation}Response")), method.ReturnType);
        Assert.Equal(["request", "cancellationToken"], method.GetParameters().Select(p => p.Name));
        Assert.True(method.GetParameters()[1].HasDefaultValue);
        Assert.True(contract.Shape($"{operation}Request").IsAssignableTo(typeof(AmazonWebServiceRequest)));
        Assert.Equal(typeof(AmazonWebServiceResponse), contract.Shape($"{operation}Response").BaseType);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void The_interface_has_the_models_operations_and_no_others(string service)
    {
        var methods = new Contract(service).Interface.GetMethods(BindingFlags.Public | BindingFlags.Instance).Select(m => m.Name).Order(StringComparer.Ordinal);

        Assert.Equal(Operation(service).Select(o => $"{o.Key}Async").Append("DetermineServiceOperationEndpoint").Order(StringComparer.Ordinal), methods);
    }

    [Theory]
    [MemberData(nameof(Services))]
    public void Every_client_has_the_SDKs_constructors_and_names(string service)
    {
        var contract = new Contract(service);
        var (region, credentials, text) = (typeof(Amazon.RegionEndpoint), typeof(AWSCredentials), typeof(string));
        Type[][] constructors =
        [
            [], [region], [contract.Config],
            [credentials], [credentials, region], [credentials, contract.Config],
            [text, text], [text, text, region], [text, text, contract.Config],
            [text, text, text], [text, text, text, region], [text, text, text, contract.Config],
        ];

        Assert.All(constructors, parameters => Assert.NotNull(contract.Client.GetConstructor(parameters)));
        Assert.Equal(constructors.Length, contract.Client.GetConstructors().Length);
        Assert.True(contract.Client.IsAssignableTo(contract.Interface));
        Assert.True(contract.Client.IsAssignableTo(typeof(AmazonServiceClient)));
        Assert.True(contract.Interface.IsAssignableTo(typeof(IAmazonService)));
        Assert.True(contract.Config.IsAssignableTo(typeof(ClientConfig)));
        Assert.Equal((string)Models.Of(service)["apiVersion"]!, ((ClientConfig)Activator.CreateInstance(contract.Config)!).ServiceVersion);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Every_member_of_a_request_arrives_and_every_member_of_the_response_comes_back(string service, string operation)
    {
        var contract = new Contract(service);
        var model = Models.Of(service)["operations"]![operation]!;
        var asked = model["input"] is { } input ? Sample.Json(service, (string)input!) : new JsonObject();
        var answered = Sample.Json(service, (string)model["output"]!);
        using var loopback = new LoopbackService(Answer.Ok(answered.ToJsonString()));

        var response = await contract.CallAsync(loopback, operation, Sample.Object(asked, contract.Shape($"{operation}Request")));

        Assert.Equal($"{Models.Of(service)["targetPrefix"]}.{operation}", loopback.OnlyCall.Target);
        AssertSame(asked, JsonNode.Parse(loopback.OnlyCall.Body)!);
        AssertSame(answered, Sample.Json(response));
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public void Members_that_are_not_set_are_null(string service, string operation)
    {
        var contract = new Contract(service);

        Assert.Empty(Sample.Json(Activator.CreateInstance(contract.Shape($"{operation}Request"))!).AsObject());
        Assert.Empty(Sample.Json(Activator.CreateInstance(contract.Shape($"{operation}Response"))!).AsObject());
    }

    [Theory]
    [MemberData(nameof(Enums))]
    public void Every_enum_has_the_models_values_and_no_others(string service, string name)
    {
        var type = new Contract(service).Enum(name);
        var constants = type.GetFields(BindingFlags.Public | BindingFlags.Static).ToDictionary(f => f.Name, f => ((ConstantClass)f.GetValue(null)!).Value);

        Assert.Equal(Models.Of(service)["shapes"]![name]!["enum"]!.AsArray().Select(v => (string)v!).Order(StringComparer.Ordinal), constants.Keys.Order(StringComparer.Ordinal));
        Assert.All(constants, constant => Assert.Equal(constant.Key, constant.Value));
        Assert.All(constants, constant => Assert.Same(type.GetField(constant.Key)!.GetValue(null), type.GetMethod("FindValue", [typeof(string)])!.Invoke(null, [constant.Key])));
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Every_error_becomes_its_exception_with_all_its_members(string service, string name)
    {
        var contract = new Contract(service);
        var body = Sample.Json(service, name).AsObject();
        body["__type"] = name;
        using var loopback = new LoopbackService(new Answer(400, body.ToJsonString(), false, ("x-amzn-RequestId", $"{body["RequestId"]}")));
        var operation = Operation(service).First(o => o.Value!["errors"]!.AsArray().Any(e => (string)e! == name)).Key;

        var error = (AmazonServiceException)await Assert.ThrowsAsync(
            contract.Shape(name),
            () => contract.CallAsync(loopback, operation, Activator.CreateInstance(contract.Shape($"{operation}Request"))!));

        Assert.IsAssignableFrom(contract.Exception, error);
        Assert.Equal(name, error.ErrorCode);
        Assert.All(body.Where(m => m.Key != "__type"), member => Assert.Equal($"{member.Value}", $"{error.GetType().GetProperty(member.Key)!.GetValue(error)}"));
        Assert.Equal((bool?)Models.Of(service)["shapes"]![name]!["retryable"]?["throttling"], error.Retryable?.Throttling);
    }

    [Theory]
    [MemberData(nameof(Errors))]
    public void Every_exception_has_the_SDKs_constructors(string service, string name)
    {
        var (type, text, status) = (new Contract(service).Shape(name), typeof(string), typeof(System.Net.HttpStatusCode));
        Type[][] constructors =
        [
            [text], [text, typeof(Exception)], [typeof(Exception)],
            [text, typeof(Exception), typeof(ErrorType), text, text, status], [text, typeof(ErrorType), text, text, status],
        ];

        Assert.All(constructors, parameters => Assert.NotNull(type.GetConstructor(parameters)));
    }

    private static JsonObject Operation(string service) => Models.Of(service)["operations"]!.AsObject();

    private static void AssertSame(JsonNode expected, JsonNode actual) =>
        Assert.True(JsonNode.DeepEquals(expected, actual), $"expected {expected.ToJsonString()}\nactual   {actual.ToJsonString()}");

    private static TheoryData<string, string> Names(IEnumerable<(string Service, string Name, JsonNode Value)> entries)
    {
        var names = new TheoryData<string, string>();
        foreach (var (service, name, _) in entries) names.Add(service, name);
        return names;
    }
}
