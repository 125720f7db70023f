namespace Testing;

/// <summary>Something did not come out as a test expects; the message says what was observed.</summary>
public sealed class ExpectationException(string message, Exception? innerException = null) : Exception(message, innerException);
