namespace Operator.Tests.Reliability.Paths;

/// <summary>Values of which a spec has one, each a mapping in YAML without its braces.</summary>
/// <param name="Values">What may stand in any spec.</param>
internal sealed record Choice(params string[] Values)
{
    /// <summary>What may stand only on the way: AWS is not as such a spec says, or not for that spec alone.</summary>
    public string[] OnTheWay { get; init; } = [];

    /// <summary>Whether each spec has one of them.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether the last spec has one of them.</summary>
    public bool IsRequiredLast { get; init; }
}
