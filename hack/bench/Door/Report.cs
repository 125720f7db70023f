using LocalIdentityCenter;

namespace Door;

/// <summary>Figures of a run beside the physical bound: AWS takes 20 requests a second and works on 10 operations at a time.</summary>
internal static class Report
{
    public static void Converged(string what, int count, TimeSpan wall, Calls calls, TimeSpan latency, double rate)
    {
        var requests = calls.All.Count(call => call.Service == "sso-admin");
        var throttled = calls.All.Count(call => call.Outcome == "ThrottlingException");
        var bound = Math.Max(requests / 20.0, count * latency.TotalSeconds / 10);
        Console.WriteLine($"{count} {what} in {wall.TotalSeconds:N1} s ({count / wall.TotalSeconds:N2} a second) with {requests} requests at {rate} a second, {throttled} throttled; "
            + $"bound {bound:N1} s, ratio {wall.TotalSeconds / bound:N2}");
        foreach (var operation in calls.All.GroupBy(call => call.Operation).OrderByDescending(g => g.Count()))
            Console.WriteLine($"  {operation.Count(),6} {operation.Key}");
    }
}
