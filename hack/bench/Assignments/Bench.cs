using System.Diagnostics;
using System.Text.Json.Nodes;
using IdentityCenterOperator.Entities;
using LocalIdentityCenter;
using Testing;

namespace AssignmentsBench;

/// <summary>Declares, waits until everything is Ready, starts the operator anew, and tells what that took.</summary>
internal static class Bench
{
    private const string Settings = """
        apiVersion: identitycenter.dev/v1alpha1
        kind: IdentityCenter
        metadata: {name: default}
        spec: {requestsPerSecond: 20, sweepInterval: 5m}
        """;

    public static async Task<int> RunAsync(Shape shape)
    {
        await using var aws = await LocalIdentityCenterServer.StartAsync(shape.Seed(), new() { CallHistory = 1_000_000 });
        await using var plane = await ControlPlane.StartAsync();
        await plane.InstallAsync();
        await plane.CreateNamespaceAsync("bench");
        await plane.ApplyAsync(Settings);
        Console.WriteLine($"{shape.Name}: {shape.Assignments} assignments on Kubernetes {plane.ServerVersion}; {(shape.IsLimited ? "20 requests a second, 10 operations at a time" : "no limits")}, {shape.Latency.TotalSeconds} s an operation");
        await FirstStartAsync(shape, aws, plane);
        await SecondStartAsync(aws, plane);
        return 0;
    }

    private static async Task FirstStartAsync(Shape shape, LocalIdentityCenterServer aws, ControlPlane plane)
    {
        using var subject = await Subject.StartAsync(plane, aws);
        var start = Stopwatch.GetTimestamp();
        foreach (var manifest in shape.Manifests())
            await plane.ApplyAsync(manifest);
        await UntilReadyAsync(plane, shape, start);
        var took = Stopwatch.GetElapsedTime(start);
        var calls = aws.Calls.All.Where(call => call.Service == "sso-admin").ToList();
        var bound = Math.Max(calls.Count / 20.0, shape.IsTagged ? 0 : shape.Assignments * shape.Latency.TotalSeconds / 10);
        Console.WriteLine($"all Ready after {took.TotalSeconds:0.0} s" + (shape.IsLimited ? $", {took.TotalSeconds / bound:0.00} of the physical bound of {bound:0.0} s" : ""));
        Console.WriteLine($"requests: {calls.Count} to sso-admin, {aws.Calls.Count - calls.Count} to others; {string.Join(", ", Counted(calls).Take(8))}");
        Console.WriteLine(subject.Memory());
        await ReportStatusAsync(plane);
    }

    private static async Task SecondStartAsync(LocalIdentityCenterServer aws, ControlPlane plane)
    {
        var before = await VersionsAsync(plane);
        var mark = aws.Calls.Count;
        using var subject = await Subject.StartAsync(plane, aws);
        var start = Stopwatch.GetTimestamp();
        await Eventually.TrueAsync(async () => await SweptSinceAsync(plane, subject.StartedAt), "the second start has looked at everything", TimeSpan.FromMinutes(30));
        var calls = aws.Calls.Since(mark);
        Console.WriteLine($"second start: looked at everything after {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s with {calls.Count} requests, {calls.Count(call => call.IsWrite)} of them writes; "
            + $"{(await VersionsAsync(plane)).Except(before).Count()} of {before.Count} statuses rewritten; {string.Join(", ", Counted(calls).Take(6))}");
        Console.WriteLine(subject.Memory());
    }

    private static IEnumerable<string> Counted(IEnumerable<Call> calls) =>
        calls.GroupBy(call => call.Operation).OrderByDescending(group => group.Count()).Select(group => $"{group.Key} {group.Count()}");

    private static async Task UntilReadyAsync(ControlPlane plane, Shape shape, long start)
    {
        var (told, seen) = (TimeSpan.Zero, new List<(TimeSpan At, int Ready)>());
        while (true)
        {
            var items = await AssignmentsAsync(plane);
            seen.Add((Stopwatch.GetElapsedTime(start), items.Count(IsReady)));
            if (seen[^1].Ready == shape.Resources)
            {
                Console.WriteLine($"Ready: the first seen after {First(1):0} s, half of them after {First((shape.Resources + 1) / 2):0} s, the last after {First(shape.Resources):0} s");
                return;
            }

            if (Stopwatch.GetElapsedTime(start) - told > TimeSpan.FromSeconds(30))
            {
                told = Stopwatch.GetElapsedTime(start);
                Console.WriteLine($"  {told.TotalSeconds:0} s: {items.Count(IsReady)} Ready, {items.Sum(item => (int?)item["status"]?["assignments"]?["assigned"] ?? 0)} assigned");
            }

            await Task.Delay(shape.Poll);
        }

        double First(int ready) => seen.First(look => look.Ready >= ready).At.TotalSeconds;
    }

    private static async Task ReportStatusAsync(ControlPlane plane)
    {
        var items = await AssignmentsAsync(plane);
        Console.WriteLine($"largest status {items.Max(item => item["status"]!.ToJsonString().Length) / 1000.0:0.0} KB, largest object {items.Max(item => item.ToJsonString().Length) / 1000.0:0.0} KB with managedFields");
    }

    private static async Task<bool> SweptSinceAsync(ControlPlane plane, DateTimeOffset since)
    {
        var body = await plane.Admin.GetAsync(IdentityCenter.Definition, new(null, IdentityCenter.DefaultName));
        return (string?)JsonNode.Parse(body!.Value.Span)!["status"]?["lastSweep"]?["startedAt"] is { } at && DateTimeOffset.Parse(at, null) >= since.AddSeconds(-1);
    }

    private static async Task<HashSet<string>> VersionsAsync(ControlPlane plane) => [.. (await AssignmentsAsync(plane)).Select(item => (string)item["metadata"]!["resourceVersion"]!)];

    private static async Task<List<JsonNode>> AssignmentsAsync(ControlPlane plane) =>
        [.. (await plane.Admin.ListAsync(AccountAssignment.Definition, new() { Namespace = "bench" })).Items.Select(item => JsonNode.Parse(item.Span)!)];

    private static bool IsReady(JsonNode item) => (item["status"]?["conditions"] as JsonArray ?? []).Any(condition => (string?)condition!["type"] == "Ready" && (string?)condition["status"] == "True");
}
