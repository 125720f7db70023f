using System.Reflection;
using Amazon.Runtime;
using Amazon.SSOAdmin;

namespace Aws.Tests.Contract;

/// <summary>A client by the names that AWS's SDK gives it.</summary>
internal sealed record Contract(string Service)
{
    public Type Interface => Type($"Amazon.{Service}.IAmazon{Service}");

    public Type Client => Type($"Amazon.{Service}.Amazon{Service}Client");

    public Type Config => Type($"Amazon.{Service}.Amazon{Service}Config");

    public Type Exception => Type($"Amazon.{Service}.Amazon{Service}Exception");

    public Type Shape(string name) => Type($"Amazon.{Service}.Model.{name}");

    public Type Enum(string name) => Type($"Amazon.{Service}.{name}");

    public MethodInfo Method(string operation) =>
        Interface.GetMethod($"{operation}Async", [Shape($"{operation}Request"), typeof(CancellationToken)]) ?? throw new MissingMethodException(Interface.FullName, operation);

    /// <summary>Calls an operation of a client of the loopback service.</summary>
    public async Task<object> CallAsync(LoopbackService service, string operation, object request)
    {
        var config = (ClientConfig)Activator.CreateInstance(Config)!;
        config.RegionEndpoint = Amazon.RegionEndpoint.EUWest1;
        config.ServiceURL = service.Url;
        config.MaxErrorRetry = 0;
        using var client = (IDisposable)Activator.CreateInstance(Client, LoopbackService.Credentials, config)!;
        var call = (Task)Method(operation).Invoke(client, [request, CancellationToken.None])!;
        await call;
        return call.GetType().GetProperty("Result")!.GetValue(call)!;
    }

    private static Type Type(string name) => typeof(AmazonSSOAdminClient).Assembly.GetType(name) ?? throw new TypeLoadException($"no type {name}");
}
