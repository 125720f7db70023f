using System.Globalization;
using IdentityCenterOperator.Reconciliation;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace IdentityCenterOperator.Hosting;

/// <summary>
/// Writes each entry of the log as one line, whatever names, exceptions and AWS's words hold: what would begin another line, reach a terminal or turn text around is escaped.
/// </summary>
internal sealed class LineFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    /// <summary>Name of the format.</summary>
    public const string FormatterName = "line";

    /// <inheritdoc/>
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        ArgumentNullException.ThrowIfNull(textWriter);
        var text = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var error = logEntry.Exception is { } e ? $" {e.ToString().ReplaceLineEndings(" ")}" : "";
        textWriter.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {Word(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] {Quoted.Line(text)}{Quoted.Line(error)}\n"));
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
