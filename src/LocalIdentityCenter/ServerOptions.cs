namespace LocalIdentityCenter;

/// <summary>How a server is hosted; what it holds is the seed's matter.</summary>
public sealed record ServerOptions
{
    /// <summary>The port; 0 (the default) takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The address to listen on. Default: loopback, because nothing here keeps strangers out.</summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>The clock. A test clock makes operations progress when it is moved.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where new ids and the dice of faults come from; give one with a seed for repeatable runs.</summary>
    public Random Random { get; init; } = Random.Shared;

    /// <summary>How many calls are remembered.</summary>
    public int CallHistory { get; init; } = 20_000;

    /// <summary>Where one line a call is written; null for nowhere.</summary>
    public TextWriter? Log { get; init; }

    /// <summary>A state file: read at the start when it is there (instead of the seed's contents), written at the end.</summary>
    public string? StateFile { get; init; }

    /// <summary>Whether each answer is checked against the service's model; one that does not fit becomes an InternalServerException. For tests.</summary>
    public bool CheckAnswers { get; init; }
}
