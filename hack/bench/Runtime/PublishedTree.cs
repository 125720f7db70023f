using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Testing;

namespace RuntimeBench;

/// <summary>Starts the published tree as a pod does, and tells when it is ready and what it takes.</summary>
internal static class PublishedTree
{
    private const int Runs = 3;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan FirstMinute = TimeSpan.FromMinutes(1);

    /// <param name="tree">What <c>make publish-layout</c> made.</param>
    /// <param name="objects">How many PermissionSets there are.</param>
    public static async Task<int> RunAsync(string tree, int objects)
    {
        var files = Directory.GetFiles(tree, "*", SearchOption.AllDirectories);
        Console.WriteLine($"{files.Sum(file => new FileInfo(file).Length) / 1e6:0.0} MB in {files.Length} files");
        await using var plane = await ControlPlane.StartAsync();
        await plane.InstallAsync();
        await Bench.MakeAsync(plane, objects);
        var runs = new List<Figures>();
        for (var i = 0; i < Runs; i++)
        {
            runs.Add(await MeasureAsync(tree, plane));
            Console.WriteLine(runs[^1]);
        }

        Console.WriteLine($"median: {new Figures(Median(r => r.Ready), Median(r => r.ReadyCpu), Median(r => r.AtReady), Median(r => r.AtRest), Median(r => r.AtEnd), Median(r => r.Most), Median(r => r.EndCpu))}");
        return 0;

        double Median(Func<Figures, double> figure) => runs.Select(figure).Order().ElementAt(Runs / 2);
    }

    private static async Task<Figures> MeasureAsync(string tree, ControlPlane plane)
    {
        var address = new IPEndPoint(IPAddress.Loopback, FreePort());
        string[] arguments = ["run", $"--bind={address}", "--json-logs", "--lease-namespace=identity-center-system"];
        var start = Stopwatch.GetTimestamp();
        using var program = await LongLivedProcess.StartAsync(
            Path.Combine(tree, "app", "identity-center-operator"), arguments, Path.Combine(plane.Folder, "published.log"), PodEnvironment.WithoutAws(plane.OperatorKubeconfig));
        using var http = new HttpClient { BaseAddress = new Uri($"http://{address}") };
        while (!await IsReadyAsync(http))
            await Task.Delay(10);
        var ready = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var (cpu, resident) = (Cpu(program), Resident(program, "VmRSS"));
        await Task.Delay(Rest);
        var atRest = Resident(program, "VmRSS");
        await Task.Delay(FirstMinute - Rest);
        var figures = new Figures(ready, cpu, resident, atRest, Resident(program, "VmRSS"), Resident(program, "VmHWM"), Cpu(program));
        await program.SignalAsync("TERM");
        await program.ExitCodeAsync(FirstMinute);
        return figures;
    }

    private static async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync(new Uri("readyz", UriKind.Relative))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static double Cpu(LongLivedProcess program)
    {
        using var process = Process.GetProcessById(program.Id);
        return process.TotalProcessorTime.TotalSeconds;
    }

    // The kernel tells kibibytes, as kB.
    private static double Resident(LongLivedProcess program, string what) =>
        double.Parse(File.ReadLines($"/proc/{program.Id}/status").Single(line => line.StartsWith($"{what}:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
        * 1024 / 1e6;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed record Figures(double Ready, double ReadyCpu, double AtReady, double AtRest, double AtEnd, double Most, double EndCpu)
    {
        public override string ToString() =>
            $"ready after {Ready:0.00} s ({ReadyCpu:0.00} s of CPU) with {AtReady:0.0} MB resident; {AtRest:0.0} MB ten seconds later, {AtEnd:0.0} MB a minute later, at most {Most:0.0} MB, {EndCpu:0.00} s of CPU";
    }
}
