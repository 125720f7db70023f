using IdentityCenterOperator.Hosting;

namespace IdentityCenterOperator.Auditing;

/// <summary>Takes a line of the audit log. It does not throw: what AWS has done is done.</summary>
/// <param name="line">The line, without its end.</param>
internal delegate void AuditSink(string line);

/// <summary>Where the audit log can go.</summary>
internal static class AuditSinks
{
    /// <summary>Category of the lines in the operator's own log, which no log level silences.</summary>
    public const string Category = "IdentityCenterOperator.Audit";

    /// <summary>Stands for the operator's own log.</summary>
    public const string Log = "log";

    private const string Console = "-";
    private const string None = "none";

    /// <summary>The sink of a choice: <c>log</c>, <c>-</c> for bare lines on standard output, <c>none</c>, or a file that is appended to.</summary>
    /// <exception cref="RunOptionsException">The file cannot be written.</exception>
    public static AuditSink Open(string choice, ILoggerFactory logs)
    {
        var log = logs.CreateLogger(Category);
        return choice switch
        {
            Log => line => log.LogInformation("{Line}", line),
            Console => System.Console.Out.WriteLine,
            None => Forget,
            var path => File(path, log),
        };
    }

    private static void Forget(string line)
    {
    }

    // Opened for each line: whoever rotates the file may move it away at any moment.
    private static AuditSink File(string path, ILogger log)
    {
        var gate = new Lock();
        try
        {
            System.IO.File.AppendAllText(path, "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new RunOptionsException($"The audit log {path} cannot be written: {e.Message}");
        }

        return line =>
        {
            try
            {
                lock (gate)
                    System.IO.File.AppendAllText(path, $"{line}\n");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                log.LogError("The audit log {Path} cannot be written ({Problem}). The line goes here instead: {Line}", path, e.Message, line);
            }
        };
    }
}
