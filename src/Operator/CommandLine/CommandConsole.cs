namespace IdentityCenterOperator.CommandLine;

/// <summary>Where a command reads and writes.</summary>
/// <param name="Out">Takes the answer, and nothing else: it may be a file or a pipe.</param>
/// <param name="Error">Takes progress, notes and errors.</param>
internal sealed record CommandConsole(TextWriter Out, TextWriter Error)
{
    /// <summary>Standard input.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    /// <summary>Whether the answer may have colours.</summary>
    public bool HasColours { get; init; }

    /// <summary>Whether somebody watches <see cref="Error"/>, so that a line may be written over.</summary>
    public bool IsWatched { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Replaces services, for tests: the last registration counts.</summary>
    public Action<IServiceCollection> Overrides { get; init; } = _ => { };

    /// <summary>That of this process.</summary>
    public static CommandConsole OfProcess() => new(Console.Out, Console.Error)
    {
        In = Console.In,
        HasColours = MayColour(Console.IsOutputRedirected, Environment.GetEnvironmentVariable("NO_COLOR"), Environment.GetEnvironmentVariable("TERM")),
        IsWatched = !Console.IsErrorRedirected,
    };

    /// <summary>Colours are for terminals, and for people who do not ask to be spared them (https://no-color.org).</summary>
    public static bool MayColour(bool isRedirected, string? noColor, string? term) => !isRedirected && string.IsNullOrEmpty(noColor) && term != "dumb";
}
