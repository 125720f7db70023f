using IdentityCenterOperator.Kubernetes.Metrics;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IdentityCenterOperator.Hosting;

/// <summary>
/// Traces of reconciles, sent by OTLP where OpenTelemetry's own environment variables say so (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its kin). Without them nothing
/// is recorded.
/// </summary>
internal static class Tracing
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string TracesEndpoint = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

    /// <summary>Adds the exporter, if it is asked for.</summary>
    public static IServiceCollection AddTracing(this IServiceCollection services, string version)
    {
        if (Environment.GetEnvironmentVariable(Endpoint) is null && Environment.GetEnvironmentVariable(TracesEndpoint) is null)
            return services;
        var provider = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService("identity-center-operator", serviceVersion: version).AddEnvironmentVariableDetector())
            .AddSource(Runtime.Name)
            .AddOtlpExporter()
            .Build();
        // Disposed with the host, which sends what is still waiting.
        return services.AddSingleton(_ => provider).AddHostedService<TracingService>();
    }

    private sealed class TracingService(TracerProvider provider) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            provider.ForceFlush(timeoutMilliseconds: 2000);
            return Task.CompletedTask;
        }
    }
}
