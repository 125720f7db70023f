using Microsoft.AspNetCore.Http;
using static Operator.Tests.Reliability.Faults.Telling;

namespace Operator.Tests.Reliability.Faults;

/// <summary>What goes wrong on the side of Kubernetes.</summary>
internal static class KubernetesTroubles
{
    public static IReadOnlyList<Trouble> All { get; } =
    [
        new("API server cut off", Now(sides => sides.Operator.ToCluster.Refuse()), Now(sides => sides.Operator.ToCluster.Accept())) { Told = Everywhere(Log()) },
        new("API server slow", Now(sides => sides.Operator.ToCluster.Delay = TimeSpan.FromMilliseconds(100)), Now(sides => sides.Operator.ToCluster.Delay = TimeSpan.Zero))
        {
            Told = Everywhere(Nothing),
        },
        new("API server silent for a while", Now(sides => sides.Operator.ToCluster.Stall()), Now(sides => sides.Operator.ToCluster.Resume())) { Told = Everywhere(Nothing) },
        Refusing("409 to writes", IsWrite, new(409, "Conflict"), Everywhere(Log())),
        // A list anew answers it, which is no reason for a warning.
        Refusing("410 to watches", IsWatch, new(410, "Expired"), Everywhere(Metric(410))),
        Refusing("429 with Retry-After", _ => true, new(429, "TooManyRequests", 1), Everywhere(Log())),
        Refusing("500", _ => true, new(500, "InternalError"), Everywhere(Log())),
        Refusing("500 to writes", IsWrite, new(500, "InternalError"), Everywhere(Log())),
        new("API server restarted", sides => sides.Cluster.Plane.StopApiServerAsync(), sides => sides.Cluster.Plane.StartApiServerAsync()) { Told = Everywhere(Log()), IsForBoth = true },
    ];

    private static bool IsWrite(HttpRequest request) => request.Method != "GET";

    private static bool IsWatch(HttpRequest request) => request.Query.ContainsKey("watch");

    private static Telling[] Everywhere(Telling telling) => [telling, telling, telling, telling];

    private static Trouble Refusing(string name, Func<HttpRequest, bool> which, ApiRefusal refusal, Telling[] told) =>
        new(name, Now(sides => sides.Front.Refuse(request => which(request) ? refusal : null)), Now(sides => sides.Front.Refuse(null))) { Told = told };

    private static Func<ISides, Task> Now(Action<ISides> act) => sides =>
    {
        act(sides);
        return Task.CompletedTask;
    };
}
