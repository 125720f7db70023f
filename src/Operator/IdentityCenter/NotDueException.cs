namespace IdentityCenterOperator.IdentityCenter;

/// <summary>A request was not wanted any more when its turn came: nothing was sent.</summary>
internal sealed class NotDueException() : Exception("It is not wanted any more; nothing was sent to AWS.");
