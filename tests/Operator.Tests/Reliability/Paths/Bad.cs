namespace Operator.Tests.Reliability.Paths;

/// <summary>A value that a field must not have.</summary>
/// <param name="Field">The field, below spec.</param>
/// <param name="Fragment">What makes a good spec a bad one: a mapping in YAML without its braces; null takes a property away.</param>
internal sealed record Bad(string Field, string Fragment)
{
    /// <summary>What a person must read about it; by default the field's name.</summary>
    public string Says { get; init; } = $"spec.{Field}";

    /// <summary>Whether it is bad only where there was another value before.</summary>
    public bool IsChange { get; init; }
}
