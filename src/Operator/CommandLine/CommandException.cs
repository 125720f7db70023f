namespace IdentityCenterOperator.CommandLine;

/// <summary>A command cannot do what it was asked for.</summary>
/// <param name="message">One sentence: what, where and what to do about it.</param>
internal sealed class CommandException(string message) : Exception(message);
