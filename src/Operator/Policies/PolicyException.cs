namespace IdentityCenterOperator.Policies;

/// <summary>Ends the reading of a policy at its first fault; never leaves <see cref="PolicyDocument"/>.</summary>
internal sealed class PolicyException(string message) : Exception(message);
