using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Controllers;
using IdentityCenterOperator.Kubernetes.Hosting;
using IdentityCenterOperator.Kubernetes.LeaderElection;
using IdentityCenterOperator.Kubernetes.Reflectors;
using Kubernetes.Tests.Kinds;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Kubernetes.Tests.Hosting;

internal static class WidgetProgram
{
    public static WebApplication Build(WebApplicationBuilder builder, IKubernetesClient client, IWarehouse warehouse, string @namespace)
    {
        builder.Services.AddSingleton(client).AddSingleton(warehouse);
        builder.Services.AddKubernetesRuntime(runtime => runtime.LeaderElection = new LeaderElectionOptions { Namespace = @namespace, Name = "widgets" });
        builder.Services.AddReflector(Widget.Resource, new ReflectorOptions { Namespace = @namespace });
        builder.Services.AddController<Widget, WidgetController>(Widget.Resource, new ControllerOptions<Widget> { Finalizer = "example.dev/shelf" });
        var app = builder.Build();
        app.MapKubernetesRuntime();
        return app;
    }
}
