namespace IdentityCenterOperator.Hosting;

/// <summary>The options do not fit together.</summary>
/// <param name="message">A sentence that says which.</param>
internal sealed class RunOptionsException(string message) : Exception(message);
