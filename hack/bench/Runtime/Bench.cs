using System.Diagnostics;
using System.Text;
using IdentityCenterOperator.Entities;
using IdentityCenterOperator.Kubernetes.Client;
using IdentityCenterOperator.Kubernetes.Entities;
using Testing;

namespace RuntimeBench;

/// <summary>Makes the objects, starts the measured process and edits while it works.</summary>
internal static class Bench
{
    private const int Edits = 500;

    public static async Task<int> RunAsync(int objects)
    {
        await using var plane = await ControlPlane.StartAsync();
        await plane.InstallAsync();
        await MakeAsync(plane, objects);
        var operate = new ProcessStartInfo(Environment.ProcessPath!, ["operate", plane.AdminKubeconfig, $"{objects}"]) { RedirectStandardOutput = true };
        foreach (var (name, value) in PodEnvironment.OfImage)
            operate.Environment[name] = value;
        using var subject = Process.Start(operate)!;
        await foreach (var line in Lines(subject.StandardOutput))
        {
            Console.WriteLine(line);
            if (line.StartsWith("synced", StringComparison.Ordinal))
                await EditAsync(plane.Admin, objects);
        }

        await subject.WaitForExitAsync();
        return subject.ExitCode;
    }

    /// <summary>Makes the objects.</summary>
    public static async Task MakeAsync(ControlPlane plane, int objects)
    {
        var start = Stopwatch.GetTimestamp();
        await Parallel.ForAsync(0, objects, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, token) => await ApplyAsync(plane.Admin, i, 0, token));
        Console.WriteLine($"made {objects} PermissionSets in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s on Kubernetes {plane.ServerVersion}");
    }

    // At an even pace, so that each edit meets the queue as the others left it.
    private static async Task EditAsync(KubernetesClient admin, int objects)
    {
        var answers = new List<double>();
        for (var i = 0; i < Edits; i++)
        {
            var sent = Stopwatch.GetTimestamp();
            await ApplyAsync(admin, objects - 1 - (i * 7 % objects), sent, CancellationToken.None);
            answers.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            await Task.Delay(30);
        }

        Percentiles.Tell("edit sent to edit answered by the API server", answers);
    }

    private static Task ApplyAsync(KubernetesClient admin, int number, long stamp, CancellationToken cancellationToken) => admin.ApplyAsync(
        PermissionSet.Definition, new ObjectKey(null, $"set-{number}"), Encoding.UTF8.GetBytes(Json(number, stamp)), "bench", cancellationToken: cancellationToken);

    // The size of a permission set that people write: a few policies and half a kilobyte inline.
    private static string Json(int number, long stamp) => $$$"""
        {"apiVersion":"identitycenter.dev/v1alpha1","kind":"PermissionSet","metadata":{"name":"set-{{{number}}}","labels":{"team":"team-{{{number % 50}}}"}},
         "spec":{"name":"Set{{{number}}}","description":"{{{stamp}}}","sessionDuration":"PT4H","managedPolicies":["ReadOnlyAccess","job-function/DatabaseAdministrator"],
          "inlinePolicy":{"Version":"2012-10-17","Statement":[
           {"Sid":"Read","Effect":"Allow","Action":["rds:Describe*","rds:List*","logs:Get*","logs:Describe*","cloudwatch:Get*"],"Resource":"*"},
           {"Sid":"Restart","Effect":"Allow","Action":["rds:RebootDBInstance","rds:StartDBInstance"],"Resource":"arn:aws:rds:*:*:db:team-{{{number}}}-*"},
           {"Sid":"NoDelete","Effect":"Deny","Action":["rds:Delete*"],"Resource":"*"}]},
          "tags":{"team":"team-{{{number % 50}}}","cost-center":"{{{number}}}"} } }
        """;

    private static async IAsyncEnumerable<string> Lines(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
            yield return line;
    }
}
