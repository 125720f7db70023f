using System.Collections.Concurrent;
using System.Diagnostics;

namespace Testing;

/// <summary>A server that a test starts. It dies with the test process, however that ends.</summary>
public sealed class LongLivedProcess : IDisposable
{
    private static readonly string? SetPriv = new[] { "/usr/bin/setpriv", "/bin/setpriv" }.FirstOrDefault(File.Exists);
    private static readonly BlockingCollection<Action> Starts = StartThread();

    private readonly Process process;
    private readonly string name;
    private readonly string log;

    private LongLivedProcess(Process process, string name, string log) => (this.process, this.name, this.log) = (process, name, log);

    /// <summary>Its process id.</summary>
    public int Id => process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => process.HasExited;

    /// <summary>Starts a program; what it writes goes to the file <paramref name="log"/>. A variable of the environment that is null is taken away.</summary>
    public static async Task<LongLivedProcess> StartAsync(
        string program, IEnumerable<string> arguments, string log, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(Info(program, arguments, log, environment ?? new Dictionary<string, string?>()))!);
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        var child = new LongLivedProcess(await started.Task, Path.GetFileName(program), log);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => child.Kill();
        return child;
    }

    /// <summary>What it wrote so far; nothing as long as the shell that starts it has not made the file.</summary>
    public string Written => File.Exists(log) ? File.ReadAllText(log) : "";

    /// <summary>The end of what it wrote, for messages.</summary>
    public string Tail() => $"{name} wrote last:\n{string.Join('\n', Written.TrimEnd('\n').Split('\n').TakeLast(15))}";

    /// <summary>Kills it and waits for its end. Nothing here needs an orderly one.</summary>
    public async Task StopAsync()
    {
        Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Sends it a signal: <c>TERM</c>, <c>KILL</c>, <c>STOP</c>, <c>CONT</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("/bin/sh", ["-c", $"kill -{signal} {Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for its end and returns its exit code.</summary>
    public async Task<int> ExitCodeAsync(TimeSpan deadline)
    {
        using var timeout = new CancellationTokenSource(deadline);
        await process.WaitForExitAsync(timeout.Token);
        return process.ExitCode;
    }

    /// <summary>Kills it.</summary>
    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    private void Kill()
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended, or has been disposed of.
        }
    }

    /// <summary>The shell redirects, because a pipe that nobody reads would block the server.</summary>
    private static ProcessStartInfo Info(string program, IEnumerable<string> arguments, string log, IReadOnlyDictionary<string, string?> environment)
    {
        string[] dying = SetPriv is null ? [] : [SetPriv, "--pdeathsig", "KILL"];
        var info = new ProcessStartInfo("/bin/sh", ["-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", log, .. dying, program, .. arguments]);
        foreach (var (name, value) in environment)
            info.Environment[name] = value;
        return info;
    }

    /// <summary>
    /// Linux sends the death signal when the thread that started the child ends, so that must not be one of the thread pool's.
    /// </summary>
    private static BlockingCollection<Action> StartThread()
    {
        var queue = new BlockingCollection<Action>();
        var thread = new Thread(() =>
        {
            foreach (var start in queue.GetConsumingEnumerable())
                start();
        })
        {
            IsBackground = true,
            Name = "starts processes",
        };
        thread.Start();
        return queue;
    }
}
