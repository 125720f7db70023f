namespace LocalIdentityCenter.Models;

/// <summary>Which constraint of the model a value breaks; named after the reasons of organizations' InvalidInputException.</summary>
internal enum Constraint { InputRequired, MinLength, MaxLength, MinValue, MaxValue, Pattern, Enum, Union }

/// <summary>A value that breaks a constraint of the model, with the words AWS uses for it.</summary>
internal sealed record Violation(Constraint Constraint, string Path, string? Value, string Rule)
{
    public override string ToString() => $"Value {(Value is null ? "null" : $"'{Value}'")} at '{Path}' failed to satisfy constraint: {Rule}";
}
