using System.Text.Json;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace IdentityCenterOperator.Kubernetes.Hosting;

/// <summary>What the runtime answers over HTTP.</summary>
public static class RuntimeEndpoints
{
    /// <summary>Maps <c>/healthz</c>, <c>/readyz</c>, <c>/metrics</c> and, where enabled, <c>/debug/queue</c>.</summary>
    public static IEndpointRouteBuilder MapKubernetesRuntime(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        endpoints.MapHealthChecks("/healthz", Checks("healthz"));
        endpoints.MapHealthChecks("/readyz", Checks("readyz"));
        // Created now, not at the first scrape: what was counted before would be missing.
        var metrics = endpoints.ServiceProvider.GetRequiredService<PrometheusText>();
        endpoints.Map("/metrics", new RequestDelegate(context => WriteMetricsAsync(context, metrics)));
        if (endpoints.ServiceProvider.GetRequiredService<RuntimeOptions>().DebugEndpoints)
            endpoints.Map("/debug/queue", new RequestDelegate(WriteQueuesAsync));
        return endpoints;
    }

    private static HealthCheckOptions Checks(string tag) => new()
    {
        Predicate = check => check.Tags.Contains(tag),
        ResponseWriter = WriteHealthAsync,
    };

    private static Task WriteHealthAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(string.Concat(report.Entries.Select(entry => $"{entry.Key}: {entry.Value.Status}. {entry.Value.Description}\n")));
    }

    private static Task WriteMetricsAsync(HttpContext context, PrometheusText metrics)
    {
        context.Response.ContentType = PrometheusText.ContentType;
        return context.Response.WriteAsync(metrics.Scrape());
    }

    private static async Task WriteQueuesAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter);
        json.WriteStartObject();
        foreach (var controller in context.RequestServices.GetServices<IControllerHost>())
        {
            json.WriteStartArray(controller.Name);
            foreach (var item in controller.Snapshot())
                Write(json, item);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Queue.WorkItemState item)
    {
        json.WriteStartObject();
        json.WriteString("key"u8, item.Key);
        json.WriteString("state"u8, item.State);
        json.WriteNumber("failures"u8, item.Failures);
        if (item.DueIn is { } due)
            json.WriteNumber("dueInSeconds"u8, due.TotalSeconds);
        json.WriteEndObject();
    }
}
